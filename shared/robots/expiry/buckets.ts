import { NEVER_EXPIRES } from '../robot.ts';
import { SECONDS_PER_DAY } from './days.ts';

/** Spans of time that a robot's expiry falls into, soonest first; each robot is in exactly one. */
export const EXPIRY_BUCKETS = ['expired', '24h', '7d', '30d', '90d', 'later', 'never'] as const;

export type ExpiryBucket = (typeof EXPIRY_BUCKETS)[number];

const BUCKET_DAYS = { '24h': 1, '7d': 7, '30d': 30, '90d': 90 } as const;

/**
 * The moments a bucket spans: after `after`, up to and including `until`.
 * @param now epoch seconds on the clock of the expiries
 * @returns epoch seconds, infinite at the open ends; null for `never`, which has no moments
 */
export function bucketSpan(
  bucket: ExpiryBucket,
  now: number,
): { readonly after: number; readonly until: number } | null {
  const ends = (days: number): number => now + days * SECONDS_PER_DAY;
  switch (bucket) {
    case 'never':
      return null;
    case 'expired':
      return { after: -Infinity, until: now };
    case '24h':
      return { after: now, until: ends(BUCKET_DAYS['24h']) };
    case '7d':
      return { after: ends(BUCKET_DAYS['24h']), until: ends(BUCKET_DAYS['7d']) };
    case '30d':
      return { after: ends(BUCKET_DAYS['7d']), until: ends(BUCKET_DAYS['30d']) };
    case '90d':
      return { after: ends(BUCKET_DAYS['30d']), until: ends(BUCKET_DAYS['90d']) };
    case 'later':
      return { after: ends(BUCKET_DAYS['90d']), until: Infinity };
  }
}

/**
 * The bucket of an expiry.
 * @param expiresAt epoch seconds on the same clock as `now`, or NEVER_EXPIRES
 */
export function bucketOf(expiresAt: number, now: number): ExpiryBucket {
  if (expiresAt === NEVER_EXPIRES) return 'never';
  for (const bucket of EXPIRY_BUCKETS) {
    const span = bucketSpan(bucket, now);
    if (span !== null && expiresAt <= span.until) return bucket;
  }
  return 'later';
}

/** What expiries can be grouped by; each is a field of the query line, too. */
export const EXPIRY_GROUPINGS = ['instance', 'project', 'creator', 'owner', 'tag'] as const;

export type ExpiryGrouping = (typeof EXPIRY_GROUPINGS)[number];
