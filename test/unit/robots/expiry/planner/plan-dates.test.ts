import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dayOf, weekdayOf } from '../../../../../shared/robots/expiry/index.ts';
import {
  forbiddenBy,
  planDates,
  type DatedRobot,
  type DatePlan,
  type DatePolicy,
} from '../../../../../shared/robots/expiry/planner/index.ts';
import { mostPlaced } from './most-placed.ts';
import { aPolicy, aRobot, DAY, NOW, policies, robots } from './robots.ts';

const SEED = { seed: 20_261_129 };
const TODAY = dayOf(NOW) ?? 0;

/** The robots once a plan was carried out. */
function afterPlan(all: readonly DatedRobot[], { moves }: DatePlan): DatedRobot[] {
  const dates = new Map(moves.map(({ robot, to }) => [robot.key, to?.at]));
  return all.map((robot) => ({ ...robot, expiresAt: dates.get(robot.key) ?? robot.expiresAt }));
}

function countBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(keyOf(value), (counts.get(keyOf(value)) ?? 0) + 1);
  return counts;
}

const most = (counts: ReadonlyMap<string, number>): number => Math.max(0, ...counts.values());

describe.each(['Europe/Berlin', 'America/Santiago', 'UTC'])('a plan of dates in %s', (zone) => {
  beforeAll(() => void vi.stubEnv('TZ', zone));
  afterAll(() => void vi.unstubAllEnvs());

  it('names every robot once: as it is, kept, moved, or without a day and why', () => {
    fc.assert(
      fc.property(robots, policies, (all, policy) => {
        const plan = planDates(all, policy, NOW);
        expect(plan.kept + plan.stays + plan.moves.length).toBe(all.length);
        expect(new Set(plan.moves.map(({ robot }) => robot.key)).size).toBe(plan.moves.length);
        expect(plan.moves.some(({ robot }) => robot.isKept)).toBe(false);
        const without = plan.moves.filter(({ to }) => to === null).length;
        expect(plan.shortfalls.length > 0).toBe(without > 0);
      }),
      SEED,
    );
  });

  it('proposes no day that is forbidden or out of reach, and dates that Harbor makes', () => {
    fc.assert(
      fc.property(robots, policies, (all, policy) => {
        const today = dayOf(NOW) ?? 0;
        for (const { robot, to } of planDates(all, policy, NOW).moves) {
          if (to === null) continue;
          expect(dayOf(to.at)).toBe(to.day);
          expect(to.at).toBe(robot.createdAt + to.duration * DAY);
          expect(to.duration).toBeGreaterThanOrEqual(1);
          expect(to.day).toBeGreaterThanOrEqual(today + policy.renewWithin);
          expect(to.day).toBeLessThanOrEqual(today + policy.lifetimeDays);
          expect(forbiddenBy(to.day, policy)).toBeNull();
        }
      }),
      SEED,
    );
  });

  it('puts no day over its limits with those that move and those that stay', () => {
    fc.assert(
      fc.property(robots, policies, (all, policy) => {
        const plan = planDates(all, policy, NOW);
        const placed = plan.moves.filter(({ to }) => to !== null);
        const moved = new Set(plan.moves.map(({ robot }) => robot.key));
        const stays = all.filter(({ key, isKept }) => !isKept && !moved.has(key));
        const dated = [
          ...placed.map(({ robot, to }) => ({ project: robot.project, day: to?.day })),
          ...stays.map(({ project, expiresAt }) => ({ project, day: dayOf(expiresAt) })),
        ];
        if (policy.perDay !== null) {
          expect(most(countBy(dated, ({ day }) => String(day)))).toBeLessThanOrEqual(policy.perDay);
        }
        if (policy.perProject === null) return;
        const ofProjects = dated.filter(({ project }) => project !== null);
        const counts = countBy(ofProjects, ({ day, project }) => `${day} ${project}`);
        expect(most(counts)).toBeLessThanOrEqual(policy.perProject);
      }),
      SEED,
    );
  });

  it('proposes nothing more once it was carried out', () => {
    fc.assert(
      fc.property(robots, policies, (all, policy) => {
        const plan = planDates(all, policy, NOW);
        const again = planDates(afterPlan(all, plan), policy, NOW);
        const open = plan.moves.filter(({ to }) => to === null).map(({ robot }) => robot.key);
        expect(again.moves.map(({ robot }) => robot.key).sort()).toEqual(open.sort());
      }),
      SEED,
    );
  });
});

