import { NEVER_EXPIRES } from '../robot.ts';
import { isExpired, SECONDS_PER_DAY } from './days.ts';
import type { Limits } from './limits.ts';

/** How an expiry stands, most pressing first; `unknown` where nobody could read it. */
export const EXPIRY_STATES = ['expired', 'critical', 'soon', 'fine', 'never', 'unknown'] as const;

export type ExpiryState = (typeof EXPIRY_STATES)[number];

/**
 * How an expiry stands at a moment. Each limit still belongs to what it warns of: a robot that
 * ends in exactly `criticalDays` days is critical.
 * @param expiresAt epoch seconds on the clock of `now`, NEVER_EXPIRES, or null where it is not known
 * @param now epoch seconds
 */
export function expiryStateOf(
  expiresAt: number | null,
  now: number,
  { criticalDays, soonDays }: Limits,
): ExpiryState {
  if (expiresAt === null || Number.isNaN(expiresAt)) return 'unknown';
  if (expiresAt === NEVER_EXPIRES) return 'never';
  if (isExpired(expiresAt, now)) return 'expired';
  if (expiresAt <= now + criticalDays * SECONDS_PER_DAY) return 'critical';
  return expiresAt <= now + soonDays * SECONDS_PER_DAY ? 'soon' : 'fine';
}
