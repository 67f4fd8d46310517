import { expect, test } from 'vitest';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { ADMIN, call } from '../../unit/simulator/call.ts';
import { robots } from './fleets.ts';
import { harbor } from '../harbor/stage.ts';
import { harness } from './harness.ts';

/** Three projects, one with 130 robots, and 105 system robots. */
function fill(simulator: Simulator): void {
  simulator.seed({
    projects: [{ name: 'apps' }, { name: 'empty' }],
    robots: [
      ...robots(105, 'system'),
      ...robots(130, 'ci', 'apps'),
      ...robots(1, 'reader', 'library'),
    ],
  });
}

test.each(['2.2.0', '2.5.6', '2.9.5', '2.12.4', '2.13.5', '2.15.2', '2.16.0'])(
  'Harbor %s: every robot of every project, and nothing written the second time',
  async (version) => {
    const simulator = await harbor({ version });
    fill(simulator);
    const fleet = await harness();
    const instance = fleet.add(simulator);

    const state = await fleet.run(instance);
    expect(state).toMatchObject({ state: 'fresh', error: null });
    const rows = await fleet.rows(instance);
    expect(rows).toHaveLength(236);
    expect(new Set(rows.map(({ project }) => project))).toEqual(new Set(['', 'apps', 'library']));
    expect(rows.every(({ shortName }) => !shortName.includes('$'))).toBe(true);
    const facts = await fleet.facts(instance);
    expect(facts).toMatchObject({ robots: 236, projects: 3, projectCreation: 'everyone' });
    const restricted = { project_creation_restriction: 'adminonly' };
    await call(simulator, 'PUT', '/configurations', { as: ADMIN, body: restricted });

    const sent = simulator.traffic.count;
    // Pages of projects, the listings of the version's plan, and three more.
    const listings = Number(version.split('.')[1]) <= 12 ? 3 : 2 + 2 + 1 + 1;
    expect(sent).toBeLessThanOrEqual(1 + listings + 3);

    expect(fleet.writtenSince()).toBe(236);
    const before = JSON.stringify(await fleet.rows(instance));
    const counts = simulator.traffic.count;
    expect((await fleet.run(instance)).state).toBe('fresh');
    expect(await fleet.facts(instance)).toMatchObject({ projectCreation: 'adminonly' });
    expect(JSON.stringify(await fleet.rows(instance))).toBe(before);
    expect(fleet.writtenSince()).toBe(0);
    expect(simulator.traffic.count - counts).toBeLessThanOrEqual(1 + listings + 3);
  },
);

test('a version nobody knows: its catalogue is asked for once and kept', async () => {
  const simulator = await harbor({ version: 'acme-build-7' });
  simulator.seed({
    robots: [
      {
        name: 'old',
        permissions: [
          { kind: 'system', namespace: '/', access: [{ resource: 'gone', action: 'long-ago' }] },
        ],
      },
    ],
  });
  const fleet = await harness();
  const instance = fleet.add(simulator);
  const asked = (): number =>
    simulator.traffic.seen.filter(({ target }) => target.endsWith('/permissions')).length;
  expect((await fleet.run(instance)).state).toBe('fresh');
  expect((await fleet.facts(instance)).harborVersion).toContain('acme-build-7');
  expect((await fleet.rows(instance))[0]).toMatchObject({ flags: ['stale-permissions'] });
  expect((await fleet.run(instance)).state).toBe('fresh');
  expect(asked()).toBe(1);
});
