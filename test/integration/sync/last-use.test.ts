import { describe, expect, test } from 'vitest';
import type { LastUse } from '../../../shared/contract/last-use.ts';
import type { SeedAudit } from '../../../shared/simulator/seed.ts';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { harbor } from '../harbor/stage.ts';
import { harness, type AddedInstance, type Harness } from './harness.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const VERSIONS = ['2.5.6', '2.8.6', '2.12.4', '2.13.5', '2.15.2', '2.16.0'];
const BOUND = 20;

/** Whole seconds, as Harbor's answers are read. */
const now = (): number => Math.floor(Date.now() / 1_000) * 1_000;

const access = [{ resource: 'repository', action: 'pull' }];

const robot = (name: string, project?: string) => ({
  name,
  createdAt: now() - 300 * DAY,
  duration: 900,
  ...(project === undefined ? {} : { project }),
  permissions: [{ kind: 'project' as const, namespace: project ?? '*', access }],
});

const pull = (username: string, ago: number, project = 'apps'): SeedAudit => ({
  username,
  operation: 'pull',
  resource: `${project}/web:1`,
  project,
  at: now() - ago,
});

/** A Harbor with robots that are used, not used, and used long ago. */
async function used(version: string, audit: readonly SeedAudit[] = []): Promise<Simulator> {
  const simulator = await harbor({ version });
  simulator.seed({
    projects: [{ name: 'apps' }, { name: 'other' }],
    robots: [robot('ci', 'apps'), robot('idle', 'apps'), robot('far', 'other'), robot('sys')],
    audit: [
      { ...pull('admin', 200 * DAY), operation: 'create' },
      ...audit,
      pull('robot$apps+ci', 3 * HOUR),
      pull('robot$apps+ci', 2 * HOUR),
      pull('robot$sys', HOUR),
    ],
  });
  return simulator;
}

async function answers(
  fleet: Harness,
  instance: AddedInstance,
): Promise<Readonly<Record<string, LastUse>>> {
  const rows = await fleet.rows(instance);
  return Object.fromEntries(rows.map(({ shortName, lastUse }) => [shortName, lastUse]));
}

const logged = (simulator: Simulator): string[] =>
  simulator.traffic.seen.map(({ target }) => target).filter((target) => /audit-?log/.test(target));

async function read(simulator: Simulator, who = {}, bound = BOUND) {
  const fleet = await harness(bound);
  const instance = fleet.add(simulator, who);
  expect((await fleet.run(instance)).state).toBe('fresh');
  return { fleet, instance };
}

test.each(VERSIONS)('Harbor %s: used, not seen since', async (version) => {
  const simulator = await used(version);
  const { fleet, instance } = await read(simulator);
  const found = await answers(fleet, instance);
  expect(found['ci']).toMatchObject({ kind: 'used', what: 'pull apps/web:1' });
  const { ci } = found;
  expect(ci?.kind === 'used' && Math.abs(ci.at * 1_000 - (now() - 2 * HOUR)) < 60_000).toBe(true);
  expect(found['sys']?.kind).toBe('used');
  expect(found['idle']?.kind).toBe('unseen');
  const since = found['idle']?.kind === 'unseen' ? (found['idle'].since ?? 0) : 0;
  expect(Math.abs(since * 1_000 - (now() - 200 * DAY))).toBeLessThan(60_000);
  const isExtended = Number(version.split('.')[1]) >= 13;
  for (const target of logged(simulator)) {
    expect(target).toContain(isExtended ? '/auditlog-exts?' : '/audit-logs?');
  }
});

test.each(VERSIONS)('Harbor %s: only what is new is read again', async (version) => {
  const many = Array.from({ length: 250 }, (_, index) =>
    pull('robot$apps+ci', 10 * DAY - index * 60_000),
  );
  const simulator = await used(version, many);
  const { fleet, instance } = await read(simulator);
  // 253 entries of robots are three pages; one more request tells where the log begins.
  expect(logged(simulator)).toHaveLength(3 + 1);

  simulator.traffic.clear();
  simulator.seed({ audit: [pull('robot$apps+idle', 0)] });
  await fleet.run(instance);
  expect(logged(simulator)).toHaveLength(1);
  expect((await answers(fleet, instance))['idle']?.kind).toBe('used');

  simulator.traffic.clear();
  await fleet.run(instance);
  expect(logged(simulator)).toHaveLength(1);
});

