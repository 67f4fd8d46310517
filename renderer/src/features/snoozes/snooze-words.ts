import type { RobotRow } from '../../../../shared/contract/robots.ts';
import type { Snoozed } from '../../../../shared/contract/snoozes.ts';
import { SECONDS_PER_DAY, type SnoozeUntil } from '../../../../shared/robots/expiry/index.ts';
import { counted, grouped } from '../../ui/number-words.ts';
import { absoluteTime } from '../../ui/time.ts';
import { endOfDay } from '../changes/until-words.ts';

/** Until when one can choose to hear nothing, in the order of the list. */
export const SNOOZE_CHOICES = [
  { value: 'day', label: 'For a day' },
  { value: 'week', label: 'For a week' },
  { value: 'before', label: 'Until some days before it expires' },
  { value: 'date', label: 'Until a date' },
  { value: 'expiry', label: 'Let it expire' },
] as const;

export type SnoozeChoice = (typeof SNOOZE_CHOICES)[number]['value'];

/** Choices for robots that have expired: there is no expiry ahead to count back from. */
export const ACKNOWLEDGE_CHOICES = SNOOZE_CHOICES.filter(
  ({ value }) => value !== 'before' && value !== 'expiry',
);

/** What is entered about the end of a snooze. */
export interface SnoozeEntry {
  readonly choice: SnoozeChoice;
  /** Days before the expiry, as typed. */
  readonly days: string;
  /** As a date field has it. */
  readonly date: string;
}

/** What is wrong with an entry; '' if nothing is. `now` in epoch seconds. */
export function snoozeProblem({ choice, days, date }: SnoozeEntry, now: number): string {
  if (choice === 'before') {
    const count = Number(days);
    return Number.isInteger(count) && count >= 1 && count <= 730
      ? ''
      : 'A whole number of days, from 1 to 730.';
  }
  if (choice !== 'date') return '';
  const moment = endOfDay(date);
  if (moment === null) return 'A date, for example 2027-03-31.';
  return moment <= now ? 'This day is over. Choose a later one.' : '';
}

/** What an entry means, at a moment in epoch seconds. */
export function snoozeUntilOf({ choice, days, date }: SnoozeEntry, now: number): SnoozeUntil {
  switch (choice) {
    case 'day':
      return { kind: 'at', at: now + SECONDS_PER_DAY };
    case 'week':
      return { kind: 'at', at: now + 7 * SECONDS_PER_DAY };
    case 'before':
      return { kind: 'before', days: Number(days) };
    case 'date':
      return { kind: 'at', at: endOfDay(date) ?? now };
    case 'expiry':
      return { kind: 'expiry' };
  }
}

/** How many robots a dialog is about, and how many of them have expired. */
export interface SnoozeParts {
  readonly robots: number;
  readonly expired: number;
}

/**
 * Whether the robots that have expired among others are acknowledged by an entry: nothing is ahead
 * of them that could be counted back from.
 */
export const canAcknowledge = (choice: SnoozeChoice): boolean =>
  ACKNOWLEDGE_CHOICES.some(({ value }) => value === choice);

/** What happens to those of a mixed selection that have expired. */
export function expiredNote({ robots, expired }: SnoozeParts, choice: SnoozeChoice): string {
  const [have, are, they, them] =
    expired === 1 ? ['has', 'is', 'it', 'it'] : ['have', 'are', 'they', 'them'];
  const fact = `${grouped(expired)} of these ${counted(robots, 'robot')} ${have} expired`;
  return canAcknowledge(choice)
    ? `${fact} and ${are} not snoozed but acknowledged: nothing asks for you because of ${them} until then.`
    : `${fact} and ${have} no expiry ahead: this choice leaves ${them} as ${they} ${are}.`;
}

/** "Snooze 9, acknowledge 3". */
export function snoozeVerb({ robots, expired }: SnoozeParts, acknowledge: boolean): string {
  if (expired === 0) return 'Snooze';
  if (expired === robots) return 'Acknowledge';
  const snoozed = `Snooze ${grouped(robots - expired)}`;
  return acknowledge ? `${snoozed}, acknowledge ${grouped(expired)}` : snoozed;
}

/** What became of robots that were to be snoozed, or acknowledged, in a few sentences. */
export function snoozedWords({ robots, acknowledged, never, past }: Snoozed): string {
  const snoozed = robots - acknowledged;
  const parts = [
    ...(robots === 0 ? ['Nothing was changed.'] : []),
    ...(snoozed > 0 ? [`${counted(snoozed, 'robot')} snoozed.`] : []),
    ...(acknowledged > 0 ? [`${counted(acknowledged, 'robot')} acknowledged.`] : []),
    ...(never > 0
      ? [`${counted(never, 'never expires or is gone', 'never expire or are gone')}.`]
      : []),
    ...(past > 0
      ? [
          `For ${counted(past, 'robot')} that moment is over already, or ${past === 1 ? 'it has' : 'they have'} expired.`,
        ]
      : []),
  ];
  return parts.join(' ');
}

/** Whether a robot was put off after it had expired, which hides the expiry itself. */
const isAcknowledged = (robot: Pick<RobotRow, 'state'>): boolean => robot.state === 'expired';

/** "Snoozed until Sat 28 Nov 2026, 14:02: waits for the release". */
export function snoozeSentence(robot: Pick<RobotRow, 'state' | 'snooze' | 'expiresAt'>): string {
  if (robot.snooze === null) return '';
  const { until, reason } = robot.snooze;
  const word = isAcknowledged(robot) ? 'Acknowledged' : 'Snoozed';
  const end = until === robot.expiresAt ? 'it expires' : absoluteTime(until);
  return `${word} until ${end}: ${reason}`;
}
