import { describe, expect, test } from 'vitest';
import { parseFacts } from '../../../electron/sync/facts.ts';
import { robots } from './fleets.ts';
import { harbor } from '../harbor/stage.ts';
import { SOON, harness } from './harness.ts';

const PASSWORD = 'Passw0rd1';

async function company(version = '2.15.2') {
  const simulator = await harbor({ version });
  const seeded = simulator.seed({
    users: [
      { username: 'alice', password: PASSWORD },
      { username: 'nobody', password: PASSWORD },
    ],
    projects: [
      { name: 'apps', members: { alice: 1 } },
      { name: 'web', members: { alice: 4 } },
      { name: 'guests', members: { alice: 5 } },
      { name: 'hidden' },
    ],
    robots: [
      ...robots(2, 'system'),
      ...['apps', 'web', 'guests', 'hidden', 'library'].flatMap((name) => robots(3, 'ci', name)),
      {
        name: 'reader',
        permissions: [
          {
            kind: 'system',
            namespace: '/',
            access: ['project', 'robot'].map((resource) => ({ resource, action: 'list' })),
          },
          { kind: 'project', namespace: '*', access: [{ resource: 'robot', action: 'list' }] },
        ],
      },
    ],
  });
  const reader = seeded.robots.at(-1);
  if (reader === undefined) throw new Error('no reader');
  return { simulator, reader, fleet: await harness() };
}

describe('a login that sees little', () => {
  test.each(['2.9.5', '2.12.4', '2.15.2'])(
    'Harbor %s: a project administrator sees its projects; the rest is said, and is no error',
    async (version) => {
      const { simulator, fleet } = await company(version);
      const instance = fleet.add(simulator, { username: 'alice', password: PASSWORD });
      expect(await fleet.run(instance)).toMatchObject({ state: 'fresh', error: null });
      const rows = await fleet.rows(instance);
      expect(rows.map(({ project }) => project).sort()).toEqual([
        ...['apps', 'apps', 'apps'],
        ...['web', 'web', 'web'],
      ]);
      const { unreadable, rights } = parseFacts((await fleet.facts(instance)).facts);
      expect(unreadable.map(({ project, error }) => `${project} ${error.code}`).sort()).toEqual([
        ' forbidden',
        'guests forbidden',
        'library forbidden',
      ]);
      const reasons = new Map(unreadable.map(({ project, error }) => [project, error.message]));
      expect(reasons.get('')).toMatch(/^This login may not list system robots\. Only a system adm/);
      expect(reasons.get('guests')).toMatch(/robots of a project\. Ask its administrator/);
      expect(reasons.get('guests')).toBe(reasons.get('library'));
      expect(rights).toMatchObject({ identity: 'project-admin', adminOfProjects: 1 });
    },
  );

  test('somebody without any project sees no robot, and that is a state, not a failure', async () => {
    const { simulator, fleet } = await company();
    const instance = fleet.add(simulator, { username: 'nobody', password: PASSWORD });
    expect(await fleet.run(instance)).toMatchObject({ state: 'fresh', error: null });
    expect(await fleet.rows(instance)).toEqual([]);
  });

  test('a reader robot sees every robot', async () => {
    const { simulator, reader, fleet } = await company();
    const who = { kind: 'robot', username: reader.name, password: reader.secret } as const;
    const instance = fleet.add(simulator, who);
    expect(await fleet.run(instance)).toMatchObject({ state: 'fresh', error: null });
    expect(await fleet.rows(instance)).toHaveLength(18);
    const { rights, unreadable } = parseFacts((await fleet.facts(instance)).facts);
    expect(rights).toMatchObject({ identity: 'robot' });
    expect(rights?.can).toContain('Sees the robots of its projects.');
    expect(unreadable).toEqual([]);
    // 1 page of projects, 6 listings, and three more.
    expect(simulator.traffic.count).toBeLessThanOrEqual(10);
  });

  test('a login of fewer rights makes no robot disappear', async () => {
    const { simulator, fleet } = await company();
    const instance = fleet.add(simulator);
    await fleet.run(instance);
    instance.who = { kind: 'user', username: 'alice', password: PASSWORD };
    await fleet.run(instance);
    await fleet.run(instance);
    const rows = await fleet.rows(instance);
    expect(rows).toHaveLength(18);
    expect(await fleet.gone(instance)).toEqual([]);
  });

  test('a project that is deleted is gone for a project administrator too', async () => {
    const { simulator, fleet } = await company();
    const instance = fleet.add(simulator, { username: 'alice', password: PASSWORD });
    await fleet.run(instance);
    const apps = simulator.state.projectsByName.get('apps');
    if (apps !== undefined) simulator.state.removeProject(apps);
    await fleet.run(instance);
    const gone = await fleet.gone(instance);
    expect(gone.map(({ project }) => project)).toEqual(['apps', 'apps', 'apps']);
  });
});

