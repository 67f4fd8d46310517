import { describe, expect, test } from 'vitest';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { pageOf, robots } from './fleets.ts';
import { harbor } from '../harbor/stage.ts';
import { harness } from './harness.ts';

/** Does something once, before the first request that fits is answered. */
function before(simulator: Simulator, path: RegExp, act: () => void): void {
  let isDone = false;
  simulator.faults.onRequest(({ target }) => {
    if (isDone || !path.test(target)) return;
    isDone = true;
    act();
  });
}

async function busyHarbor(version = '2.15.2') {
  const simulator = await harbor({ version, clock: 'real' });
  const { projects } = simulator.seed({
    projects: [{ name: 'apps' }, { name: 'other' }],
    robots: [...robots(250, 'ci', 'apps'), ...robots(3, 'ci', 'other')],
  });
  const apps = projects.get('apps') ?? 0;
  const { state } = simulator;
  const remove = (name: string): void => {
    for (const row of state.robots.named(name)) state.robots.remove(row);
  };
  const names = Array.from({ length: 250 }, (_, index) => `ci-${String(index)}`);
  return { simulator, apps, remove, names };
}

describe('robots that come and go between two pages', () => {
  test('a deletion hides nobody', async () => {
    const { simulator, apps, remove, names } = await busyHarbor();
    const fleet = await harness();
    const instance = fleet.add(simulator);
    before(simulator, pageOf(apps, 2), () => remove('apps+ci-0'));
    expect((await fleet.run(instance)).state).toBe('fresh');
    const found = (await fleet.rows(instance)).map(({ shortName }) => shortName);
    expect(found).toEqual(expect.arrayContaining(names.slice(1)));
    expect(found).toHaveLength(253);
    // It was seen before it went, so the next reading is the one that knows.
    await fleet.run(instance);
    const gone = await fleet.gone(instance);
    expect(gone.map(({ shortName }) => shortName)).toEqual(['ci-0']);
  });

  test('a deletion and a creation hide nobody either, although the totals agree', async () => {
    const { simulator, apps, remove, names } = await busyHarbor();
    const fleet = await harness();
    const instance = fleet.add(simulator);
    before(simulator, pageOf(apps, 2), () => {
      remove('apps+ci-5');
      simulator.seed({ robots: [{ name: 'late', project: 'apps' }] });
    });
    expect((await fleet.run(instance)).state).toBe('fresh');
    const found = (await fleet.rows(instance)).map(({ shortName }) => shortName);
    expect(found).toEqual(
      expect.arrayContaining([...names.filter((name) => name !== 'ci-5'), 'late']),
    );
  });

  test('a list that never rests is shown, said to be so, and loses nobody', async () => {
    const { simulator, apps, remove } = await busyHarbor();
    const fleet = await harness();
    const instance = fleet.add(simulator);
    await fleet.run(instance);
    let next = 0;
    simulator.faults.onRequest(({ target }) => {
      if (pageOf(apps, 2).test(target)) remove(`apps+ci-${String(next++)}`);
    });
    expect((await fleet.run(instance)).state).toBe('fresh');
    const { facts } = await fleet.facts(instance);
    expect(JSON.parse(facts)).toMatchObject({
      unreadable: [{ project: 'apps', error: { code: 'conflict' } }],
    });
    const rows = await fleet.rows(instance);
    expect(await fleet.gone(instance)).toEqual([]);
    expect(rows).toHaveLength(253);
  });

  test.each(['2.2.0', '2.9.5', '2.12.4'])(
    'Harbor %s, one listing of all levels: a deletion hides nobody',
    async (version) => {
      const { simulator, remove, names } = await busyHarbor(version);
      const fleet = await harness();
      const instance = fleet.add(simulator);
      before(simulator, /\/robots\?.*page=2&/, () => remove('apps+ci-0'));
      expect((await fleet.run(instance)).state).toBe('fresh');
      const found = (await fleet.rows(instance)).map(({ shortName }) => shortName);
      expect(found).toEqual(expect.arrayContaining(names.slice(1)));
    },
  );
});

describe('projects that go while they are read', () => {
  test.each(['2.9.5', '2.15.2'])(
    'Harbor %s: its robots are gone, the sync is well',
    async (version) => {
      const { simulator, apps } = await busyHarbor(version);
      const fleet = await harness();
      const instance = fleet.add(simulator);
      await fleet.run(instance);
      before(simulator, /\/robots\?/, () => {
        const project = simulator.state.projects.get(apps);
        if (project !== undefined) simulator.state.removeProject(project);
      });
      expect(await fleet.run(instance)).toMatchObject({ state: 'fresh', error: null });
      expect(JSON.parse((await fleet.facts(instance)).facts)).toMatchObject({ unreadable: [] });
      const left = await fleet.rows(instance);
      expect(left.map(({ project }) => project)).toEqual(['other', 'other', 'other']);
    },
  );

  test('two pages of projects, one deleted between them: no project is missed', async () => {
    const simulator = await harbor({ version: '2.15.2', clock: 'real' });
    const names = Array.from({ length: 150 }, (_, index) => `p${String(index)}`);
    simulator.seed({
      projects: names.map((name) => ({ name })),
      robots: names.flatMap((name) => robots(1, 'ci', name)),
    });
    const fleet = await harness();
    const instance = fleet.add(simulator);
    before(simulator, /\/projects\?.*page=2&/, () => {
      const first = simulator.state.projectsByName.get('p0');
      if (first !== undefined) simulator.state.removeProject(first);
    });
    expect((await fleet.run(instance)).state).toBe('fresh');
    const projects = (await fleet.rows(instance)).map(({ project }) => project);
    expect(projects).toEqual(expect.arrayContaining(names.slice(1)));
  });

  test('a project that is deleted and one that is made: nobody counts as gone wrongly', async () => {
    const simulator = await harbor({ version: '2.15.2', clock: 'real' });
    const names = Array.from({ length: 150 }, (_, index) => `p${String(index)}`);
    simulator.seed({
      projects: names.map((name) => ({ name })),
      robots: names.flatMap((name) => robots(1, 'ci', name)),
    });
    const fleet = await harness();
    const instance = fleet.add(simulator);
    await fleet.run(instance);
    before(simulator, /\/projects\?.*page=2&/, () => {
      const first = simulator.state.projectsByName.get('p0');
      if (first !== undefined) simulator.state.removeProject(first);
      simulator.seed({ projects: [{ name: 'late' }] });
    });
    expect((await fleet.run(instance)).state).toBe('fresh');
    const gone = await fleet.gone(instance);
    expect(gone.map(({ project }) => project).filter((project) => project !== 'p0')).toEqual([]);
  });
});
