import { describe, expect, test } from 'vitest';
import { call, createRobot, harbor, login, problem, projectPermission } from './call.ts';

const ALICE = { user: 'alice', password: 'Passw0rd1' };
const BOB = { user: 'bob', password: 'Passw0rd1' };

/** `library` is public; `apps` is alice's, `other` is not. */
function company(version = '2.15.2') {
  const simulator = harbor(version);
  const users = [
    { username: 'alice', password: ALICE.password },
    { username: 'bob', password: BOB.password },
  ];
  simulator.seed({ users });
  simulator.seed({ projects: [{ name: 'apps', members: { alice: 1 } }, { name: 'other' }] });
  return simulator;
}

const names = (rows: unknown): string[] => (rows as { name: string }[]).map(({ name }) => name);

describe('the search', () => {
  const found = async (...args: Parameters<typeof call>) => {
    const { json } = await call(...args);
    return names((json as { project: unknown }).project);
  };

  test('needs a text, and takes it literally', async () => {
    const simulator = company();
    expect(problem(await call(simulator, 'GET', '/search'))).toBe(
      'UNPROCESSABLE_ENTITY: validation failure list:\nq in query is required',
    );
    expect(await found(simulator, 'GET', '/search?q=pp')).toEqual(['apps']);
    expect(await found(simulator, 'GET', '/search?q=APPS')).toEqual([]);
  });

  test('goes through what the caller sees: a robot the public projects alone', async () => {
    const simulator = company();
    const permissions = [projectPermission('*', 'repository:pull')];
    const robot = await createRobot(simulator, { name: 'ci', permissions });
    const seen = (as?: { user: string; password: string }) =>
      found(simulator, 'GET', '/search?q=r', { as });
    expect(await found(simulator, 'GET', '/search?q=r')).toEqual(['library', 'other']);
    expect(await found(simulator, 'GET', '/search?q=a', { as: ALICE })).toEqual([
      'apps',
      'library',
    ]);
    expect(await seen(login(robot))).toEqual(['library']);
    expect(await seen()).toEqual(['library']);
  });

  test('shows projects with their metadata and the roles of the caller', async () => {
    const { json } = await call(company(), 'GET', '/search?q=apps', { as: ALICE });
    expect(json).toMatchObject({
      project: [
        {
          name: 'apps',
          metadata: { public: 'false' },
          current_user_role_id: 1,
          cve_allowlist: { items: null },
        },
      ],
      repository: [],
    });
  });
});

describe('users', () => {
  test('are searched by name alone, whatever `q` says', async () => {
    const { json, status } = await call(company(), 'GET', '/users/search?username=li&q=zzz');
    expect([status, json]).toEqual([200, [{ user_id: 3, username: 'alice' }]]);
  });

  test('change their own profile, and the administrator everybody’s', async () => {
    const simulator = company();
    const body = { email: 'new@example.com', realname: 'New', comment: '' };
    const put = (id: number, as = ALICE) => call(simulator, 'PUT', `/users/${id}`, { body, as });
    expect((await put(3)).status).toBe(200);
    expect((await call(simulator, 'GET', '/users/3')).json).toMatchObject({
      email: 'new@example.com',
      realname: 'New',
    });
    expect((await put(4)).status).toBe(403);
    const bad = { body: { ...body, realname: 'a,b' } };
    expect(problem(await call(simulator, 'PUT', '/users/3', bad))).toBe(
      'BAD_REQUEST: realname contains illegal characters',
    );
    expect(problem(await call(simulator, 'PATCH', '/users/3'))).toBe(
      'METHOD_NOT_ALLOWED: method PATCH is not allowed, but [GET,PUT,DELETE] are',
    );
  });
});

