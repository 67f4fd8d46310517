import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import type { Now } from '../../../shared/inventory/inventory.ts';
import type { Store } from '../../../shared/inventory/store.ts';
import { RISKS, RULE_IDS, type RuleId } from '../../../shared/permissions/lint/rule-ids.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import { exceptionOf } from './exceptions.ts';
import {
  aFolder,
  aRobot,
  aStore,
  at,
  DAY,
  entry,
  EU,
  NOW,
  PROD,
  pull,
  read,
  readAll,
} from './fleet.ts';

const SEED = { seed: 20_261_129 };
vi.setConfig({ testTimeout: 120_000 });

const byName = { column: 'name', descending: false } as const;

/** All that a store says about risk, in an order of its own. */
function everything(store: Store, now: Now): unknown {
  const { keys } = store.query({ query: '', scope: [], sort: byName }, now);
  const risks = store.robotRisks(
    [...keys].toSorted((a, b) => a - b),
    now,
  );
  const found = [...RISKS.map((risk) => `risk:${risk}`), ...RULE_IDS.map((id) => `finding:${id}`)];
  return {
    risks,
    found: found.map((query) => store.query({ query, scope: [], sort: byName }, now).keys.length),
    summary: store.riskSummary({ query: '', scope: [] }, now),
  };
}

type Step =
  | { readonly kind: 'sync'; readonly instance: string; readonly robots: readonly Robot[] }
  | { readonly kind: 'one'; readonly robot: Robot }
  | { readonly kind: 'gone'; readonly id: number }
  | { readonly kind: 'except'; readonly id: number; readonly rule: RuleId; readonly days: number }
  | { readonly kind: 'remove' }
  | { readonly kind: 'secret'; readonly id: number; readonly isKept: boolean }
  | { readonly kind: 'time'; readonly days: number }
  | { readonly kind: 'ahead' }
  | { readonly kind: 'forget'; readonly instance: string }
  | { readonly kind: 'version'; readonly version: string; readonly users: Record<number, string> };

const ids = fc.integer({ min: 1, max: 6 });
const someRobot = (id: number): fc.Arbitrary<Robot> =>
  fc
    .record({
      name: fc.constantFrom(`robot$r${id}`, `robot$test-${id}`),
      disabled: fc.boolean(),
      editable: fc.integer({ min: 0, max: 5 }).map((dice) => dice > 0),
      expiresAt: fc.constantFrom(-1, NOW - 100 * DAY, NOW + 10 * DAY, NOW + 500 * DAY),
      updatedAt: fc.constantFrom(0, NOW - 400 * DAY, NOW - 80 * DAY, NOW),
      creator: fc.oneof(
        fc.constantFrom({ type: 'local', ref: 1 }, { type: '', ref: 0 }),
        ids.map((ref) => ({ type: 'robot', ref })),
      ),
      permissions: fc.constantFrom(
        [],
        [pull],
        [entry('project', 'library', 'repository:pull:allow')],
        [entry('project', '*', 'repository:push')],
        [entry('project', 'library', 'helm-chart:read', 'robot:create')],
      ),
    })
    .map((more) => aRobot(id, { ...more, permissions: more.editable ? more.permissions : [] }));
const someRobots = fc
  .subarray([1, 2, 3, 4, 5, 6])
  .chain((some) => fc.tuple(...some.map(someRobot)));
const rule = fc.constantFrom<RuleId>('never-expires', 'equal-rights', 'all-projects', 'old-secret');

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('sync' as const),
    instance: fc.constantFrom(PROD, EU),
    robots: someRobots,
  }),
  ids.chain(someRobot).map((robot): Step => ({ kind: 'one', robot })),
  ids.map((id): Step => ({ kind: 'gone', id })),
  fc.record({
    kind: fc.constant('except' as const),
    id: ids,
    rule,
    days: fc.integer({ min: 1, max: 60 }),
  }),
  fc.constant<Step>({ kind: 'remove' }),
  fc.record({ kind: fc.constant('secret' as const), id: ids, isKept: fc.boolean() }),
  fc.constant<Step>({ kind: 'ahead' }),
  fc.integer({ min: 0, max: 200 }).map((days): Step => ({ kind: 'time', days })),
  fc.constantFrom<Step>({ kind: 'forget', instance: PROD }, { kind: 'forget', instance: EU }),
  fc.record({
    kind: fc.constant('version' as const),
    version: fc.constantFrom('v2.8.6', 'v2.15.2', 'dev'),
    users: fc.constantFrom({ 1: '' }, { 1: 'admin' }, {}),
  }),
);

