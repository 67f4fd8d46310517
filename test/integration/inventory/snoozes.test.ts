import { expect, it } from 'vitest';
import type { Store } from '../../../shared/inventory/store.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import { aRobot, aStore, at, DAY, entry, EU, namesOf, NOW, PROD, readAll } from './fleet.ts';

const week = { kind: 'at', at: NOW + 7 * DAY } as const;
const wish = { until: week, reason: 'why', acknowledge: false };
const dying = (id: number, more: Partial<Robot> = {}): Robot =>
  aRobot(id, { expiresAt: NOW + 20 * DAY, duration: 120, ...more });

const keyOf = (store: Store, id: number): number => {
  const known = store.robotById(PROD, id);
  if (known === null) throw new Error(`no robot ${id}`);
  return known.key;
};
const snoozed = (store: Store): string[] => namesOf(store, 'snoozed:yes');

it('puts warnings off with a reason and an end, and says so in the row', () => {
  const store = aStore();
  readAll(store, PROD, [dying(1), dying(2), aRobot(3)]);
  const keys = [1, 2, 3].map((id) => keyOf(store, id));
  const answer = store.setSnoozes(keys, { ...wish, reason: 'waits for the release' }, NOW);
  expect(answer).toEqual({ robots: 2, acknowledged: 0, never: 1, past: 0, before: [] });
  expect(snoozed(store)).toEqual(['robot$r1', 'robot$r2']);
  expect(namesOf(store, 'snoozed:no')).toEqual(['robot$r3']);
  expect(store.rows(keys, at).map(({ snooze }) => snooze)).toEqual([
    { at: NOW, until: week.at, reason: 'waits for the release' },
    { at: NOW, until: week.at, reason: 'waits for the release' },
    null,
  ]);
  expect(store.detail(keys[0] ?? 0, at).snooze?.until).toBe(week.at);
  expect(store.detail(keys[0] ?? 0, { ...at, now: week.at }).snooze).toBeNull();
});

it('is over once the expiry or the permissions change, and not for anything else', () => {
  const store = aStore();
  const both = entry('project', 'library', 'repository:pull', 'repository:push');
  const all = [1, 2, 3, 4].map((id) => dying(id, { permissions: [both] }));
  readAll(store, PROD, all);
  store.setSnoozes(
    all.map(({ id }) => keyOf(store, id)),
    wish,
    NOW,
  );
  const turned = entry('project', 'library', 'repository:push', 'repository:pull');
  const [first = dying(1), second = dying(2), third = dying(3), fourth = dying(4)] = all;
  readAll(store, PROD, [
    { ...first, expiresAt: NOW + 90 * DAY },
    { ...second, permissions: [entry('project', 'library', 'repository:pull')] },
    { ...third, description: 'other words', disabled: true },
    { ...fourth, permissions: [turned] },
  ]);
  expect(snoozed(store)).toEqual(['robot$r3', 'robot$r4']);
  // What is over does not begin again.
  readAll(store, PROD, all);
  expect(snoozed(store)).toEqual(['robot$r3', 'robot$r4']);
});

it('never hides an expiry that has happened, but one that was acknowledged', () => {
  const store = aStore();
  readAll(store, PROD, [dying(1), dying(2, { expiresAt: NOW - DAY })]);
  const late = { kind: 'at', at: NOW + 60 * DAY } as const;
  const keys = [keyOf(store, 1), keyOf(store, 2)];
  const answer = store.setSnoozes(keys, { ...wish, until: late, acknowledge: true }, NOW);
  expect(answer).toMatchObject({ robots: 2, acknowledged: 1 });
  const then = { ...at, now: NOW + 30 * DAY };
  const sort = { column: 'name', descending: false } as const;
  const found = store.query({ query: 'snoozed:yes', scope: [], sort }, then);
  expect([...found.keys]).toEqual([keyOf(store, 2)]);
  expect(store.rows([keyOf(store, 1)], then)[0]?.snooze).toBeNull();
});

it('leaves expired robots out of a mixed selection where they are not to be acknowledged', () => {
  const store = aStore();
  readAll(store, PROD, [dying(1), dying(2, { expiresAt: NOW - DAY, disabled: true })]);
  const keys = [keyOf(store, 1), keyOf(store, 2)];
  const answer = store.setSnoozes(keys, wish, NOW);
  expect(answer).toMatchObject({ robots: 1, acknowledged: 0, past: 1 });
  expect(snoozed(store)).toEqual(['robot$r1']);
});

it('takes back both snoozing and waking, with what was there before', () => {
  const store = aStore();
  readAll(store, PROD, [dying(1), dying(2)]);
  const keys = [keyOf(store, 1), keyOf(store, 2)];
  store.setSnoozes([keys[0] ?? 0], { ...wish, reason: 'first' }, NOW - DAY);
  const shown = () => store.rows(keys, at).map(({ snooze }) => snooze?.reason ?? null);
  const { before } = store.setSnoozes(keys, { ...wish, reason: 'second' }, NOW);
  expect(shown()).toEqual(['second', 'second']);
  store.restoreSnoozes(keys, before);
  expect(shown()).toEqual(['first', null]);
  const woken = store.wakeSnoozes(keys);
  expect(woken.robots).toBe(1);
  expect(shown()).toEqual([null, null]);
  store.restoreSnoozes(keys, woken.before);
  expect(store.rows(keys, at)[0]?.snooze).toEqual({
    at: NOW - DAY,
    until: week.at,
    reason: 'first',
  });
});

it('outlives a cache that is read anew, and goes with its instance and with strangers', () => {
  const store = aStore();
  readAll(store, PROD, [dying(1), dying(2)]);
  readAll(store, EU, [dying(1)]);
  store.setSnoozes([keyOf(store, 1), keyOf(store, 2)], wish, NOW);
  store.clearCache();
  readAll(store, PROD, [dying(1), dying(2, { createdAt: NOW })]);
  expect(snoozed(store)).toContain('robot$r1');
  readAll(store, PROD, [dying(1, { createdAt: NOW - 3 * DAY }), dying(2, { createdAt: NOW })]);
  expect(snoozed(store)).not.toContain('robot$r1');
  store.forgetInstance(PROD);
  readAll(store, PROD, [dying(1), dying(2)]);
  expect(snoozed(store)).toEqual([]);
});
