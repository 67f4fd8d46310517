import { NEVER_EXPIRES } from '../robot.ts';

/**
 * All arithmetic with expiry. Times are epoch seconds; durations are days, counted from the
 * robot's creation, as Harbor counts them (goharbor/harbor src/server/v2.0/handler/robot.go).
 */

export const SECONDS_PER_DAY = 86_400;

/** Harbor takes durations from 1 to below MaxInt32 (validateDuration, Harbor 2.15). */
export const MAX_DURATION = 2_147_483_646;

/** The last moment that a JavaScript date can say, in epoch seconds. */
const LATEST_DATE = 8_640_000_000_000;

/** What is said instead of a date that no calendar can show. */
export const BEYOND_DATES = 'in more than 200\u00a0000 years';

/**
 * Whether a moment has a date. Harbor's longest durations end millions of years from now.
 * @param at epoch seconds
 */
export const hasDate = (at: number): boolean => Math.abs(at) <= LATEST_DATE;

/** Offsets below this many seconds are the network's doing, not a wrong clock. */
const NEGLIGIBLE_OFFSET = 60;

/**
 * The clock offset to reckon with.
 * @param measured server clock minus ours in seconds, null if unknown
 * @returns whole seconds; 0 where unknown or under a minute
 */
export function effectiveOffset(measured: number | null): number {
  if (measured === null || !Number.isFinite(measured)) return 0;
  return Math.abs(measured) < NEGLIGIBLE_OFFSET ? 0 : Math.round(measured);
}

/**
 * A server's moment on this computer's clock.
 * @param expiresAt epoch seconds on the server's clock, or NEVER_EXPIRES
 * @param offset server clock minus ours, seconds
 * @returns epoch seconds on our clock, or NEVER_EXPIRES
 */
export function onOurClock(expiresAt: number, offset: number): number {
  return expiresAt === NEVER_EXPIRES ? NEVER_EXPIRES : expiresAt - offset;
}

/**
 * Whether a robot can no longer log in. Harbor lets it in while `expires_at == -1 || expires_at >
 * now` (src/server/middleware/security/robot.go), so the second itself is already too late.
 * @param expiresAt epoch seconds on the same clock as `now`, or NEVER_EXPIRES
 */
export function isExpired(expiresAt: number, now: number): boolean {
  return expiresAt !== NEVER_EXPIRES && expiresAt <= now;
}

/**
 * When a robot expires that lives for so many days (src/controller/robot/controller.go, Create).
 * Harbor adds calendar days in the zone of its own machine; that is UTC in its containers.
 * @param createdAt epoch seconds
 * @param duration days, or -1 for never
 * @returns epoch seconds on the clock of `createdAt`, or NEVER_EXPIRES
 */
export function expiryAfter(createdAt: number, duration: number): number {
  return duration === -1 ? NEVER_EXPIRES : createdAt + duration * SECONDS_PER_DAY;
}

/**
 * The duration that makes a robot live at least until a moment: Harbor counts from the creation,
 * so renewing for 90 days means the days since then plus 90 (handler/robot.go, updateV2Robot).
 * @param createdAt epoch seconds
 * @param target epoch seconds on the same clock, or NEVER_EXPIRES
 * @returns days that Harbor accepts, 1 to MAX_DURATION, or -1 for never
 */
export function durationUntil(createdAt: number, target: number): number {
  if (target === NEVER_EXPIRES) return -1;
  const days = Math.ceil((target - createdAt) / SECONDS_PER_DAY);
  return Math.min(Math.max(days, 1), MAX_DURATION);
}
