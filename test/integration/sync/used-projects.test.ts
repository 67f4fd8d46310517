import { expect, test } from 'vitest';
import type { UsedProjects } from '../../../shared/contract/used-projects.ts';
import type { SeedAudit } from '../../../shared/simulator/seed.ts';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { harbor } from '../harbor/stage.ts';
import { harness, type AddedInstance, type Harness } from './harness.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Whole seconds, as Harbor's answers are read. */
const now = (): number => Math.floor(Date.now() / 1_000) * 1_000;

const use = (username: string, project: string, ago: number): SeedAudit => ({
  ...{ username, operation: 'pull', resource: `${project}/web:1`, at: now() - ago },
  // What is gone has no id that an entry could have.
  ...(project === 'gone' ? {} : { project }),
});

const robot = (name: string, namespace: string, createdAt = now() - 300 * DAY) => ({
  ...{ name, createdAt, duration: 900 },
  permissions: [
    {
      kind: 'project' as const,
      namespace,
      access: [
        { resource: 'repository', action: 'pull' },
        { resource: 'tag', action: 'list' },
      ],
    },
  ],
});

/** A Harbor whose robot `all` reaches every project and was used in three of them, one of which is gone. */
async function used(version: string): Promise<Simulator> {
  const simulator = await harbor({ version });
  simulator.seed({
    projects: ['apps', 'shop', 'idle'].map((name) => ({ name })),
    robots: [robot('all', '*'), robot('one', 'apps'), robot('late', '*', now() - 10 * DAY)],
    audit: [
      { ...use('admin', 'apps', 200 * DAY), operation: 'create' },
      use('robot$all', 'shop', 90 * DAY),
      use('robot$all', 'gone', 80 * DAY),
      use('robot$late', 'idle', 70 * DAY),
      use('robot$one', 'apps', 5 * HOUR),
      use('robot$all', 'shop', 3 * HOUR),
      use('robot$all', 'apps', 2 * HOUR),
    ],
  });
  return simulator;
}

async function read(simulator: Simulator, who = {}, bound = 20) {
  const fleet = await harness(bound);
  const instance = fleet.add(simulator, who);
  expect((await fleet.run(instance)).state).toBe('fresh');
  return { fleet, instance };
}

/** What is known of each robot that holds something on all projects, by name. */
async function answers(
  fleet: Harness,
  instance: AddedInstance,
): Promise<Readonly<Record<string, UsedProjects>>> {
  const rows = await fleet.rows(instance);
  const found = await fleet.inventory.usedProjects(rows.map(({ key }) => key));
  const nameOf = (key: number): string => rows.find((row) => row.key === key)?.shortName ?? '';
  return Object.fromEntries(found.map((one) => [nameOf(one.key), one]));
}

const daysSince = ({ since }: UsedProjects): number => (now() / 1_000 - (since ?? 0)) / 86_400;

test.each(['2.5.6', '2.8.6', '2.12.4', '2.13.5', '2.15.2', '2.16.0'])(
  'Harbor %s: where a robot of all projects was really used, and since when that is known',
  async (version) => {
    const { fleet, instance } = await read(await used(version));
    const { all, one, late } = await answers(fleet, instance);
    expect(one).toBeUndefined();
    expect(all).toMatchObject({ why: null, isTooMany: false, untraced: ['tag:list'] });
    expect(all?.projects.map(({ name, isThere }) => [name, isThere])).toEqual([
      ['apps', true],
      ['shop', true],
      ['gone', false],
    ]);
    expect(all && daysSince(all)).toBeCloseTo(200, 1);
    expect(Math.abs((all?.projects[1]?.at ?? 0) * 1_000 - (now() - 3 * HOUR))).toBeLessThan(60_000);
    // The use is another robot's, which had this name before.
    expect(late?.projects).toEqual([]);
    expect(late && daysSince(late)).toBeCloseTo(10, 1);
  },
);

