import { describe, expect, test } from 'vitest';
import { robots } from './fleets.ts';
import { harbor } from '../harbor/stage.ts';
import { SOON, harness } from './harness.ts';

describe('a sync that is cancelled', () => {
  test('ends at once, keeps what was read, and the next one goes on', async () => {
    const simulator = await harbor({ version: '2.15.2' });
    const names = Array.from({ length: 40 }, (_, index) => `p${String(index)}`);
    simulator.seed({
      projects: names.map((name) => ({ name })),
      robots: names.flatMap((name) => robots(2, 'ci', name)),
    });
    const fleet = await harness();
    const instance = fleet.add(simulator);
    // Two of the twenty that are answered are empty: the system's and that of `library`.
    const disarm = simulator.faults.add({
      kind: 'latency',
      delay: 60_000,
      path: '/robots?',
      after: 20,
    });
    fleet.sync.start([instance.id]);
    await expect.poll(() => fleet.sync.stateOf(instance.id).progress?.robots ?? 0, SOON).toBe(36);
    const { progress } = fleet.sync.stateOf(instance.id);
    expect(progress?.requestsKnown).toBeGreaterThan(progress?.requestsDone ?? 0);

    fleet.sync.cancel([instance.id]);
    await fleet.sync.settled();
    expect(fleet.sync.stateOf(instance.id)).toMatchObject({ state: 'never-synced', error: null });
    expect(await fleet.rows(instance)).toHaveLength(36);

    disarm();
    expect(await fleet.run(instance)).toMatchObject({ state: 'fresh' });
    expect(await fleet.rows(instance)).toHaveLength(80);
  });

  test('at the end of Purser everything ends', async () => {
    const simulator = await harbor({ version: '2.15.2' });
    simulator.faults.add({ kind: 'latency', delay: 60_000 });
    const fleet = await harness();
    fleet.add(simulator);
    fleet.sync.start();
    await fleet.sync.stopAll();
  });
});

describe('an instance that was replaced', () => {
  const first = async () => {
    const old = await harbor({ version: '2.15.2' });
    old.seed({ projects: [{ name: 'apps' }], robots: robots(5, 'old', 'apps') });
    const fleet = await harness();
    const instance = fleet.add(old);
    await fleet.run(instance);
    const fresh = await harbor({ version: '2.15.2', seed: 8 });
    fresh.seed({ projects: [{ name: 'apps' }] });
    const made = robots(3, 'new', 'apps').map((robot) => ({
      ...robot,
      createdAt: Date.now() - 5_000,
    }));
    fresh.seed({ robots: made });
    instance.url = fresh.url;
    expect(await fleet.run(instance)).toMatchObject({ state: 'replaced', error: null });
    return { fleet, instance };
  };

  test('asks first and marks nobody gone; a new Harbor forgets the old robots', async () => {
    const { fleet, instance } = await first();
    const before = await fleet.rows(instance);
    expect(await fleet.gone(instance)).toEqual([]);
    expect(before.filter(({ shortName }) => shortName.startsWith('old')).length).toBe(5);

    await fleet.sync.load();
    expect(fleet.sync.stateOf(instance.id).state).toBe('replaced');
    await fleet.sync.answerReplaced(instance.id, 'new-harbor');
    await expect.poll(() => fleet.sync.stateOf(instance.id).state, SOON).toBe('fresh');
    const after = (await fleet.rows(instance)).map(({ shortName }) => shortName);
    expect(after).toEqual(['new-0', 'new-1', 'new-2']);
  });

  test('or keeps them, marked', async () => {
    const { fleet, instance } = await first();
    await fleet.sync.answerReplaced(instance.id, 'keep-old');
    await expect.poll(() => fleet.sync.stateOf(instance.id).state, SOON).toBe('fresh');
    const rows = await fleet.rows(instance);
    expect(rows.filter(({ shortName }) => shortName.startsWith('new'))).toHaveLength(3);
  });

  test('a Harbor whose robots were all deleted asks too', async () => {
    const simulator = await harbor({ version: '2.15.2' });
    simulator.seed({ projects: [{ name: 'apps' }], robots: robots(5, 'ci', 'apps') });
    const fleet = await harness();
    const instance = fleet.add(simulator);
    await fleet.run(instance);
    for (const row of [...simulator.state.robots.all()]) simulator.state.robots.remove(row);
    expect((await fleet.run(instance)).state).toBe('replaced');
  });
});

