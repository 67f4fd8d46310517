import { describe, expect, test } from 'vitest';
import { ADMIN, call, createRobot, harbor, login, problem, systemPermission } from './call.ts';
import type { CallOptions } from './call.ts';

const ALICE = { user: 'alice', password: 'Passw0rd1' };

/** alice is a user; the log is empty. */
function company(version = '2.13.5') {
  const simulator = harbor(version);
  simulator.seed({ users: [{ username: 'alice', password: ALICE.password }] });
  const entries = () =>
    simulator.state.audit.map(({ username, description, successful, resource }) => ({
      username,
      description,
      successful,
      resource,
    }));
  return { simulator, entries };
}

// src/pkg/auditext/event/user/user.go and basic.go of Harbor 2.13
describe('users in the log', () => {
  const NEW = {
    username: 'bob',
    email: 'bob@example.com',
    realname: 'Bob',
    password: 'Passw0rd1',
  };

  test('are named, whether it worked or not', async () => {
    const { simulator, entries } = company();
    const { headers } = await call(simulator, 'POST', '/users', { body: NEW });
    const id = String(headers['location']).split('/').at(-1);
    await call(simulator, 'POST', '/users', { body: NEW });
    await call(simulator, 'DELETE', `/users/${id}`, { as: ALICE });
    await call(simulator, 'DELETE', `/users/${id}`);
    await call(simulator, 'POST', '/users', { body: NEW, as: undefined });
    const of = (username: string, name: string, operation: string, successful: boolean) => ({
      username,
      description: `${operation} user with name: ${name}`,
      successful,
      resource: name,
    });
    expect(entries()).toEqual([
      of('admin', 'bob', 'create', true),
      of('admin', '', 'create', false),
      of('alice', 'bob', 'delete', false),
      of('admin', 'bob', 'delete', true),
      of('unknown', '', 'create', false),
    ]);
  });

  test.each([
    ['', { email: 'a@example.com', realname: 'A' }, ''],
    ['/sysadmin', { sysadmin_flag: true }, ', add/remove user as system administrator'],
    ['/password', { new_password: 'Passw0rd2' }, ', change user password'],
  ])('PUT /users/{id}%s says what was changed', async (part, body, said) => {
    const { simulator, entries } = company();
    await call(simulator, 'PUT', `/users/3${part}`, { body });
    expect(entries()).toMatchObject([
      { description: `update user with name: alice${said}`, successful: true },
    ]);
  });

  test('leave nothing before 2.13, or where they are only read', async () => {
    for (const [version, method] of [
      ['2.12.4', 'POST'],
      ['2.13.5', 'GET'],
    ] as const) {
      const { simulator, entries } = company(version);
      await call(simulator, method, '/users', method === 'POST' ? { body: NEW } : {});
      expect(entries()).toEqual([]);
    }
  });
});

// src/pkg/auditext/event/config/config.go
test('settings are logged with the body that was sent', async () => {
  const { simulator, entries } = company();
  await call(simulator, 'PUT', '/configurations', { raw: '{"read_only": false}' });
  await call(simulator, 'PUT', '/configurations', { raw: '{"read_only": false}', as: ALICE });
  await call(simulator, 'PUT', '/configurations', {
    raw: `{"banner_message":"${'x'.repeat(2_000)}"}`,
  });
  const [first, refused, long] = entries();
  expect(first).toEqual({
    username: 'admin',
    description: 'update configuration: {"read_only": false}',
    successful: true,
    resource: 'configuration',
  });
  expect(refused).toMatchObject({ username: 'alice', successful: false });
  expect(long?.description).toHaveLength('update configuration: '.length + 950 + '...'.length);
});

