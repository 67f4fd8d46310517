import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DEFAULT_LIMITS,
  EXPIRY_STATES,
  expiryStateOf,
  limitGroups,
  limitsOf,
  SECONDS_PER_DAY as DAY,
} from '../../../../shared/robots/expiry/index.ts';

const NOW = 1_795_867_200;
const SEED = { seed: 20_261_128 };

describe('the state of an expiry', () => {
  it.each([
    [NOW - 1, 'expired'],
    [NOW, 'expired'],
    [0, 'expired'],
    [NOW + 1, 'critical'],
    [NOW + 7 * DAY, 'critical'],
    [NOW + 7 * DAY + 1, 'soon'],
    [NOW + 30 * DAY, 'soon'],
    [NOW + 30 * DAY + 1, 'fine'],
    [Number.MAX_SAFE_INTEGER, 'fine'],
    [-1, 'never'],
    [null, 'unknown'],
    [Number.NaN, 'unknown'],
  ])('at %s is %s', (expiresAt, state) => {
    expect(expiryStateOf(expiresAt, NOW, DEFAULT_LIMITS)).toBe(state);
  });

  it('only becomes more pressing as time goes by', () => {
    const moment = fc.integer({ min: NOW - 50 * DAY, max: NOW + 500 * DAY });
    const days = fc.integer({ min: 1, max: 730 });
    fc.assert(
      fc.property(moment, moment, fc.nat(100 * DAY), days, days, (at, now, later, a, b) => {
        const limits = { criticalDays: Math.min(a, b), soonDays: Math.max(a, b) };
        const rank = (moment: number): number =>
          EXPIRY_STATES.indexOf(expiryStateOf(at, moment, limits));
        expect(rank(now + later)).toBeLessThanOrEqual(rank(now));
      }),
      SEED,
    );
  });
});

describe('limits', () => {
  const rules = [
    { of: 'tag', value: 'ci', criticalDays: 2, soonDays: 10 },
    { of: 'tag', value: 'Prod', criticalDays: 14, soonDays: 60 },
    { of: 'instance', value: 'lab', criticalDays: 1, soonDays: 3 },
  ] as const;
  const limits = { ...DEFAULT_LIMITS, rules };

  it('are the own ones, else the earliest of the tags, else those of everybody', () => {
    expect(limitsOf(limits, { id: 'eu', tags: [] })).toEqual(DEFAULT_LIMITS);
    expect(limitsOf(limits, { id: 'eu', tags: ['CI'] })).toEqual({
      criticalDays: 2,
      soonDays: 10,
    });
    expect(limitsOf(limits, { id: 'eu', tags: ['ci', 'prod'] })).toEqual({
      criticalDays: 14,
      soonDays: 60,
    });
    expect(limitsOf(limits, { id: 'lab', tags: ['prod'] })).toEqual({
      criticalDays: 1,
      soonDays: 3,
    });
    expect(limitsOf(DEFAULT_LIMITS, { id: 'lab', tags: ['prod'] })).toEqual(DEFAULT_LIMITS);
  });

  it('gather the instances of which they hold', () => {
    const eu = { id: 'eu', tags: [] };
    const us = { id: 'us', tags: [] };
    const lab = { id: 'lab', tags: [] };
    expect(limitGroups(limits, [eu, lab, us])).toEqual([
      { limits: DEFAULT_LIMITS, instances: [eu, us] },
      { limits: { criticalDays: 1, soonDays: 3 }, instances: [lab] },
    ]);
  });
});