test('what comes later is added, a sync at a time', async () => {
  const simulator = await used('2.15.2');
  const { fleet, instance } = await read(simulator);
  simulator.seed({ audit: [use('robot$all', 'idle', 0), use('robot$all', 'shop', 0)] });
  await fleet.run(instance);
  const { all } = await answers(fleet, instance);
  expect(all?.projects.map(({ name }) => name)).toEqual(['idle', 'shop', 'apps', 'gone']);
});

test('a log that proves nothing offers nothing, and says why', async () => {
  const simulator = await used('2.15.2');
  const { settings } = simulator.world.state;
  settings.set('pull_audit_log_disable', true);
  const unlogged = await read(simulator);
  expect((await answers(unlogged.fleet, unlogged.instance))['all']).toMatchObject({
    why: 'not-logged',
    projects: [],
  });
  settings.set('pull_audit_log_disable', false);
  const unread = await read(simulator, {}, 0);
  expect((await answers(unread.fleet, unread.instance))['all']?.why).toBe('not-read');
  simulator.faults.add({ kind: 'internal-error', path: '/auditlog-exts' });
  const failed = await read(simulator);
  expect((await answers(failed.fleet, failed.instance))['all']).toMatchObject({
    why: 'failed',
    projects: [],
  });
});

test('a login that may not read the log is told nothing', async () => {
  const simulator = await used('2.15.2');
  const system = ['robot:list', 'project:list'].map((pair) => {
    const [resource = '', action = ''] = pair.split(':');
    return { resource, action };
  });
  const { robots } = simulator.seed({
    robots: [
      {
        ...robot('blind', '*'),
        permissions: [
          { kind: 'system', namespace: '/', access: system },
          { kind: 'project', namespace: '*', access: [{ resource: 'robot', action: 'list' }] },
        ],
      },
    ],
  });
  const [{ name, secret } = { name: '', secret: '' }] = robots;
  const who = { kind: 'robot' as const, username: name, password: secret };
  const { fleet, instance } = await read(simulator, who);
  expect((await answers(fleet, instance))['all']).toMatchObject({
    why: 'not-allowed',
    projects: [],
  });
});

test('what was read before projects were kept is no proof of where a robot was used', async () => {
  const simulator = await used('2.15.2');
  const { fleet, instance } = await read(simulator);
  const cursor = JSON.parse((await fleet.inventory.useCursor(instance.id)) ?? '{}') as object;
  const { projectsSince: _, ...before } = cursor as { projectsSince: number };
  const log = { blind: null, from: now() / 1_000 - 200 * 86_400, projects: null };
  const reading = { log: { ...log, projectsFrom: null }, cursor: JSON.stringify(before), uses: [] };
  await fleet.inventory.keepUses(instance.id, reading);
  await fleet.run(instance);
  const { all } = await answers(fleet, instance);
  expect(all && daysSince(all)).toBeLessThan(1);
  const [row] = (await fleet.rows(instance)).filter(({ shortName }) => shortName === 'late');
  expect(row?.lastUse.kind).toBe('unseen');
});

test('of a robot that is used everywhere so many are kept, and that there were more', async () => {
  const { fleet, instance } = await read(await used('2.15.2'));
  const at = Math.floor(now() / 1_000);
  const uses = Array.from({ length: 700 }, (_, index) => ({
    project: `p${String(index)}`,
    at: at + index,
  }));
  const log = { blind: null, from: 0, projectsFrom: 0, projects: null };
  const kept = (projects: typeof uses) =>
    fleet.inventory.keepUses(instance.id, {
      ...{ log, cursor: '{}' },
      uses: [{ name: 'all', at, what: 'pull', projects }],
    });
  await kept(uses.slice(0, 300));
  await kept(uses.slice(300));
  const { all } = await answers(fleet, instance);
  expect(all).toMatchObject({ isTooMany: true });
  expect(all?.projects).toHaveLength(500);
  expect(all?.projects[0]?.name).toBe('p699');
});
