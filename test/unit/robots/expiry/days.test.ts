import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bucketOf,
  bucketSpan,
  durationUntil,
  effectiveOffset,
  EXPIRY_BUCKETS,
  expiryAfter,
  isExpired,
  MAX_DURATION,
  onOurClock,
  SECONDS_PER_DAY,
} from '../../../../shared/robots/expiry/index.ts';
import { NEVER_EXPIRES } from '../../../../shared/robots/robot.ts';

const SEED = { seed: 20_261_128 };
const NOW = 1_795_867_200;

const moment = fc.integer({ min: 1, max: 4_102_444_800 });
const days = fc.integer({ min: 1, max: MAX_DURATION });

describe('duration and expiry', () => {
  it('give each other back', () => {
    fc.assert(
      fc.property(moment, days, (createdAt, duration) => {
        expect(durationUntil(createdAt, expiryAfter(createdAt, duration))).toBe(duration);
      }),
      SEED,
    );
    expect(expiryAfter(NOW, -1)).toBe(NEVER_EXPIRES);
    expect(durationUntil(NOW, NEVER_EXPIRES)).toBe(-1);
  });

  it('reach the moment that was asked for, and no whole day more', () => {
    fc.assert(
      fc.property(moment, moment, (createdAt, target) => {
        const duration = durationUntil(createdAt, target);
        const expiresAt = expiryAfter(createdAt, duration);
        expect(duration).toBeGreaterThanOrEqual(1);
        if (target > createdAt) {
          expect(expiresAt).toBeGreaterThanOrEqual(target);
          expect(expiresAt - target).toBeLessThan(SECONDS_PER_DAY);
        }
      }),
      SEED,
    );
  });

  it('stay within what Harbor takes', () => {
    expect(durationUntil(NOW, NOW - 1)).toBe(1);
    expect(durationUntil(0, Number.MAX_SAFE_INTEGER)).toBe(MAX_DURATION);
  });
});

describe('a robot is expired', () => {
  it('from the very second of its expiry', () => {
    expect(isExpired(NOW + 1, NOW)).toBe(false);
    expect(isExpired(NOW, NOW)).toBe(true);
    expect(isExpired(NEVER_EXPIRES, NOW)).toBe(false);
  });

  it('by its server’s clock', () => {
    expect(onOurClock(NOW + 100, 120)).toBe(NOW - 20);
    expect(onOurClock(NEVER_EXPIRES, 120)).toBe(NEVER_EXPIRES);
  });

  it('by ours where they differ by less than a minute or nobody knows', () => {
    expect(effectiveOffset(59.9)).toBe(0);
    expect(effectiveOffset(-59.9)).toBe(0);
    expect(effectiveOffset(60)).toBe(60);
    expect(effectiveOffset(-7_199.6)).toBe(-7_200);
    expect(effectiveOffset(null)).toBe(0);
    expect(effectiveOffset(Number.NaN)).toBe(0);
  });
});

describe('buckets', () => {
  it('take every expiry, each in one', () => {
    const expiry = fc.oneof(
      fc.constant(NEVER_EXPIRES),
      fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
      fc.integer({ min: -100, max: 100 }).map((days) => NOW + days * SECONDS_PER_DAY),
      fc.integer({ min: -2, max: 2 }).map((seconds) => NOW + 7 * SECONDS_PER_DAY + seconds),
    );
    fc.assert(
      fc.property(expiry, (expiresAt) => {
        const holding = EXPIRY_BUCKETS.filter((bucket) => {
          const span = bucketSpan(bucket, NOW);
          if (span === null) return expiresAt === NEVER_EXPIRES;
          return expiresAt !== NEVER_EXPIRES && expiresAt > span.after && expiresAt <= span.until;
        });
        expect(holding).toEqual([bucketOf(expiresAt, NOW)]);
      }),
      SEED,
    );
  });

  it('end with their last second', () => {
    expect(bucketOf(NOW, NOW)).toBe('expired');
    expect(bucketOf(NOW + SECONDS_PER_DAY, NOW)).toBe('24h');
    expect(bucketOf(NOW + 7 * SECONDS_PER_DAY, NOW)).toBe('7d');
    expect(bucketOf(NOW + 7 * SECONDS_PER_DAY + 1, NOW)).toBe('30d');
    expect(bucketOf(NOW + 90 * SECONDS_PER_DAY + 1, NOW)).toBe('later');
    expect(bucketOf(NEVER_EXPIRES, NOW)).toBe('never');
  });
});