test('more than a sync may read: the newest at once, the past by and by', async () => {
  const many = Array.from({ length: 450 }, (_, index) =>
    pull('robot$sys', 20 * DAY - index * 60_000),
  );
  const simulator = await used('2.15.2', [pull('robot$other+far', 30 * DAY, 'other'), ...many]);
  const { fleet, instance } = await read(simulator, {}, 2);
  expect(logged(simulator)).toHaveLength(2);
  const first = await answers(fleet, instance);
  expect(first['ci']?.kind).toBe('used');
  // It was not read so far, and so nobody can say more than this.
  expect(first['far']).toMatchObject({ kind: 'unseen' });
  const since = first['far']?.kind === 'unseen' ? (first['far'].since ?? 0) : 0;
  expect(now() - since * 1_000).toBeLessThan(21 * DAY);

  await fleet.run(instance);
  await fleet.run(instance);
  await fleet.run(instance);
  expect((await answers(fleet, instance))['far']?.kind).toBe('used');
});

test('nobody is lost in the second in which a sync stops', async () => {
  // The robot's use, and two entries later in its second; the second page ends between those.
  const later = Array.from({ length: 196 }, (_, index) =>
    pull('robot$sys', 20 * DAY - 5_000 - index * 1_000),
  );
  const simulator = await used('2.15.2', [
    pull('robot$other+far', 20 * DAY - 100, 'other'),
    ...[300, 600].map((part) => pull('robot$sys', 20 * DAY - part)),
    ...later,
  ]);
  const { fleet, instance } = await read(simulator, {}, 2);
  expect((await answers(fleet, instance))['far']?.kind).toBe('unseen');
  await fleet.run(instance);
  expect((await answers(fleet, instance))['far']?.kind).toBe('used');
});

test('a gap between two syncs begins the certain time anew, and forgets no use', async () => {
  const simulator = await used('2.15.2');
  const { fleet, instance } = await read(simulator, {}, 2);
  simulator.seed({
    audit: Array.from({ length: 350 }, (_, index) => pull('robot$sys', 40_000 - index * 100)),
  });
  await fleet.run(instance);
  const found = await answers(fleet, instance);
  expect(found['ci']?.kind).toBe('used');
  const since = found['idle']?.kind === 'unseen' ? (found['idle'].since ?? 0) : 0;
  expect(now() - since * 1_000).toBeLessThan(HOUR);
});

describe('a Harbor that purges its log', () => {
  const since = (use: LastUse | undefined): number =>
    use?.kind === 'unseen' ? (now() - (use.since ?? 0) * 1_000) / DAY : NaN;

  test('what was purged before it was read is not certain', async () => {
    const simulator = await used('2.15.2');
    const fleet = await harness(BOUND);
    const instance = fleet.add(simulator);
    fleet.clock.ahead = (-60 * DAY) / 1_000;
    await fleet.run(instance);
    fleet.clock.ahead = 0;
    simulator.world.state.audit.length = 0;
    const begin = { ...pull('admin', 30 * DAY), operation: 'create' };
    simulator.seed({ audit: [begin, pull('robot$sys', 60_000)] });
    await fleet.run(instance);
    const found = await answers(fleet, instance);
    expect(found['ci']?.kind).toBe('used');
    expect(since(found['idle'])).toBeCloseTo(30, 1);
  });

  test('what was read before it was purged stays certain', async () => {
    const simulator = await used('2.15.2');
    const { fleet, instance } = await read(simulator);
    const { audit } = simulator.world.state;
    audit.splice(0, audit.length, ...audit.filter(({ username }) => username === 'admin'));
    await fleet.run(instance);
    expect(since((await answers(fleet, instance))['idle'])).toBeCloseTo(200, 1);
  });

  test('an empty log proves nothing', async () => {
    const simulator = await used('2.15.2');
    const { fleet, instance } = await read(simulator);
    simulator.world.state.audit.length = 0;
    await fleet.run(instance);
    expect((await answers(fleet, instance))['idle']).toEqual({ kind: 'unknown', why: 'empty' });
  });
});

test.each(['2.12.4', '2.15.2'])(
  'Harbor %s: a project administrator cannot tell of others',
  async (version) => {
    const simulator = await used(version);
    simulator.seed({
      users: [{ username: 'lead', password: 'Lead-Password-1' }],
      projects: [{ name: 'led', members: { lead: 1 } }],
      robots: [robot('mine', 'led'), robot('quiet', 'led')],
      audit: [pull('robot$led+mine', HOUR, 'led')],
    });
    const who = { username: 'lead', password: 'Lead-Password-1' };
    const { fleet, instance } = await read(simulator, who);
    const found = await answers(fleet, instance);
    expect(found['mine']?.kind).toBe('used');
    expect(found['quiet']?.kind).toBe('unseen');
    expect(Object.values(found)).toHaveLength(2);
  },
);

