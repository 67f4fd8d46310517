import { describe, expect, test } from 'vitest';
import type { SeedPermission } from '../../../shared/simulator/seed.ts';
import { ADMIN, call, harbor, problem } from './call.ts';

const allow = (namespace: string, ...pairs: string[]): SeedPermission => ({
  kind: namespace === '/' ? 'system' : 'project',
  namespace,
  access: pairs.map((pair) => {
    const [resource = '', action = '', effect = ''] = pair.split(':');
    return { resource, action, effect };
  }),
});

/** A Harbor with two private projects and one robot, and what that robot gets from a path. */
function withRobot(version: string, permissions: SeedPermission[], project?: string) {
  const simulator = harbor(version);
  simulator.seed({ projects: [{ name: 'apps' }, { name: 'other' }] });
  const { robots } = simulator.seed({
    robots: [{ name: 'ci', permissions, ...(project === undefined ? {} : { project }) }],
  });
  const as = { user: robots[0]?.name ?? '', password: robots[0]?.secret ?? '' };
  return async (path: string) => (await call(simulator, 'GET', path, { as })).status;
}

const ROBOTS_OF_APPS = '/robots?q=Level%253Dproject%252CProjectID%253D2';

describe('what a robot may', () => {
  test('a deny wins over an allow', async () => {
    const get = withRobot('2.15.2', [allow('*', 'robot:list'), allow('apps', 'robot:list:deny')]);
    expect(await get(ROBOTS_OF_APPS)).toBe(403);
    expect(await get(ROBOTS_OF_APPS.replace('%253D2', '%253D3'))).toBe(200);
  });

  test('an effect that is neither grants nothing', async () => {
    expect(await withRobot('2.15.2', [allow('apps', 'robot:list:maybe')])(ROBOTS_OF_APPS)).toBe(
      403,
    );
  });

  test.each([
    ['2.9.5', 403],
    ['2.10.0', 200],
  ])('in %s project rights beside system rights give %i', async (version, expected) => {
    const get = withRobot(version, [allow('/', 'project:list'), allow('apps', 'robot:list')]);
    expect(await get(ROBOTS_OF_APPS)).toBe(expected);
  });

  test('stars in resource and action count, as old releases stored them', async () => {
    const get = withRobot('2.15.2', [allow('apps', '*:*')]);
    expect(await get(ROBOTS_OF_APPS)).toBe(200);
    expect(await get('/robots')).toBe(403);
  });

  test('the project itself is opened by project:read since 2.10', async () => {
    expect(await withRobot('2.15.2', [allow('apps', 'project:read')])('/projects/apps')).toBe(200);
    expect(await withRobot('2.8.6', [allow('apps', 'project:read')])('/projects/apps')).toBe(403);
  });

  test('a public project is open to robots that are looked at in projects', async () => {
    expect(await withRobot('2.15.2', [allow('apps', 'tag:list')])('/projects/library')).toBe(200);
    expect(await withRobot('2.15.2', [allow('/', 'project:list')])('/projects/library')).toBe(403);
  });

  test('push brings pull along for a project robot, not for a system robot', async () => {
    const rights = async (project?: string) => {
      const simulator = harbor('2.15.2');
      simulator.seed({ projects: [{ name: 'apps' }] });
      const robot = { name: 'ci', permissions: [allow('apps', 'repository:push')] };
      const { robots } = simulator.seed({
        robots: [project === undefined ? robot : { ...robot, project }],
      });
      const as = { user: robots[0]?.name ?? '', password: robots[0]?.secret ?? '' };
      const { json } = await call(
        simulator,
        'GET',
        '/users/current/permissions?scope=/project/2&relative=true',
        { as },
      );
      return (json as { action: string }[]).map(({ action }) => action).sort();
    };
    expect(await rights('apps')).toEqual(['pull', 'push']);
    expect(await rights()).toEqual(['push']);
  });
});

// src/server/v2.0/handler/base.go: RBAC takes a name that is not found for project 0, and gives up on any other error
describe('a project that cannot be looked up', () => {
  test.each([
    ['2.6.4', 'nope', 'FORBIDDEN: forbidden', 'FORBIDDEN: forbidden'],
    ['2.15.2', 'nope', 'NOT_FOUND: project nope not found', 'FORBIDDEN: forbidden'],
    ['2.15.2', 'no%20pe', 'FORBIDDEN: forbidden', 'FORBIDDEN: forbidden'],
  ])('in %s as %s: %s, for others %s', async (version, name, asAdmin, asAlice) => {
    const simulator = harbor(version);
    simulator.seed({ users: [{ username: 'alice', password: 'Passw0rd1' }] });
    const alice = { user: 'alice', password: 'Passw0rd1' };
    const get = async (as: typeof alice | undefined) =>
      problem(await call(simulator, 'GET', `/projects/${name}`, { as }));
    expect(await get(ADMIN)).toBe(asAdmin);
    expect(await get(alice)).toBe(asAlice);
    expect(await get(undefined)).toBe('UNAUTHORIZED: unauthorized');
  });

  test.each(['2.5.6', '2.15.2'])('in %s without any name', async (version) => {
    const permissions = [{ kind: 'project', access: [{ resource: 'repository', action: 'pull' }] }];
    const body = { name: 'ci', level: 'project', duration: 30, permissions };
    expect(problem(await call(harbor(version), 'POST', '/robots', { body }))).toBe(
      'NOT_FOUND: project  not found',
    );
  });
});