// src/pkg/auditext/event/login/login.go
test('a sign-in carries the name as the form encoded it', async () => {
  const { simulator, entries } = company();
  const form = async (raw: string) => {
    const first = await call(simulator, 'GET', '/systeminfo', { as: undefined });
    const [sid = ''] = [first.headers['set-cookie'] ?? ''].flat().map((text) => text.split(';')[0]);
    const cookies = async (cookie: string) =>
      call(simulator, 'GET', '/systeminfo', { as: undefined, headers: { cookie } });
    const second = await cookies(sid);
    const csrf = [second.headers['set-cookie'] ?? ''].flat().map((text) => text.split(';')[0]);
    return call(simulator, 'POST', '/c/login', {
      as: undefined,
      raw,
      headers: {
        cookie: [sid, ...csrf].join('; '),
        'x-harbor-csrf-token': String(second.headers['x-harbor-csrf-token']),
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
  };
  expect((await form('principal=alice&password=Passw0rd1')).status).toBe(200);
  expect((await form('principal=robot%24ci&password=x')).status).toBe(401);
  const signIn = (name: string, successful: boolean) => ({
    username: name,
    resource: name,
    description: 'login',
    successful,
  });
  expect(entries()).toEqual([signIn('alice', true), signIn('robot%24ci', false)]);
});

// goharbor/harbor#23228, src/pkg/auditext/event/member/member.go of 2.16
describe('members in the log', () => {
  test('come, change and go by name from 2.16 on', async () => {
    const { simulator, entries } = company('2.16.0');
    simulator.seed({ projects: [{ name: 'apps' }] });
    const members = '/projects/apps/members';
    const body = { role_id: 2, member_user: { username: 'alice' } };
    const { headers } = await call(simulator, 'POST', members, { body });
    const member = String(headers['location']).replace('/api/v2.0', '');
    await call(simulator, 'POST', members, { body });
    await call(simulator, 'PUT', member, { body: { role_id: 3 } });
    await call(simulator, 'PUT', `${members}/99`, { body: { role_id: 77 } });
    await call(simulator, 'DELETE', member);
    expect(entries().map(({ description, successful }) => [description, successful])).toEqual([
      ['create user member alice in project apps', true],
      ['create member in project apps', false],
      ['update user member alice in project apps', true],
      ['update member 99 in project apps', false],
      ['delete user member alice from project apps', true],
    ]);
    expect(simulator.state.audit.every(({ projectId }) => projectId === 2)).toBe(true);
  });

  test('leave nothing before', async () => {
    const { simulator, entries } = company('2.15.2');
    const body = { role_id: 2, member_user: { username: 'alice' } };
    await call(simulator, 'POST', '/projects/library/members', { body });
    expect(entries()).toEqual([]);
  });
});

// src/server/v2.0/handler/auditlog.go, ListAuditLogEventTypes
describe('GET /auditlog-exts/events', () => {
  const events = (simulator: ReturnType<typeof harbor>, as: CallOptions['as']) =>
    call(simulator, 'GET', '/auditlog-exts/events', { as });

  test('is for whoever may list the whole log', async () => {
    const { simulator } = company();
    const permissions = [systemPermission('audit-log:list')];
    const reader = login(await createRobot(simulator, { name: 'reader', permissions }));
    const { json } = await events(simulator, reader);
    expect((json as unknown[]).length).toBe(14);
    expect((json as unknown[])[0]).toEqual({ event_type: 'create_artifact' });
    expect(problem(await events(simulator, ALICE))).toBe('FORBIDDEN: alice');
    expect(problem(await events(simulator, undefined))).toBe('UNAUTHORIZED: unauthorized');
  });

  test('knows members from 2.16 on', async () => {
    const { json } = await events(harbor('2.16.0'), ADMIN);
    expect((json as { event_type: string }[]).at(-1)?.event_type).toBe('update_member');
  });
});

describe('robots in the log', () => {
  // src/controller/robot/controller.go: Delete returns at the missing rows before it fires the event
  test('a legacy robot goes without a word', async () => {
    const { simulator, entries } = company();
    simulator.fixture({ fixture: 'legacy-robot', project: 'library', name: 'robot$old', id: 9000 });
    expect((await call(simulator, 'DELETE', '/robots/9000')).status).toBe(200);
    expect(entries()).toEqual([]);
  });

  // src/server/v2.0/handler/robotV1.go uses the same controller
  test('those of the old path are there as well in 2.12', async () => {
    const { simulator, entries } = company('2.12.4');
    const access = [{ resource: '/project/1/repository', action: 'pull' }];
    const path = '/projects/1/robots';
    const { json } = await call(simulator, 'POST', path, { body: { name: 'ci', access } });
    await call(simulator, 'DELETE', `${path}/${(json as { id: number }).id}`);
    expect(entries().map(({ description }) => description)).toEqual([
      'create robot: robot$library+ci',
      'delete robot: robot$library+ci',
    ]);
  });
});

// src/server/v2.0/handler/project.go, GetLogs: the project of the path takes the place of q's
test('the log of a project is that of the project, whatever `q` says', async () => {
  const { simulator } = company();
  await call(simulator, 'POST', '/projects', { body: { project_name: 'apps' } });
  const path = '/projects/apps/auditlog-exts?q=ProjectID%253D1';
  const { headers } = await call(simulator, 'GET', path);
  expect(headers['x-total-count']).toBe('1');
});
