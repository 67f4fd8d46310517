import { NEVER_EXPIRES } from '../robot.ts';
import { isExpired, SECONDS_PER_DAY } from './days.ts';

/** Until when a robot is not to be warned of. */
export type SnoozeUntil =
  /** Epoch seconds on our clock. */
  | { readonly kind: 'at'; readonly at: number }
  /** So many days before it expires. */
  | { readonly kind: 'before'; readonly days: number }
  /** The rest of its life: it is let expire. */
  | { readonly kind: 'expiry' };

/** Why a robot cannot be snoozed: it never warns, or the end would be over already. */
export type SnoozeObstacle = 'never' | 'past';

/**
 * When a snooze ends that begins now. It never passes an expiry that is still to come; a robot
 * that has expired can be acknowledged until a moment, because there is nothing left to pass.
 * @param expiresAt epoch seconds on our clock, or NEVER_EXPIRES
 * @param now epoch seconds
 * @returns epoch seconds, or what speaks against it
 */
export function snoozeEnd(
  until: SnoozeUntil,
  expiresAt: number,
  now: number,
): number | SnoozeObstacle {
  if (expiresAt === NEVER_EXPIRES) return 'never';
  const wanted =
    until.kind === 'at'
      ? until.at
      : until.kind === 'before'
        ? expiresAt - until.days * SECONDS_PER_DAY
        : expiresAt;
  const end = isExpired(expiresAt, now) ? wanted : Math.min(wanted, expiresAt);
  return end > now ? end : 'past';
}

/** A snooze as it is kept: since when, and until when. Epoch seconds, our clock. */
export interface SnoozeSpan {
  readonly at: number;
  readonly until: number;
}

/**
 * Whether a snooze holds. An expiry that has happened is never hidden by one from before it: the
 * robot was warned of, not given up.
 * @param expiresAt epoch seconds on our clock, or NEVER_EXPIRES
 */
export const isSnoozed = ({ at, until }: SnoozeSpan, expiresAt: number, now: number): boolean =>
  until > now && (!isExpired(expiresAt, now) || at >= expiresAt);
