import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isExpired,
  isSnoozed,
  SECONDS_PER_DAY,
  snoozeEnd,
  type SnoozeUntil,
} from '../../../../shared/robots/expiry/index.ts';

const NOW = 1_795_867_200;
const SEED = { seed: 20_261_128 };
const moments = fc.integer({ min: NOW - 400 * SECONDS_PER_DAY, max: NOW + 400 * SECONDS_PER_DAY });
const untils: fc.Arbitrary<SnoozeUntil> = fc.oneof(
  moments.map((at) => ({ kind: 'at' as const, at })),
  fc.integer({ min: 1, max: 730 }).map((days) => ({ kind: 'before' as const, days })),
  fc.constant({ kind: 'expiry' as const }),
);

describe('snoozeEnd', () => {
  it('never passes an expiry that is to come, and never ends before it begins', () => {
    fc.assert(
      fc.property(untils, moments, (until, expiresAt) => {
        const end = snoozeEnd(until, expiresAt, NOW);
        if (typeof end !== 'number') return;
        expect(end).toBeGreaterThan(NOW);
        if (expiresAt > NOW) expect(end).toBeLessThanOrEqual(expiresAt);
      }),
      SEED,
    );
  });

  it('says what speaks against it', () => {
    const week = { kind: 'at', at: NOW + 7 * SECONDS_PER_DAY } as const;
    expect(snoozeEnd(week, -1, NOW)).toBe('never');
    expect(snoozeEnd({ kind: 'at', at: NOW }, NOW + 9, NOW)).toBe('past');
    expect(snoozeEnd({ kind: 'before', days: 7 }, NOW + 5 * SECONDS_PER_DAY, NOW)).toBe('past');
    expect(snoozeEnd({ kind: 'expiry' }, NOW - 1, NOW)).toBe('past');
    expect(snoozeEnd(week, NOW - 1, NOW)).toBe(week.at);
    expect(snoozeEnd(week, NOW + 60, NOW)).toBe(NOW + 60);
  });
});

describe('isSnoozed', () => {
  it('hides an expiry that has happened only if it was acknowledged after that', () => {
    fc.assert(
      fc.property(moments, moments, moments, moments, (at, until, expiresAt, now) => {
        const holds = isSnoozed({ at, until }, expiresAt, now);
        if (now >= until) expect(holds).toBe(false);
        if (holds && isExpired(expiresAt, now)) expect(at).toBeGreaterThanOrEqual(expiresAt);
      }),
      SEED,
    );
  });

  it('comes back by itself, at the very second', () => {
    const span = { at: NOW, until: NOW + 60 };
    expect(isSnoozed(span, NOW + 3_600, NOW + 59)).toBe(true);
    expect(isSnoozed(span, NOW + 3_600, NOW + 60)).toBe(false);
    expect(isSnoozed(span, NOW + 30, NOW + 30)).toBe(false);
    expect(isSnoozed(span, NOW, NOW + 30)).toBe(true);
  });
});