describe('a login that is refused', () => {
  test('needs the user; a rule does not try it again, a person may', async () => {
    const { simulator, fleet } = await company();
    const instance = fleet.add(simulator, { password: 'wrong' });
    expect(await fleet.run(instance)).toMatchObject({
      state: 'needs-login',
      error: { code: 'login-refused' },
    });
    const { count } = simulator.traffic;
    fleet.sync.start([instance.id], 'rule');
    fleet.sync.start();
    await fleet.sync.settled();
    expect(simulator.traffic.count).toBe(count);

    instance.who = { ...instance.who, password: 'Harbor12345' };
    expect(await fleet.run(instance)).toMatchObject({ state: 'fresh', error: null });
  });

  test('stops every instance that shares it after one try, and all go on when it is right', async () => {
    const simulators = await Promise.all(
      ['2.15.2', '2.13.5', '2.12.4'].map((version) => harbor({ version })),
    );
    const fleet = await harness();
    const shared = simulators.map((one) => fleet.add(one, { password: 'wrong' }, 'shared'));
    fleet.sync.start();
    await fleet.sync.settled();
    const states = shared.map(({ id }) => fleet.sync.stateOf(id).error?.code);
    expect(states.sort()).toEqual(['login-refused', 'login-stopped', 'login-stopped']);
    const basic = simulators.flatMap(({ traffic }) => traffic.seen.filter(({ basic }) => basic));
    expect(basic).toHaveLength(1);

    for (const instance of shared) instance.who = { ...instance.who, password: 'Harbor12345' };
    fleet.sync.resume(shared.map(({ id }) => id));
    await expect
      .poll(() => shared.map(({ id }) => fleet.sync.stateOf(id).state), SOON)
      .toEqual(['fresh', 'fresh', 'fresh']);
  });

  test('never passes for a stranger who sees the public projects only', async () => {
    const { simulator, fleet } = await company();
    const instance = fleet.add(simulator);
    await fleet.run(instance);
    const admin = simulator.state.userByName('admin');
    if (admin !== undefined) admin.password = 'changed';
    expect((await fleet.run(instance)).state).toBe('needs-login');
    expect(await fleet.gone(instance)).toEqual([]);
  });
});

test('a session that ends in the middle is taken again, and nobody is lost', async () => {
  const simulator = await harbor({ version: '2.15.2', loginCost: 200 });
  const names = Array.from({ length: 150 }, (_, index) => `p${String(index)}`);
  simulator.seed({
    projects: names.map((name) => ({ name })),
    robots: names.flatMap((name) => robots(1, 'ci', name)),
  });
  const fleet = await harness();
  const instance = fleet.add(simulator);
  let listings = 0;
  simulator.faults.onRequest(({ target }) => {
    if (target.includes('/robots?') && (listings += 1) === 40) simulator.state.sessions.clear();
  });
  expect(await fleet.run(instance)).toMatchObject({ state: 'fresh', error: null });
  expect(await fleet.rows(instance)).toHaveLength(150);
  expect(simulator.traffic.seen.filter(({ cookie }) => cookie).length).toBeGreaterThan(100);
  expect(simulator.traffic.seen.filter(({ basic, cookie }) => basic && cookie)).toEqual([]);
  const left = [...simulator.state.sessions.values()].filter(({ user }) => user !== undefined);
  expect(left).toEqual([]);
});