/** Does one thing. @returns seconds that went by */
function take(store: Store, step: Step, now: Now): number {
  switch (step.kind) {
    case 'sync':
      readAll(store, step.instance, [aRobot(9), ...step.robots]);
      break;
    case 'one':
      store.writeRobot(PROD, read(step.robot));
      break;
    case 'gone':
      store.markGone(PROD, step.id, NOW);
      break;
    case 'except':
      store.saveRiskExceptions([exceptionOf(store, step.id, step.rule, NOW + step.days * DAY)]);
      break;
    case 'remove':
      for (const { id } of store.riskExceptions().slice(0, 1)) store.removeRiskException(id);
      break;
    case 'secret': {
      const secret = { handle: `h${step.id}`, instanceId: PROD, robotId: step.id };
      if (step.isKept) store.changeSecrets([{ ...secret, data: '{"state":"kept"}' }], []);
      else store.changeSecrets([], [secret.handle]);
      break;
    }
    case 'ahead':
      store.judgeAhead(now);
      break;
    case 'time':
      return step.days * DAY;
    case 'forget':
      store.forgetInstance(step.instance);
      break;
    case 'version':
      readAll(store, EU, [aRobot(9), aRobot(1, { permissions: [entry('project', '*', 'x:y')] })], {
        harborVersion: step.version,
        userNames: step.users,
      });
      break;
  }
  return 0;
}

it('says after any course of things what it would say if it had just begun', () => {
  const settings = {
    'secret-nowhere': { severity: 'low' as const },
    'equal-rights': { limit: 2 },
  };
  fc.assert(
    fc.property(fc.array(steps, { minLength: 1, maxLength: 12 }), (course) => {
      const folder = aFolder();
      const store = aStore(folder);
      let now: Now = { ...at, risk: settings };
      readAll(store, PROD, [aRobot(9), aRobot(1), aRobot(2)]);
      for (const step of course) {
        if (step.kind !== 'ahead') everything(store, now);
        now = { ...now, now: now.now + take(store, step, now) };
      }
      const fresh = aStore(folder);
      expect(everything(store, now)).toEqual(everything(fresh, now));
    }),
    { ...SEED, numRuns: 25 },
  );
});

it('judges a large fleet ahead in parts, and says what it would say at once', () => {
  const folder = aFolder();
  const store = aStore(folder);
  const robots = Array.from({ length: 5_000 }, (_, place) =>
    aRobot(place + 1, {
      name: `robot$${place % 7 === 0 ? 'test-' : 'r'}${String(place)}`,
      expiresAt: place % 3 === 0 ? -1 : NOW + (place % 200) * DAY,
      permissions: place % 2 === 0 ? [pull] : [entry('project', '*', 'repository:push')],
    }),
  );
  readAll(store, PROD, robots.slice(0, 2_500));
  // The first part begins anew, as after a start.
  const answers = [store.judgeAhead(at)];
  readAll(store, PROD, robots);
  while (answers.at(-1) === true && answers.length < 10) answers.push(store.judgeAhead(at));
  expect(answers.at(-1)).toBe(false);
  expect(answers.filter((isMore) => isMore).length).toBeGreaterThan(1);
  const judgedAhead = everything(store, at);
  expect(judgedAhead).toEqual(everything(aStore(folder), at));

  // In the middle of it somebody asks.
  const later = { ...at, risk: { 'equal-rights': { limit: 3 } } };
  expect(store.judgeAhead(later)).toBe(true);
  expect(everything(store, later)).toEqual(everything(aStore(folder), later));
  expect(store.judgeAhead(later)).toBe(false);
});
