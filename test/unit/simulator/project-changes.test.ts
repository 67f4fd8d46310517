import { describe, expect, test } from 'vitest';
import { call, createRobot, harbor, login, problem, projectPermission } from './call.ts';
import type { CallOptions } from './call.ts';

const as = (user: string): CallOptions['as'] => ({ user, password: 'Passw0rd1' });

/** `apps` (2) is private; alice administers it, mona maintains it, gus is a guest. */
function company(version = '2.15.2') {
  const simulator = harbor(version);
  const names = ['alice', 'mona', 'gus'];
  simulator.seed({ users: names.map((username) => ({ username, password: 'Passw0rd1' })) });
  simulator.seed({ projects: [{ name: 'apps', members: { alice: 1, mona: 4, gus: 3 } }] });
  const status = async (method: string, path: string, options: CallOptions = {}) =>
    (await call(simulator, method, path, options)).status;
  const project = async () => {
    const { json } = await call(simulator, 'GET', '/projects/apps');
    return json as { metadata: Record<string, string>; cve_allowlist: Record<string, unknown> };
  };
  return { simulator, status, project };
}

describe('PUT /projects/{p}', () => {
  test('merges the metadata that it names, and leaves the project else as it was', async () => {
    const { status, project, simulator } = company();
    const before = await project();
    const body = {
      project_name: 'other',
      metadata: { auto_scan: 'true', nonsense: '1', proxy_speed_kb: '9' },
    };
    expect(await status('PUT', '/projects/2', { body })).toBe(200);
    expect(await project()).toEqual({
      ...before,
      metadata: { public: 'false', auto_scan: 'true' },
    });
    expect(await status('PUT', '/projects/apps', { body: { metadata: { public: 'true' } } })).toBe(
      200,
    );
    expect(await status('GET', '/projects/apps', { as: undefined })).toBe(200);
    expect(problem(await call(simulator, 'PUT', '/projects/apps'))).toBe(
      'UNPROCESSABLE_ENTITY: validation failure list:\nproject in body is required',
    );
  });

  test('sets the CVE allowlist of this project alone', async () => {
    const { simulator, status, project } = company();
    const items = [{ cve_id: 'CVE-2026-1' }];
    const put = (allowlist: unknown) => ({ body: { cve_allowlist: allowlist } });
    expect(await status('PUT', '/projects/apps', put({ items, expires_at: 5 }))).toBe(200);
    expect((await project()).cve_allowlist).toMatchObject({ items, expires_at: 5, project_id: 2 });
    expect(
      problem(await call(simulator, 'PUT', '/projects/apps', put({ items, project_id: 1 }))),
    ).toBe("BAD_REQUEST: project_id in cve_allowlist must be 2 but it's 1");
  });

  test('refuses a retention policy that is not the project’s', async () => {
    const { simulator, project } = company();
    const body = { metadata: { retention_id: '7' } };
    expect(problem(await call(simulator, 'PUT', '/projects/apps', { body }))).toMatch(
      /^BAD_REQUEST: the retention_id /,
    );
    expect((await project()).metadata).toEqual({ public: 'false' });
  });

  test.each([
    ['2.5.1', 201],
    ['2.5.2', 400],
  ])('%s answers %i to a new project with a retention policy', async (version, expected) => {
    const body = { project_name: 'x', metadata: { retention_id: '7' } };
    expect(await company(version).status('POST', '/projects', { body })).toBe(expected);
  });

  test('is for who may update the project', async () => {
    const { status, simulator } = company();
    const body = { metadata: { auto_scan: 'true' } };
    expect(await status('PUT', '/projects/apps', { body, as: as('alice') })).toBe(200);
    expect(await status('PUT', '/projects/apps', { body, as: as('mona') })).toBe(403);
    expect(await status('PUT', '/projects/apps', { body, as: undefined })).toBe(401);
    expect(await status('PUT', '/projects/nope', { body })).toBe(404);
    const permissions = [projectPermission('apps', 'project:update')];
    const robot = await createRobot(simulator, { name: 'ci', permissions });
    expect(await status('PUT', '/projects/apps', { body, as: login(robot) })).toBe(200);
    expect(await status('PUT', '/projects/library', { body, as: login(robot) })).toBe(403);
  });
});

