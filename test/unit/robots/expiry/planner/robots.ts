import fc from 'fast-check';
import { SECONDS_PER_DAY } from '../../../../../shared/robots/expiry/index.ts';
import type { DatedRobot, DatePolicy } from '../../../../../shared/robots/expiry/planner/index.ts';

/** Sat 28 Nov 2026, 12:00 UTC. */
export const NOW = 1_795_867_200;
export const DAY = SECONDS_PER_DAY;

export const aPolicy = (more: Partial<DatePolicy> = {}): DatePolicy => ({
  lifetimeDays: 90,
  renewWithin: 30,
  weekdays: [],
  dates: [],
  perDay: null,
  perProject: null,
  spread: false,
  ...more,
});

export const aRobot = (key: number, more: Partial<DatedRobot> = {}): DatedRobot => ({
  key,
  createdAt: NOW - 200 * DAY + key * 61,
  expiresAt: NOW + 5 * DAY,
  project: null,
  isKept: false,
  ...more,
});

const limit = fc.option(fc.integer({ min: 1, max: 5 }));

/** Policies with every rule, in reach of a change of the clocks. */
export const policies: fc.Arbitrary<DatePolicy> = fc
  .record({
    lifetimeDays: fc.integer({ min: 2, max: 150 }),
    within: fc.double({ min: 0, max: 1, noNaN: true }),
    weekdays: fc.subarray([0, 1, 2, 3, 4, 5, 6]),
    dates: fc.array(
      fc
        .tuple(fc.integer({ min: -5, max: 150 }), fc.integer({ min: 0, max: 20 }))
        .map(([from, length]) => ({ from: 20_785 + from, to: 20_785 + from + length })),
      { maxLength: 3 },
    ),
    perDay: limit,
    perProject: limit,
    spread: fc.boolean(),
  })
  .map(({ within, ...policy }) => ({
    ...policy,
    renewWithin: 1 + Math.floor(within * (policy.lifetimeDays - 1)),
  }));

/** Robots of few projects, made at any time of day. */
export const robots: fc.Arbitrary<DatedRobot[]> = fc
  .array(
    fc.record({
      createdAt: fc.oneof(
        { weight: 1, arbitrary: fc.constant(0) },
        { weight: 12, arbitrary: fc.integer({ min: NOW - 800 * DAY, max: NOW }) },
      ),
      expiresAt: fc.oneof(
        fc.constant(-1),
        fc.integer({ min: NOW - 40 * DAY, max: NOW + 200 * DAY }),
        fc.constant(NOW + 2_147_483_646 * DAY),
      ),
      project: fc.option(fc.integer({ min: 1, max: 4 })),
      isKept: fc.integer({ min: 0, max: 6 }).map((dice) => dice === 0),
    }),
    { maxLength: 60 },
  )
  .map((list) => list.map((robot, place) => ({ ...robot, key: place + 1 })));
