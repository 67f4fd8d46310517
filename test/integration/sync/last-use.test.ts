import { expect, test } from 'vitest';
import { answers, DAY, HOUR, logged, now, pull, read, used } from './used-harbor.ts';

const VERSIONS = ['2.5.6', '2.8.6', '2.12.4', '2.13.5', '2.15.2', '2.16.0'];

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
