import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ExpiryPolicy } from '../../shared/contract/planner.ts';
import { dayOf, weekdayOf } from '../../shared/robots/expiry/index.ts';
import { aRobot, aStore, at, DAY, EU, NOW, PROD, readAll } from './inventory/fleet.ts';
import { stage, systemRobots } from './robots/stage.ts';

const aPolicy = (more: Partial<ExpiryPolicy> = {}): ExpiryPolicy => ({
  id: randomUUID(),
  name: 'Quarterly',
  query: '',
  scope: [],
  keep: '',
  lifetimeDays: 90,
  renewWithin: 30,
  weekdays: [0, 5, 6],
  dates: [],
  perDay: 2,
  perProject: null,
  spread: true,
  ...more,
});

it('goes from a policy over a plan to robots that expire when it says', async () => {
  const names = ['ci', 'deploy', 'mirror', 'scan', 'keep'];
  const made = await stage({ robots: systemRobots(...names) });
  const { app } = made;
  const policy = aPolicy({ keep: 'name:keep' });
  expect(await app.call('planner.save', policy)).toEqual([policy]);
  const before = await app.call('planner.simulate', policy);
  expect(before).toMatchObject({ robots: 5, kept: 1, stays: 0, moves: 4, unplaced: 0 });
  expect(before.drifts.never).toBe(4);
  expect([before.before.never, before.after.never]).toEqual([5, 1]);
  expect(before.after.days.reduce((sum, count) => sum + count, 0)).toBe(4);

  const { id, name, scope } = policy;
  expect(await app.call('planner.drifted')).toEqual([{ id, name, scope, robots: 4 }]);
  const { moves, total } = await app.call('planner.moves', { id: before.id, from: 0, count: 200 });
  expect(total).toBe(4);
  const plan = await made.settled(await app.call('planner.plan', { id: before.id }));
  expect(plan).toMatchObject({ title: 'Renew 4 robots on prod', canUndo: false });
  const planned = await app.services.commands.planned();
  // In the order of the new dates, as the moves are.
  expect(planned.map(({ robot, expiresAt }) => ({ key: robot?.key, to: expiresAt }))).toEqual(
    moves.map(({ key, to }) => ({ key, to })),
  );
  expect(await made.apply(plan)).toMatchObject({ counts: { done: 4 }, canUndo: true });
  expect(await app.services.commands.planned()).toEqual([]);
  const rows = await app.call('robots.rows', { keys: moves.map(({ key }) => key) });
  expect(rows.map(({ key, expiresAt }) => ({ key, to: expiresAt }))).toEqual(
    moves.map(({ key, to }) => ({ key, to })),
  );
  for (const { expiresAt } of rows) {
    expect([1, 2, 3, 4]).toContain(weekdayOf(dayOf(expiresAt) ?? 0));
  }

  const [kept = policy] = await app.call('planner.policies');
  const after = await app.call('planner.simulate', kept);
  expect(after).toMatchObject({ stays: 4, moves: 0, unplaced: 0, shortfalls: [] });
  expect(await app.call('planner.drifted')).toMatchObject([{ robots: 0 }]);
  await expect(app.call('planner.plan', { id: after.id })).rejects.toMatchObject({
    code: 'unknown-item',
  });
  expect(await app.call('planner.remove', { id: policy.id })).toEqual([]);
});

it('counts each day as the robots of that day, names projects, and leaves out who is switched off', () => {
  const store = aStore();
  const team = { level: 'project', projectId: 7, projectName: 'team' } as const;
  readAll(store, PROD, [
    ...[1, 2, 3].map((id) => aRobot(id, { ...team, name: `robot$team+r${id}` })),
    aRobot(4, { expiresAt: NOW + 40 * DAY, duration: 140 }),
    aRobot(5, { disabled: true }),
    aRobot(6, { editable: false, permissions: [] }),
  ]);
  readAll(store, EU, [aRobot(1)]);
  const policy = aPolicy({
    scope: [PROD],
    lifetimeDays: 41,
    renewWithin: 40,
    weekdays: [],
    perDay: null,
    perProject: 1,
  });
  const { figures, moves } = store.planDates(policy, at);
  expect(figures).toMatchObject({ robots: 4, stays: 1, moves: 2, unplaced: 1 });
  expect(figures.before.days.indexOf(1)).toBe(40);
  expect(figures.shortfalls).toMatchObject([
    { kind: 'per-project', project: 'team', robots: 3, limit: 1, needs: 3, days: 2 },
  ]);
  expect(moves.at(-1)).toMatchObject({ to: null, duration: null });
  expect(() => store.planDates(aPolicy({ query: 'nonsense:x' }), at)).toThrow();
});

it('reckons with the clock of the server', () => {
  const store = aStore();
  const clockOffset = 7_200;
  const made = NOW - 100 * DAY;
  readAll(store, PROD, [aRobot(1, { createdAt: made })], { clockOffset });
  const [move] = store.planDates(aPolicy({ perDay: null }), at).moves;
  expect(move?.to).toBe(made + (move?.duration ?? 0) * DAY - clockOffset);
});

it('leaves alone who is excepted from expiring, for as long as that holds', () => {
  const store = aStore();
  readAll(store, PROD, [aRobot(1), aRobot(2), aRobot(3)]);
  const exception = {
    robotName: 'robot$r1',
    key: null,
    reason: 'runs the backups',
    by: 'ops',
    madeAt: NOW - DAY,
    instanceId: PROD,
  };
  store.saveRiskExceptions([
    { ...exception, id: randomUUID(), robotId: 1, rule: 'never-expires', endsAt: NOW + DAY },
    { ...exception, id: randomUUID(), robotId: 2, rule: 'never-expires', endsAt: NOW },
    { ...exception, id: randomUUID(), robotId: 3, rule: 'no-owner', endsAt: NOW + DAY },
  ]);
  const { figures, moves } = store.planDates(aPolicy({ perDay: null }), at);
  expect(figures).toMatchObject({ robots: 3, kept: 1, moves: 2 });
  expect(moves.map(({ key }) => key).sort()).toEqual([2, 3]);
});