describe('metadata of a project', () => {
  test('are read, added, changed and deleted one by one', async () => {
    const { simulator, status } = company();
    const path = '/projects/apps/metadatas';
    const all = async () => (await call(simulator, 'GET', `${path}/`)).json;
    expect(await all()).toEqual({ public: 'false' });
    expect(await status('POST', path, { body: { severity: 'HIGH' } })).toBe(200);
    expect(await status('PUT', `${path}/public`, { body: { public: 'T' } })).toBe(200);
    expect(await all()).toEqual({ public: 'true', severity: 'high' });
    expect((await call(simulator, 'GET', `${path}/severity`)).json).toEqual({ severity: 'high' });
    expect(await status('DELETE', `${path}/severity`)).toBe(200);
    expect((await call(simulator, 'GET', `${path}/severity`)).json).toEqual({});
    expect(await status('PUT', `${path}/severity`, { body: { severity: 'low' } })).toBe(200);
    expect(await all()).toEqual({ public: 'true' });
  });

  test.each([
    ['POST', '', {}, 'BAD_REQUEST: only allow one key/value pair'],
    ['POST', '', { a: '1', b: '2' }, 'BAD_REQUEST: only allow one key/value pair'],
    ['POST', '', { nonsense: '1' }, 'BAD_REQUEST: invalid key: nonsense'],
    ['POST', '', { auto_scan: 'yes' }, 'BAD_REQUEST: invalid value: yes'],
    ['POST', '', { public: 'true' }, 'CONFLICT: metadata public already exists for project 2'],
    ['PUT', '/severity', { severity: 'awful' }, 'BAD_REQUEST: invalid value: awful'],
    [
      'POST',
      '',
      { public: 1 },
      'UNPROCESSABLE_ENTITY: validation failure list:\nparsing metadata body from "" failed, because json: cannot unmarshal number into Go value of type string',
    ],
  ])('%s%s %j is refused', async (method, below, body, text) => {
    const { simulator } = company();
    const answer = await call(simulator, method, `/projects/apps/metadatas${below}`, { body });
    expect(problem(answer)).toBe(text);
  });

  test.each([
    ['2.15.2', 'alice', [403, 200, 200, 200]],
    ['2.15.2', 'mona', [403, 200, 403, 403]],
    ['2.9.4', 'mona', [403, 200, 200, 200]],
    ['2.15.2', 'gus', [403, 403, 403, 403]],
  ])('%s lets %s list, read, change and delete: %j', async (version, user, expected) => {
    const { status } = company(version);
    const path = '/projects/apps/metadatas';
    const body = { public: 'true' };
    expect([
      await status('GET', path, { as: as(user) }),
      await status('GET', `${path}/public`, { as: as(user) }),
      await status('PUT', `${path}/public`, { as: as(user), body }),
      await status('DELETE', `${path}/public`, { as: as(user) }),
    ]).toEqual(expected);
  });
});

describe('GET /projects', () => {
  const names = async (...args: Parameters<typeof call>) => {
    const { json } = await call(...args);
    return (json as { name: string }[]).map(({ name }) => name);
  };

  // src/pkg/project/models/project.go, FilterByNames: without a name there is no condition
  test('shows every project to a robot whose own are all gone', async () => {
    const { simulator } = company();
    simulator.seed({ projects: [{ name: 'short-lived' }] });
    const permissions = [projectPermission('short-lived', 'repository:pull')];
    const robot = login(await createRobot(simulator, { name: 'ci', permissions }));
    const path = '/projects?sort=name';
    expect(await names(simulator, 'GET', path, { as: robot })).toEqual(['library', 'short-lived']);
    await call(simulator, 'DELETE', '/projects/short-lived');
    expect(await names(simulator, 'GET', path, { as: robot })).toEqual(['apps', 'library']);
  });

  // src/server/v2.0/handler/project.go, ListProjects: `public` is forced, whatever `q` says
  test('shows public projects to nobody in particular, whatever `q` says', async () => {
    const { simulator } = company();
    const shown = (query: string) =>
      names(simulator, 'GET', `/projects?${query}`, { as: undefined });
    expect(await shown('q=public%253Dfalse')).toEqual(['library']);
    expect(await shown('public=false')).toEqual([]);
  });
});

// go-openapi binds by name: mid, project_name_or_id, role
test('the number of a member is read before the new role', async () => {
  const body = { role_id: 'x' };
  const answer = await call(harbor('2.15.2'), 'PUT', '/projects/library/members/x', { body });
  expect(answer.status).toBe(422);
  expect(problem(answer)).toMatch(/mid in path must be of type int64: "x"\n.*role body/);
});