test.each(['2.12.4', '2.15.2'])(
  'Harbor %s: a robot without audit-log:list is answered an empty log, which is no answer',
  async (version) => {
    const simulator = await used(version);
    const system = (pairs: readonly string[]) => ({
      kind: 'system' as const,
      namespace: '/',
      access: pairs.map((pair) => {
        const [resource = '', action = ''] = pair.split(':');
        return { resource, action };
      }),
    });
    const everywhere = {
      kind: 'project' as const,
      namespace: '*',
      access: [{ resource: 'robot', action: 'list' }],
    };
    const pairs = ['robot:list', 'project:list'];
    const { robots } = simulator.seed({
      robots: [
        { ...robot('blind'), permissions: [system(pairs), everywhere] },
        { ...robot('sees'), permissions: [system([...pairs, 'audit-log:list']), everywhere] },
      ],
    });
    for (const { name, secret } of robots) {
      simulator.traffic.clear();
      const who = { kind: 'robot' as const, username: name, password: secret };
      const { fleet, instance } = await read(simulator, who);
      const found = await answers(fleet, instance);
      if (name.endsWith('blind')) {
        expect(logged(simulator)).toEqual([]);
        expect(found['idle']).toEqual({ kind: 'unknown', why: 'not-allowed' });
        expect(found['ci']?.kind).toBe('unknown');
      } else {
        expect(found['idle']?.kind).toBe('unseen');
        expect(found['ci']?.kind).toBe('used');
      }
    }
  },
);

test('a Harbor that logs no pulls proves nothing', async () => {
  const simulator = await used('2.15.2');
  simulator.world.state.settings.set('pull_audit_log_disable', true);
  const { fleet, instance } = await read(simulator);
  const found = await answers(fleet, instance);
  expect(found['ci']?.kind).toBe('used');
  expect(found['idle']).toEqual({ kind: 'unknown', why: 'not-logged' });
});

test('where pulls are logged again, nothing is certain of the time before that is known', async () => {
  const simulator = await used('2.15.2');
  const { settings } = simulator.world.state;
  settings.set('pull_audit_log_disable', true);
  const { fleet, instance } = await read(simulator);
  settings.set('pull_audit_log_disable', false);
  fleet.clock.ahead += 2 * 86_400;
  await fleet.run(instance);
  const { idle } = await answers(fleet, instance);
  expect(idle?.kind === 'unseen' && idle.since).toBeGreaterThan((now() + DAY) / 1_000);
});

test('a new prefix renames nobody: uses of before stay, and certainty begins anew', async () => {
  const simulator = await used('2.15.2');
  const { fleet, instance } = await read(simulator);
  simulator.world.state.settings.set('robot_name_prefix', 'acme-');
  simulator.seed({ audit: [pull('acme-apps+idle', 0)] });
  await fleet.run(instance);
  const found = await answers(fleet, instance);
  expect(found['ci']).toMatchObject({ kind: 'used', what: 'pull apps/web:1' });
  expect(found['idle']?.kind).toBe('used');
  const { far } = found;
  expect(far?.kind === 'unseen' && now() - (far.since ?? 0) * 1_000).toBeLessThan(HOUR);
});

test('a robot of the same name that was made later was not used before its birth', async () => {
  const simulator = await used('2.15.2', [pull('robot$apps+born', 20 * DAY)]);
  simulator.seed({ robots: [{ ...robot('born', 'apps'), createdAt: now() - DAY }] });
  const { fleet, instance } = await read(simulator);
  const { born } = await answers(fleet, instance);
  expect(born?.kind === 'unseen' && born.since).toBeGreaterThan((now() - 2 * DAY) / 1_000);
});

test('a failing log leaves the robots read, and says that it cannot tell', async () => {
  const simulator = await used('2.15.2');
  simulator.faults.add({ kind: 'internal-error', path: '/auditlog-exts' });
  const { fleet, instance } = await read(simulator);
  const found = await answers(fleet, instance);
  expect(found['idle']).toEqual({ kind: 'unknown', why: 'failed' });
});

test('nothing is asked where the settings say so', async () => {
  const simulator = await used('2.15.2');
  const { fleet, instance } = await read(simulator, {}, 0);
  expect(logged(simulator)).toEqual([]);
  expect((await answers(fleet, instance))['ci']).toEqual({ kind: 'unknown', why: 'not-read' });
});
