import { describe, expect, test } from 'vitest';
import type { LastUse } from '../../../shared/contract/last-use.ts';
import { harness } from './harness.ts';
import { answers, BOUND, DAY, HOUR, logged, now, pull, read, robot, used } from './used-harbor.ts';

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
