import type { RobotRow } from '../../shared/contract/robots.ts';
import { counted, grouped } from '../../shared/robots/counted.ts';
import { RANK, type DueRobot } from './digest.ts';

/** What a notification says. */
export interface NotificationText {
  readonly title: string;
  readonly body: string;
}

/** So many robots are named. */
export const NAMED = 3;

const DAY = 86_400;
const HOUR = 3_600;

const robots = (count: number): string => counted(count, 'robot');

/** "in 5 days", "in 3 hours", "2 days ago": rounded so that it never promises too much. */
function whenWords(expiresAt: number, now: number): string {
  const size = Math.abs(expiresAt - now);
  if (size < HOUR) return expiresAt <= now ? 'just now' : 'within the hour';
  const words =
    size < 2 * DAY
      ? counted(Math.floor(size / HOUR), 'hour')
      : counted(Math.floor(size / DAY), 'day');
  return expiresAt <= now ? `${words} ago` : `in ${words}`;
}

/** "3 robots need you". */
export const needWords = (count: number): string =>
  `${robots(count)} ${count === 1 ? 'needs' : 'need'} you`;

/** What the icon that stays says of so many robots that need somebody. */
export const iconWords = (count: number): string =>
  count === 0 ? 'Purser' : `Purser: ${needWords(count)}`;

/** What is said of a robot. */
type NamedRobot = Pick<RobotRow, 'name' | 'instanceId' | 'expiresAt'>;

const lineOf = (row: NamedRobot, instance: string, now: number): string =>
  row.expiresAt <= now
    ? `${row.name} on ${instance} expired ${whenWords(row.expiresAt, now)}`
    : `${row.name} on ${instance} expires ${whenWords(row.expiresAt, now)}`;

/**
 * The words of a reminder: how many of which kind, and the first of them by name.
 * @param rows of the most pressing ones, in order
 * @param now epoch seconds
 */
export function reminderText(
  due: readonly DueRobot[],
  rows: readonly NamedRobot[],
  { now, nameOf }: { readonly now: number; readonly nameOf: (instanceId: string) => string },
): NotificationText {
  const count = (rank: number): number => due.filter((one) => one.rank === rank).length;
  const parts = [
    [count(RANK.expired), 'expired'],
    [count(RANK.critical), 'critical'],
    [count(RANK.soon), 'soon'],
  ] as const;
  const kinds = parts.filter(([number]) => number > 0);
  const [[only = 0, kind = ''] = []] = kinds;
  const titles: Readonly<Record<string, string>> = {
    expired: `${robots(only)} expired`,
    critical: `${robots(only)} about to expire`,
    soon: `${robots(only)} to expire soon`,
  };
  const title =
    kinds.length === 1
      ? (titles[kind] ?? '')
      : `${robots(due.length)}: ${kinds.map(([number, word]) => `${grouped(number)} ${word}`).join(', ')}`;
  const named = rows.slice(0, NAMED).map((row) => lineOf(row, nameOf(row.instanceId), now));
  const more = due.length - named.length;
  return {
    title,
    body: [...named, ...(more > 0 ? [`and ${robots(more)} more`] : [])].join('\n'),
  };
}
