import { describe, expect, test } from 'vitest';
import {
  call,
  createRobot,
  harbor,
  login,
  problem,
  projectPermission,
  status,
  systemPermission,
} from './call.ts';

const PULL = [projectPermission('library', 'repository:pull')];
const LIST = [systemPermission('project:list')];
const OTHER_LEVEL = 'BAD_REQUEST: cannot update the level or name of robot';

describe('releases without recordings', () => {
  // src/lib/orm/query.go of 2.2 asks for no order: PostgreSQL gives the rows as they were last written
  test('2.2 knows no sort and has no current user for robots', async () => {
    const simulator = harbor('2.2.4');
    const robot = await createRobot(simulator, { name: 'b', permissions: PULL });
    await createRobot(simulator, { name: 'a', permissions: PULL });
    const names = async () => {
      const { json } = await call(simulator, 'GET', '/robots?sort=-name');
      return (json as { name: string }[]).map(({ name }) => name);
    };
    expect(await names()).toEqual(['robot$b', 'robot$a']);
    await call(simulator, 'PATCH', `/robots/${robot.id}`, { body: { secret: robot.secret } });
    expect(await names()).toEqual(['robot$a', 'robot$b']);
    expect(await status(simulator, 'GET', '/users/current', { as: login(robot) })).toBe(500);
  });

  // goharbor/harbor#17073, src/server/middleware/url/parse.go: outside of every other middleware
  test.each([
    ['2.5.1', 200],
    ['2.4.3', 400],
    ['2.5.2', 400],
  ])('%s answers a query that cannot be decoded with %i', async (version, expected) => {
    const { status: answered, headers, json } = await call(harbor(version), 'GET', '/robots?q=%zz');
    expect(answered).toBe(expected);
    if (answered === 200) return;
    const message = 'invalid URL escape "%zz"';
    expect(json).toEqual({ errors: [{ code: 'BAD_REQUEST', message }] });
    expect(Object.keys(headers)).toEqual(['content-type']);
  });

  // goharbor/harbor#15461 and #14314
  test.each([
    ['2.3.5', 'NOT_FOUND: user robot$a not found', ['library']],
    ['2.4.0', '', ['hidden', 'library', 'new']],
  ])('robots of %s make projects and list their own: "%s"', async (version, refusal, seen) => {
    const simulator = harbor(version);
    simulator.seed({ projects: [{ name: 'hidden' }] });
    const permissions = [projectPermission('*', 'repository:pull')];
    const as = login(await createRobot(simulator, { name: 'a', permissions }));
    const body = { project_name: 'new' };
    expect(problem(await call(simulator, 'POST', '/projects', { as, body }))).toBe(refusal);
    const { json } = await call(simulator, 'GET', '/projects', { as });
    expect((json as { name: string }[]).map(({ name }) => name)).toEqual(seen);
  });

  // src/server/v2.0/handler/project.go, isSysAdmin: the same before the catalogue as after it
  test.each(['2.5.6', '2.9.5', '2.10.3'])(
    '%s lists every project for project:list',
    async (version) => {
      const simulator = harbor(version);
      simulator.seed({ projects: [{ name: 'hidden' }] });
      const robot = await createRobot(simulator, { name: 'a', permissions: LIST });
      const { headers } = await call(simulator, 'GET', '/projects', { as: login(robot) });
      expect(headers['x-total-count']).toBe('2');
    },
  );

  test.each([
    ['2.3.5', 200],
    ['2.4.0', 403],
  ])('a legacy robot may be written to in %s: %i', async (version, expected) => {
    const simulator = harbor(version);
    simulator.fixture({ fixture: 'legacy-robot', project: 'library', name: 'robot$old', id: 9000 });
    const body = { name: 'robot$old', level: 'project', disable: true, permissions: [] };
    expect(await status(simulator, 'PUT', '/robots/9000', { body })).toBe(expected);
    expect(simulator.state.robots.get(9000)?.disabled).toBe(expected === 200);
  });

  test('2.5.1 moves a project robot to another project, 2.5.4 does not', async () => {
    for (const [version, expected] of [
      ['2.5.1', 200],
      ['2.5.4', 400],
    ] as const) {
      const simulator = harbor(version);
      simulator.seed({ projects: [{ name: 'other' }] });
      const robot = await createRobot(simulator, {
        name: 'ci',
        level: 'project',
        permissions: PULL,
      });
      const permissions = [projectPermission('other', 'repository:pull')];
      const body = { name: robot.name, level: 'project', duration: 30, permissions };
      expect(await status(simulator, 'PUT', `/robots/${robot.id}`, { body })).toBe(expected);
    }
  });

  test('2.5.2 stumbles over a system robot that covers all projects', async () => {
    const simulator = harbor('2.5.2');
    const permissions = [projectPermission('*', 'repository:pull')];
    const robot = await createRobot(simulator, { name: 'ci', permissions });
    const body = { name: robot.name, level: 'system', duration: 30, permissions };
    expect(problem(await call(simulator, 'PUT', `/robots/${robot.id}`, { body }))).toBe(
      'NOT_FOUND: project * not found',
    );
  });

  test.each([
    ['2.9.5', 201],
    ['2.10.0', 400],
  ])('%s answers %i to a permission of no catalogue', async (version, expected) => {
    const body = {
      name: 'x',
      level: 'system',
      duration: 1,
      permissions: [projectPermission('*', '*:*')],
    };
    expect(await status(harbor(version), 'POST', '/robots', { body })).toBe(expected);
  });

  test('export-cve is a system permission in 2.12.0 and a project permission after', async () => {
    const body = {
      name: 'x',
      level: 'system',
      duration: 1,
      permissions: [systemPermission('export-cve:read')],
    };
    expect(await status(harbor('2.12.0'), 'POST', '/robots', { body })).toBe(201);
    expect(await status(harbor('2.12.1'), 'POST', '/robots', { body })).toBe(400);
  });

  test.each([
    ['2.12.0', 'DENIED: permission scope is invalid'],
    ['2.12.1', ''],
    ['2.14.4', ''],
  ])('a robot holding * hands out a named project in %s: %s', async (version, text) => {
    const simulator = harbor(version);
    const creator = await createRobot(simulator, {
      name: 'maker',
      permissions: [systemPermission('robot:create'), projectPermission('*', 'repository:pull')],
    });
    const body = { name: 'made', level: 'system', duration: 1, permissions: PULL };
    const answer = await call(simulator, 'POST', '/robots', { body, as: login(creator) });
    expect(problem(answer).startsWith(text) && answer.status).toBe(text === '' ? 201 : 403);
  });

  test.each([
    ['2.14.0', 'DENIED: denied'],
    ['2.14.1', ''],
    ['2.14.4', ''],
    ['2.15.0', ''],
  ])('a system robot makes a project robot in %s: %s', async (version, text) => {
    const simulator = harbor(version);
    const permissions = [projectPermission('*', 'robot:create', 'repository:pull')];
    const creator = await createRobot(simulator, { name: 'maker', permissions });
    const body = { name: 'made', level: 'project', duration: 1, permissions: PULL };
    expect(
      problemOrNothing(await call(simulator, 'POST', '/robots', { body, as: login(creator) })),
    ).toBe(text);
  });

  test.each([
    ['2.10.3', 'BAD_REQUEST: bad request error duration input: -2'],
    [
      '2.11.0',
      'BAD_REQUEST: bad request error duration input: -2, duration must be either -1(Never) or a positive integer',
    ],
  ])('%s says of a bad duration: %s', async (version, text) => {
    const body = { name: 'x', level: 'system', duration: -2, permissions: LIST };
    expect(problem(await call(harbor(version), 'POST', '/robots', { body }))).toBe(text);
  });

  test.each([
    ['2.6.4', 200],
    ['2.7.0', 400],
  ])('%s takes a default duration of 0 days with %i', async (version, expected) => {
    const body = { robot_token_duration: 0 };
    expect(await status(harbor(version), 'PUT', '/configurations', { body })).toBe(expected);
  });

  test.each([
    ['2.6.4', 403],
    ['2.7.0', 404],
  ])('%s tells the administrator %i of a project that is not there', async (version, expected) => {
    expect(await status(harbor(version), 'GET', '/projects/nope')).toBe(expected);
  });

  test.each([
    ['2.13.1', 1],
    ['2.13.2', 2],
  ])('%s lists %i robots for an operator that only older ones know', async (version, total) => {
    const simulator = harbor(version);
    await createRobot(simulator, { name: 'ci', permissions: PULL });
    await createRobot(simulator, { name: 'x', permissions: PULL });
    const { headers } = await call(simulator, 'GET', '/robots?q=name__startswith%253Dc');
    expect(headers['x-total-count']).toBe(String(total));
  });

  // src/server/v2.0/handler/robot.go: updateV2Robot asked for the level of the body up to 2.11
  test.each([
    ['2.5.6', 'FORBIDDEN: alice', 'FORBIDDEN: forbidden'],
    ['2.11.2', 'FORBIDDEN: alice', 'NOT_FOUND: project nope not found'],
    ['2.12.0', OTHER_LEVEL, OTHER_LEVEL],
  ])('%s answers PUT at another level: %s, %s', async (version, asAlice, asAdmin) => {
    const simulator = harbor(version);
    const members = { alice: 1 } as const;
    simulator.seed({
      users: [{ username: 'alice', password: 'Passw0rd1' }],
      projects: [{ name: 'apps', members }],
    });
    const permissions = [projectPermission('apps', 'repository:pull')];
    const own = await createRobot(simulator, { name: 'a', level: 'project', permissions });
    const body = { name: own.name, level: 'system', duration: 30, permissions };
    const as = { user: 'alice', password: 'Passw0rd1' };
    expect(problem(await call(simulator, 'PUT', `/robots/${own.id}`, { as, body }))).toBe(asAlice);
    const { id, name } = await createRobot(simulator, { name: 'b', permissions });
    const elsewhere = {
      name,
      level: 'project',
      duration: 30,
      permissions: [projectPermission('nope', 'repository:pull')],
    };
    const answer = await call(simulator, 'PUT', `/robots/${id}`, { body: elsewhere });
    expect(problem(answer)).toBe(asAdmin);
  });

  test.each([
    ['2.12.4', 200],
    ['2.13.0', 404],
  ])('%s answers %i below /projects/{p}/robots', async (version, expected) => {
    expect(await status(harbor(version), 'GET', '/projects/1/robots')).toBe(expected);
  });
});

function problemOrNothing(answer: Awaited<ReturnType<typeof call>>): string {
  return answer.status === 201 ? '' : problem(answer);
}