describe('who is who', () => {
  test('a wrong password locks the name until it is answered', async () => {
    const simulator = harbor('2.15.2', { clock: 'manual' });
    const wrong = call(simulator, 'GET', '/users/current', { as: { ...ADMIN, password: 'wrong' } });
    await new Promise((resolve) => setImmediate(resolve));
    expect(simulator.clock.sleeping).toBe(1);
    expect((await call(simulator, 'GET', '/users/current')).status).toBe(401);
    simulator.clock.advance(1.5);
    expect((await wrong).status).toBe(401);
    expect((await call(simulator, 'GET', '/users/current')).status).toBe(200);
  });

  test('on an OIDC instance only the first administrator may use a password', async () => {
    const simulator = harbor('2.15.2', { authMode: 'oidc_auth' });
    simulator.seed({ users: [{ username: 'alice', password: 'Passw0rd1', sysadmin: true }] });
    const as = { user: 'alice', password: 'Passw0rd1' };
    expect((await call(simulator, 'GET', '/users/current', { as })).status).toBe(401);
    expect((await call(simulator, 'GET', '/users/current')).status).toBe(200);
    expect((await call(simulator, 'GET', '/systeminfo')).json).toMatchObject({
      auth_mode: 'oidc_auth',
    });
  });

  test('a robot logs in until its second of expiry', async () => {
    const simulator = harbor('2.15.2');
    const expiresAt = simulator.clock.seconds() + 60;
    const { robots } = simulator.seed({ robots: [{ name: 'ci', expiresAt, secret: 'Secret-1a' }] });
    const as = { user: robots[0]?.name ?? '', password: 'Secret-1a' };
    simulator.clock.advance(59);
    expect((await call(simulator, 'GET', '/users/current', { as })).status).toBe(412);
    simulator.clock.advance(1);
    expect((await call(simulator, 'GET', '/users/current', { as })).status).toBe(401);
  });

  test('read-only mode stops every write but that of the settings', async () => {
    const simulator = harbor('2.15.2');
    simulator.state.settings.set('read_only', true);
    expect(problem(await call(simulator, 'DELETE', '/robots/1', { as: undefined }))).toMatch(
      /^DENIED: The system is in read only mode/,
    );
    expect(
      (await call(simulator, 'PUT', '/configurations', { body: { read_only: false } })).status,
    ).toBe(200);
  });
});

describe('sessions', () => {
  const cookies = (headers: Readonly<Record<string, string | string[]>>) =>
    [headers['set-cookie'] ?? []].flat().map((line) => line.split(';')[0] ?? '');

  async function signedIn() {
    const simulator = harbor('2.15.2');
    const first = await call(simulator, 'GET', '/systeminfo', { as: undefined });
    const [sid = ''] = cookies(first.headers);
    const second = await call(simulator, 'GET', '/systeminfo', {
      as: undefined,
      headers: { cookie: sid },
    });
    const [csrf = ''] = cookies(second.headers);
    const token = String(second.headers['x-harbor-csrf-token']);
    const login = await call(simulator, 'POST', '/c/login', {
      as: undefined,
      raw: 'principal=admin&password=Harbor12345',
      headers: {
        cookie: `${sid}; ${csrf}`,
        'x-harbor-csrf-token': token,
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    const [session = ''] = cookies(login.headers);
    const get = async (method = 'GET', headers: Record<string, string> = {}) =>
      (
        await call(simulator, method, method === 'GET' ? '/users/current' : '/robots/99', {
          as: undefined,
          headers: { cookie: `${session}; ${csrf}`, ...headers },
        })
      ).status;
    return { simulator, get, token };
  }

  test('end an hour after the last request', async () => {
    const { simulator, get } = await signedIn();
    for (let hour = 0; hour < 3; hour += 1) {
      simulator.clock.advance(3599);
      expect(await get()).toBe(200);
    }
    simulator.clock.advance(3601);
    expect(await get()).toBe(401);
  });

  test('need a token to write, and an older one of the same cookie will do', async () => {
    const { get, token } = await signedIn();
    await get();
    expect(await get('DELETE')).toBe(403);
    expect(await get('DELETE', { 'x-harbor-csrf-token': 'AAAA' })).toBe(403);
    expect(await get('DELETE', { 'x-harbor-csrf-token': token })).toBe(404);
  });

  test('keep the rights they began with', async () => {
    const { simulator, get } = await signedIn();
    const admin = simulator.state.users.get(1);
    if (admin) admin.sysadmin = false;
    expect(await get('GET')).toBe(200);
    expect((await call(simulator, 'GET', '/robots')).status).toBe(403);
  });
});
