import { describe, expect, test } from 'vitest';
import { call, createRobot, harbor, login, problem, projectPermission } from './call.ts';

const ALICE = { user: 'alice', password: 'Passw0rd1' };
const USER = { username: 'alice', email: 'a@example.com', realname: 'A', password: 'Passw0rd1' };
const CHARSET = 'application/json; charset=utf-8';

describe('Harbor 2.2 answers by its first API', () => {
  test('who is signed in, with all columns of the row', async () => {
    const simulator = harbor('2.2.4');
    const { json, headers } = await call(simulator, 'GET', '/users/current');
    expect(headers['content-type']).toBe(CHARSET);
    expect(json).toMatchObject({ user_id: 1, email: '', password: '', deleted: false, role_id: 0 });
    const nobody = await call(simulator, 'GET', '/users/current', { as: undefined });
    expect([nobody.status, problem(nobody)]).toEqual([401, 'UNAUTHORIZED: UnAuthorize']);
    const permissions = [projectPermission('library', 'repository:pull')];
    const robot = await createRobot(simulator, { name: 'ci', permissions });
    expect((await call(simulator, 'GET', '/users/current', { as: login(robot) })).status).toBe(500);
  });

  test('users that are made, listed and searched', async () => {
    const simulator = harbor('2.2.4');
    const created = await call(simulator, 'POST', '/users', { body: USER });
    expect([created.status, created.headers['location'], created.text]).toEqual([
      201,
      '/api/v2.0/users/3',
      '',
    ]);
    const list = await call(simulator, 'GET', '/users?page_size=1');
    expect(list.headers).toMatchObject({ 'x-total-count': '1', 'content-type': CHARSET });
    expect(list.json).toMatchObject([{ username: 'alice' }]);
    const search = await call(simulator, 'GET', '/users/search?username=LI', { as: ALICE });
    expect(search.json).toEqual([{ user_id: 3, username: 'alice' }]);
    expect((await call(simulator, 'GET', '/users/search?username=x')).json).toBeNull();
    expect((await call(simulator, 'GET', '/users/3', { as: ALICE })).status).toBe(200);
    expect(problem(await call(simulator, 'GET', '/users/1', { as: ALICE }))).toBe(
      'FORBIDDEN: user does not have admin role',
    );
    expect((await call(simulator, 'GET', '/users/99')).status).toBe(404);
  });

  test.each([
    [{ username: 'robot$ci' }, 'BAD_REQUEST: register error:username contains illegal characters'],
    [{ email: '' }, "BAD_REQUEST: register error:Email can't be empty"],
    [{ username: 'admin' }, 'CONFLICT: username has already been used'],
    [{ username: 1 }, 'BAD_REQUEST: invalid json request'],
    [
      { password: 'x' },
      'BAD_REQUEST: register error:the password or secret must longer than 8 chars with at least 1 uppercase letter, 1 lowercase letter and 1 number',
    ],
  ])('no user %j', async (change, text) => {
    const answer = await call(harbor('2.2.4'), 'POST', '/users', { body: { ...USER, ...change } });
    expect(problem(answer)).toBe(text);
  });

  test('members of a project by its number alone, and the caller’s name in a 403', async () => {
    const simulator = harbor('2.2.4');
    simulator.seed({ users: [{ username: 'alice', password: 'Passw0rd1' }] });
    simulator.seed({ projects: [{ name: 'apps' }] });
    const body = { role_id: 1, member_user: { username: 'alice' } };
    expect(problem(await call(simulator, 'POST', '/projects/apps/members', { body }))).toBe(
      'NOT_FOUND: path /api/v2.0/projects/apps/members was not found',
    );
    expect(problem(await call(simulator, 'GET', '/projects/2/members', { as: ALICE }))).toBe(
      'FORBIDDEN: alice',
    );
    const added = await call(simulator, 'POST', '/projects/2/members', { body });
    expect([added.status, added.headers['location']]).toEqual([
      201,
      '/api/v2.0/projects/2/members/3',
    ]);
    expect(problem(await call(simulator, 'POST', '/projects/2/members', { body }))).toMatch(
      /^CONFLICT: Failed to add project member, already exist/,
    );
    const { json } = await call(simulator, 'GET', '/projects/2/members', { as: ALICE });
    expect(json).toMatchObject([{ entity_name: 'admin' }, { entity_name: 'alice', role_id: 1 }]);
    expect((await call(simulator, 'DELETE', '/projects/2/members/3')).status).toBe(200);
  });

  test.each([
    [{ robot_name_prefix: 'bot-', robot_token_duration: 45 }, 200, ''],
    [{ robot_token_duration: 0 }, 200, ''],
    [{ nonsense: 1 }, 400, 'configure item is not defined in metadata, item name: nonsense'],
    [
      { robot_token_duration: 'x' },
      400,
      'strconv.Atoi: parsing "x": invalid syntax, item name: robot_token_duration',
    ],
  ])('settings: %j is answered %i', async (body, status, text) => {
    const answer = await call(harbor('2.2.4'), 'PUT', '/configurations', { body });
    expect(answer.status).toBe(status);
    expect(problem(answer)).toBe(text === '' ? '' : `BAD_REQUEST: ${text}`);
  });

  test('no count of all projects for a user, and no sizes for anybody', async () => {
    const simulator = harbor('2.2.4');
    simulator.seed({ users: [{ username: 'alice', password: 'Passw0rd1' }] });
    const { json } = await call(simulator, 'GET', '/statistics', { as: ALICE });
    expect(json).toEqual({
      private_project_count: 0,
      private_repo_count: 0,
      public_project_count: 1,
      public_repo_count: 0,
    });
    const all = (await call(simulator, 'GET', '/statistics')).json;
    expect(all).toMatchObject({ total_project_count: 1 });
    expect(all).not.toHaveProperty('total_storage_consumption');
  });

  test('none of it from 2.3 on', async () => {
    const { json } = await call(harbor('2.3.0'), 'GET', '/users/current');
    expect(json).not.toHaveProperty('deleted');
  });
});