describe('quotas', () => {
  test('are changed by whoever may', async () => {
    const simulator = company();
    const put = (hard: unknown, as?: { user: string; password: string }) =>
      call(simulator, 'PUT', '/quotas/2', { body: { hard }, ...(as ? { as } : {}) });
    expect((await put({ storage: 4096 })).status).toBe(200);
    expect((await call(simulator, 'GET', '/quotas/2')).json).toMatchObject({
      hard: { storage: 4096 },
    });
    expect(problem(await put({}))).toBe('BAD_REQUEST: hard required in body');
    expect(problem(await put({ storage: 0 }))).toBe(
      'BAD_REQUEST: invalid value for resource storage',
    );
    expect(problem(await put({ storage: 1 }, ALICE))).toBe('FORBIDDEN: alice');
  });

  test('come newest first, with the project that they are of', async () => {
    const simulator = company();
    simulator.clock.advance(5);
    const project = { project_name: 'small', storage_limit: 4096 };
    await call(simulator, 'POST', '/projects', { body: project });
    const { json, headers } = await call(simulator, 'GET', '/quotas?page_size=1');
    expect(json).toMatchObject([
      { id: 4, hard: { storage: 4096 }, ref: { id: 4, name: 'small', owner_name: 'admin' } },
    ]);
    expect(headers).toMatchObject({
      'x-total-count': '4',
      link: '</api/v2.0/quotas?page=2&page_size=1>; rel="next"',
    });
    expect((await call(simulator, 'GET', '/projects/small/summary')).json).toMatchObject({
      quota: { hard: { storage: 4096 } },
    });
  });

  test('are found by project and by number', async () => {
    const simulator = company();
    const { json } = await call(simulator, 'GET', '/quotas?reference=project&reference_id=2');
    expect(json).toMatchObject([{ id: 2, ref: { name: 'apps' } }]);
    expect((await call(simulator, 'GET', '/quotas/2')).json).toMatchObject({ id: 2 });
    expect(problem(await call(simulator, 'GET', '/quotas/9'))).toBe('NOT_FOUND: quota 9 not found');
    expect(problem(await call(simulator, 'GET', '/quotas', { as: ALICE }))).toBe(
      'FORBIDDEN: alice',
    );
  });
});

describe('projects with more than a name', () => {
  const create = async (body: unknown, as?: typeof ALICE) =>
    problem(await call(company(), 'POST', '/projects', { body, ...(as ? { as } : {}) }));

  test('a proxy cache project is the administrator’s and needs a registry', async () => {
    const body = { project_name: 'proxy', registry_id: -1 };
    expect(await create(body, ALICE)).toBe(
      'FORBIDDEN: Only system admin can create proxy cache project',
    );
    expect(await create(body)).toBe(
      'BAD_REQUEST: bad request: -1 is invalid value of registry_id, it should be geater than 0',
    );
    expect(await create({ ...body, registry_id: 7 })).toBe('UNKNOWN: internal server error');
  });

  test('a storage limit is more than nothing, and counts for the administrator alone', async () => {
    const body = { project_name: 'small', storage_limit: -2 };
    expect(await create(body)).toBe('BAD_REQUEST: bad request: invalid value for resource storage');
    expect(await create(body, ALICE)).toBe('');
  });
});

describe('users', () => {
  test('are searched without the first administrator', async () => {
    const { json, headers } = await call(company(), 'GET', '/users/search?username=a', {
      as: BOB,
    });
    expect(json).toMatchObject([{ username: 'alice' }]);
    expect(headers['x-total-count']).toBe('1');
  });

  test.each([
    ['2.11.2', 'Not authorized to read user: 1'],
    ['2.12.0', 'bob'],
  ])('%s tells somebody who asks for another one: %s', async (version, text) => {
    const simulator = company(version);
    expect(problem(await call(simulator, 'GET', '/users/1', { as: BOB }))).toBe(
      `FORBIDDEN: ${text}`,
    );
    expect((await call(simulator, 'GET', '/users/4', { as: BOB })).status).toBe(200);
  });

  test.each([
    ['2.8.6', 'longer than 8 chars'],
    ['2.9.0', '8-128, inclusively, characters long'],
  ])('%s wants passwords %s', async (version, text) => {
    const body = { username: 'x', email: 'x@example.com', realname: 'x', password: 'short' };
    expect(problem(await call(company(version), 'POST', '/users', { body }))).toBe(
      `BAD_REQUEST: the password or secret must be ${text} with at least 1 uppercase letter, 1 lowercase letter and 1 number`,
    );
  });

  test('do not sign themselves up through the API', async () => {
    const simulator = company();
    const body = { username: 'x', email: 'x@example.com', realname: 'x', password: 'Passw0rd1' };
    const signUp = async () => problem(await call(simulator, 'POST', '/users', { body, as: BOB }));
    expect(await signUp()).toBe('FORBIDDEN: bob');
    await call(simulator, 'PUT', '/configurations', { body: { self_registration: true } });
    expect(await signUp()).toBe('FORBIDDEN: self-registration cannot be triggered via API');
  });
});