describe('robots that a listing of all levels does not place', () => {
  test('legacy robots find their project once, and are not asked for again', async () => {
    const simulator = await harbor({ version: '2.9.5' });
    simulator.seed({
      projects: [{ name: 'apps' }, { name: 'web' }, { name: 'empty' }],
      robots: [
        ...robots(2, 'ci', 'apps'),
        { name: 'robot$old', project: 'web', legacy: true },
        { name: 'bare', project: 'apps', permissions: [] },
      ],
    });
    const fleet = await harness();
    const instance = fleet.add(simulator);
    await fleet.run(instance);
    const places = async () =>
      (await fleet.rows(instance)).map(({ shortName, project }) => `${project}/${shortName}`);
    expect(await places()).toEqual(
      expect.arrayContaining(['web/old', 'apps/bare', 'apps/ci-0', 'apps/ci-1']),
    );

    expect(await fleet.facts(instance)).toMatchObject({ projects: 4, robots: 4 });

    const before = simulator.traffic.count;
    await fleet.run(instance);
    expect(await places()).toEqual(
      expect.arrayContaining(['web/old', 'apps/bare', 'apps/ci-0', 'apps/ci-1']),
    );
    expect(simulator.traffic.count - before).toBeLessThanOrEqual(2 + 3);
  });
});

describe('what is known beside the robots', () => {
  test('another prefix, without asking for it', async () => {
    const simulator = await harbor({ version: '2.15.2' });
    simulator.state.settings.set('robot_name_prefix', 'bot-');
    simulator.seed({ projects: [{ name: 'apps' }], robots: robots(2, 'ci', 'apps') });
    const fleet = await harness();
    const instance = fleet.add(simulator);
    await fleet.run(instance);
    expect(await fleet.rows(instance)).toMatchObject([
      { name: 'bot-apps+ci-0', shortName: 'ci-0' },
      { name: 'bot-apps+ci-1', shortName: 'ci-1' },
    ]);
    expect(simulator.traffic.seen.some(({ target }) => target.includes('configurations'))).toBe(
      false,
    );
  });

  test('names of creators, within the requests a sync may send', async () => {
    const simulator = await harbor({ version: '2.15.2' });
    simulator.seed({
      users: [{ username: 'alice' }, { username: 'bob' }],
      projects: [{ name: 'apps' }],
      robots: robots(3, 'ci', 'apps').map((robot, index) => ({
        ...robot,
        creator: ['admin', 'alice', 'bob'][index] ?? '',
      })),
    });
    const fleet = await harness();
    const instance = fleet.add(simulator);
    const budget = 1 + 3 + 3;
    for (let turn = 1; turn <= 2; turn += 1) {
      await fleet.run(instance);
      expect(simulator.traffic.count).toBeLessThanOrEqual(budget * turn);
      const creators = (await fleet.rows(instance)).map(({ createdBy }) => createdBy);
      expect(creators).toEqual(['admin', 'alice', 'bob']);
    }
  });

  test('a creator who leaves later is noticed the day after', async () => {
    const simulator = await harbor({ version: '2.15.2' });
    simulator.seed({
      users: [{ username: 'alice' }, { username: 'bob' }],
      projects: [{ name: 'apps' }],
      robots: robots(2, 'ci', 'apps').map((robot, index) => ({
        ...robot,
        creator: ['alice', 'bob'][index] ?? '',
      })),
    });
    const fleet = await harness();
    const instance = fleet.add(simulator);
    await fleet.run(instance);
    expect(await fleet.keys(instance, 'finding:creator-left')).toEqual([]);

    const bob = [...simulator.world.state.users.values()].find(
      ({ username }) => username === 'bob',
    );
    simulator.world.state.users.delete(bob?.id ?? 0);
    await fleet.run(instance);
    expect(await fleet.keys(instance, 'finding:creator-left')).toEqual([]);
    simulator.world.shownClockOffset = 2 * 86_400;
    // The list first; whom it leaves out may have to wait for the next sync's requests.
    await fleet.run(instance);
    await fleet.run(instance);
    const [, second] = await fleet.rows(instance);
    expect(await fleet.keys(instance, 'finding:creator-left')).toEqual([second?.key]);
    expect(second?.createdBy).toBe('bob');
  });

  test('a server clock that is off by hours', async () => {
    const simulator = await harbor({ version: '2.15.2' });
    simulator.world.shownClockOffset = -7_200;
    simulator.seed({ projects: [{ name: 'apps' }], robots: robots(120, 'ci', 'apps') });
    const fleet = await harness();
    const instance = fleet.add(simulator);
    expect((await fleet.run(instance)).state).toBe('fresh');
    const { clockOffset } = await fleet.facts(instance);
    expect(Math.abs((clockOffset ?? 0) + 7_200)).toBeLessThan(5);
  });
});