describe('what cannot be met', () => {
  const many = (count: number, more: (key: number) => Partial<DatedRobot> = () => ({})) =>
    Array.from({ length: count }, (_, place) => aRobot(place + 1, more(place + 1)));

  it('is said with the numbers', () => {
    const policy = aPolicy({ perDay: 10, renewWithin: 1 });
    const { shortfalls, moves } = planDates(
      many(5_000, () => ({ expiresAt: NOW })),
      policy,
      NOW,
    );
    expect(shortfalls).toEqual([
      {
        kind: 'per-day',
        robots: 5_000,
        limit: 10,
        needs: 500,
        days: 90,
        project: null,
        lifetime: 500,
        from: TODAY + 1,
        to: TODAY + 90,
      },
    ]);
    expect(moves.filter(({ to }) => to !== null)).toHaveLength(900);
  });

  it('names the project whose limit is too low, and counts who stays', () => {
    const all = many(200, (key) => ({
      project: key % 2,
      expiresAt: key <= 20 ? NOW + (35 + key) * DAY : NOW,
    }));
    const { shortfalls } = planDates(all, aPolicy({ perProject: 1 }), NOW);
    expect(shortfalls.map((one) => ('project' in one ? [one.project, one.needs] : []))).toEqual([
      [0, 100],
      [1, 100],
    ]);
  });

  it('says where no day is allowed, and where nobody knows how long a robot lives', () => {
    const weekdays = [0, 1, 2, 3, 4, 5, 6];
    expect(planDates(many(3), aPolicy({ weekdays }), NOW).shortfalls).toEqual([
      { kind: 'no-days', robots: 3, from: TODAY + 30, to: TODAY + 90 },
    ]);
    expect(planDates([aRobot(1, { createdAt: 0 })], aPolicy(), NOW).shortfalls).toEqual([
      { kind: 'no-birth', robots: 1 },
    ]);
  });

  it('is never said of what some other order would have placed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        (wanted, days, perDay, perProject, spread) => {
          const all = wanted.flatMap((count, project) =>
            Array.from({ length: count }, (_, place) =>
              aRobot(project * 100 + place + 1, { project, createdAt: NOW - 100 * DAY }),
            ),
          );
          const policy = aPolicy({
            renewWithin: 30,
            lifetimeDays: 29 + days,
            perDay,
            perProject,
            spread,
          });
          const placed = planDates(all, policy, NOW).moves.filter(({ to }) => to !== null);
          expect(placed.length).toBe(mostPlaced(wanted, days, { perDay, perProject }));
        },
      ),
      { ...SEED, numRuns: 400 },
    );
  });
});

describe('where the dates lie', () => {
  const days = (plan: DatePlan): number[] => plan.moves.map(({ to }) => (to?.day ?? 0) - TODAY);
  const some = Array.from({ length: 6 }, (_, place) => aRobot(place + 1));

  it('is as late as possible, or as even as possible', () => {
    const late: DatePolicy = aPolicy({ perDay: 2 });
    expect(days(planDates(some, late, NOW))).toEqual([88, 88, 89, 89, 90, 90]);
    const even = days(planDates(some, aPolicy({ spread: true }), NOW));
    expect(new Set(even).size).toBe(6);
    expect(
      Math.min(...even.slice(1).map((day, place) => day - (even[place] ?? 0))),
    ).toBeGreaterThan(6);
  });

  it('passes over weekends, holidays and days that are taken', () => {
    const policy = aPolicy({
      lifetimeDays: 40,
      weekdays: [0, 5, 6],
      dates: [{ from: TODAY + 38, to: TODAY + 40 }],
      perDay: 1,
    });
    const keeps = aRobot(50, { isKept: true, expiresAt: NOW + 37 * DAY });
    const plan = planDates([...some.slice(0, 2), keeps], policy, NOW);
    for (const { to } of plan.moves) {
      expect([1, 2, 3, 4]).toContain(weekdayOf(to?.day ?? 0));
      expect([37, 38, 39, 40]).not.toContain((to?.day ?? 0) - TODAY);
    }
  });

  it('goes first to what is about to break where days are short', () => {
    const policy = aPolicy({ lifetimeDays: 31, renewWithin: 30, perDay: 1 });
    const ends = [-1, NOW - DAY, NOW + 400 * DAY, NOW + 6 * DAY, NOW + 5 * DAY];
    const all = ends.map((expiresAt, place) => aRobot(place + 1, { expiresAt }));
    const placed = planDates(all, policy, NOW).moves.filter(({ to }) => to !== null);
    expect(placed.map(({ robot }) => robot.key).sort()).toEqual([4, 5]);
  });

  it('tells why each robot moves', () => {
    const policy = aPolicy({
      weekdays: [0, 6],
      perDay: 1,
      dates: [{ from: TODAY + 44, to: TODAY + 44 }],
    });
    const reasons: readonly (readonly [number, string | null])[] = [
      [-1, 'never'],
      [NOW, 'expired'],
      [NOW + 3 * DAY, 'due'],
      [NOW + 91 * DAY, 'too-long'],
      [NOW + 42 * DAY, 'weekday'],
      [NOW + 44 * DAY, 'date'],
      [NOW + 45 * DAY, null],
      [NOW + 45 * DAY + 1, 'day-full'],
      [NOW + 2_147_483_646 * DAY, 'too-long'],
    ];
    const all = reasons.map(([expiresAt], place) => aRobot(place + 1, { expiresAt }));
    const found = new Map(
      planDates(all, policy, NOW).moves.map((one) => [one.robot.key, one.drift]),
    );
    expect(reasons.map((_, place) => found.get(place + 1) ?? null)).toEqual(
      reasons.map(([, why]) => why),
    );
  });
});

it('plans 100 000 robots in a moment', () => {
  const all = Array.from({ length: 100_000 }, (_, place) =>
    aRobot(place + 1, { project: place % 2_000, createdAt: NOW - (place % 900) * DAY - place }),
  );
  const policy = aPolicy({ lifetimeDays: 365, perDay: 400, perProject: 1, spread: true });
  const plan = planDates(all, policy, NOW);
  expect(plan.moves.every(({ to }) => to !== null)).toBe(true);
});
