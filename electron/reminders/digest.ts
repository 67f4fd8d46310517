import type { Settings } from '../../shared/contract/settings.ts';
import { dayOf, momentOn } from '../../shared/robots/expiry/index.ts';

/** How far a robot is on its way out; more is worse. Kept in state.db. */
export const RANK = { soon: 1, critical: 2, expired: 3 } as const;

export type Rank = (typeof RANK)[keyof typeof RANK];

/** A robot that has come to a rank of which nobody was told yet. */
export interface DueRobot {
  readonly key: number;
  readonly instanceId: string;
  readonly rank: Rank;
}

export type ReminderRules = Settings['reminders'];

/** What is known when it is decided whether to remind. */
export interface Occasion {
  /** Epoch seconds. */
  readonly now: number;
  readonly rules: ReminderRules;
  /** The day of the last digest, also of one that had nothing to say; null before the first. */
  readonly lastDay: number | null;
  readonly due: readonly DueRobot[];
}

/** What to do: whom to tell of, and whether the digest of a day is done with it. */
export interface Decision {
  readonly kind: 'digest' | 'urgent' | 'nothing';
  readonly robots: readonly DueRobot[];
  /** The day whose digest this is; null where it is not that of any. */
  readonly day: number | null;
}

const HOUR = 60;

/** Minutes since midnight here. */
function minuteOf(now: number): number {
  const date = new Date(now * 1_000);
  return date.getHours() * HOUR + date.getMinutes();
}

/** Whether a minute of the day is quiet. Hours that begin and end alike are none. */
export function isQuiet(minute: number, quiet: ReminderRules['quiet']): boolean {
  if (quiet === null || quiet.from === quiet.to) return false;
  return quiet.from < quiet.to
    ? quiet.from <= minute && minute < quiet.to
    : minute >= quiet.from || minute < quiet.to;
}

const moment = (day: number, minute: number): number =>
  momentOn(day, Math.floor(minute / HOUR), minute % HOUR);

/** When the digest of a day may be shown: at its time, or when the quiet hours around it end. */
function digestMoment(day: number, { at, quiet }: ReminderRules): number {
  if (quiet === null || !isQuiet(at, quiet)) return moment(day, at);
  return moment(quiet.to > at ? day : day + 1, quiet.to);
}

/** Days by which a clock may be put back, by a journey for example, without a second digest. */
const JOURNEY = 1;

/** Whether a digest is to be shown now. At most one on each day of this computer's calendar. */
function isDigestDue({ now, rules, lastDay }: Occasion, today: number): boolean {
  // A day far ahead was that of a clock that was wrong.
  if (lastDay !== null && lastDay >= today && lastDay <= today + JOURNEY) return false;
  return [today, today - 1].some((day) => {
    const from = digestMoment(day, rules);
    return from <= now && dayOf(from) === today;
  });
}

/**
 * Decides whether to remind, and of which robots: all that is new once a day at the time that was
 * chosen, and at once what has turned critical or expired. Nothing in quiet hours: it waits for
 * their end. Who was told of is not due any more, so nothing is ever said twice.
 */
export function decide(occasion: Occasion): Decision {
  const { now, rules, due } = occasion;
  const nothing: Decision = { kind: 'nothing', robots: [], day: null };
  const today = dayOf(now);
  if (!rules.notify || today === null || isQuiet(minuteOf(now), rules.quiet)) return nothing;
  const robots = due.filter(({ instanceId }) => !rules.silent.includes(instanceId));
  if (isDigestDue(occasion, today)) {
    return robots.length === 0
      ? { ...nothing, day: today }
      : { kind: 'digest', robots, day: today };
  }
  const urgent = rules.urgent ? robots.filter(({ rank }) => rank >= RANK.critical) : [];
  return urgent.length === 0 ? nothing : { kind: 'urgent', robots: urgent, day: null };
}