describe('members', () => {
  test('come by name; the count is that of all', async () => {
    const simulator = company();
    const body = { role_id: 2, member_user: { username: 'bob' } };
    await call(simulator, 'POST', '/projects/apps/members', { body });
    const { json, headers } = await call(
      simulator,
      'GET',
      '/projects/apps/members?entityname=alice',
    );
    expect(json).toMatchObject([{ entity_name: 'alice', role_name: 'projectAdmin' }]);
    expect(headers['x-total-count']).toBe('3');
    const all = (await call(simulator, 'GET', '/projects/apps/members')).json;
    expect((all as { entity_name: string }[]).map((row) => row.entity_name)).toEqual([
      'admin',
      'alice',
      'bob',
    ]);
  });

  test('a missing one is changed and removed without a word, and cannot be read', async () => {
    const simulator = company();
    const path = '/projects/apps/members/99';
    expect((await call(simulator, 'PUT', path, { body: { role_id: 2 } })).status).toBe(200);
    expect((await call(simulator, 'DELETE', path)).status).toBe(200);
    expect(problem(await call(simulator, 'GET', path))).toBe(
      'NOT_FOUND: the project member is not found, project id 2, member id 99',
    );
    expect(problem(await call(simulator, 'PUT', path, { body: { role_id: 9 } }))).toBe(
      'BAD_REQUEST: Failed to update project member, role is not in 1,2,3',
    );
  });
});

// src/server/v2.0/handler/user.go, src/common/rbac/system, src/pkg/permission/types/resource.go
describe('GET /users/current/permissions', () => {
  const rights = async (scope: string, as?: typeof ALICE) => {
    const path = `/users/current/permissions?scope=${scope}`;
    const { json } = await call(company(), 'GET', path, as ? { as } : {});
    return (json as { resource: string; action: string }[]).map(
      ({ resource, action }) => `${resource}:${action}`,
    );
  };

  test('those of the system bear no prefix, and so are relative to nothing', async () => {
    expect(await rights('/system')).toContain('catalog:read');
    expect(await rights('/system')).toContain('jobservice-monitor:stop');
    expect(await rights('/system&relative=true')).toEqual([]);
    expect(await rights('/system', ALICE)).toEqual([]);
  });

  test('those of a project are all of it, or those below what was named', async () => {
    expect(await rights('/project/2/robot', ALICE)).toContain('/project/2/label:create');
    expect(await rights('/project/2/robot&relative=true', ALICE)).toEqual([
      '.:create',
      '.:delete',
      '.:list',
      '.:read',
      '.:update',
    ]);
    expect(await rights('/project/x', ALICE)).toEqual([]);
  });
});

// src/controller/member/controller.go, Create
test('a member that is nobody is a masked error', async () => {
  const path = '/projects/apps/members';
  const answer = await call(company(), 'POST', path, { body: { role_id: 1 } });
  expect(problem(answer)).toBe('UNKNOWN: internal server error');
});

describe('the registry', () => {
  test('asks for better credentials where there were some, and for a token otherwise', async () => {
    const challenge = async (as?: typeof ALICE) =>
      (await call(harbor('2.15.2'), 'GET', '/v2/', { as })).headers['www-authenticate'];
    expect(await challenge()).toBe(
      'Bearer realm="http://harbor.test/service/token",service="harbor-registry"',
    );
    expect(await challenge({ user: 'admin', password: 'wrong' })).toBe('Basic realm="harbor"');
  });

  test('hands tokens to anybody who names a scope, and to who is signed in', async () => {
    const simulator = harbor('2.15.2');
    const status = async (query: string, as?: typeof ALICE) =>
      (await call(simulator, 'GET', `/service/token?${query}`, { as })).status;
    const service = 'service=harbor-registry';
    expect(await status(service)).toBe(401);
    expect(await status(service, { user: 'admin', password: 'Harbor12345' })).toBe(200);
    expect(await status(`${service}&scope=repository:library/x:pull`)).toBe(200);
    expect((await call(simulator, 'GET', '/service/token?service=x')).text).toBe(
      'Unable to handle service: x',
    );
  });
});
