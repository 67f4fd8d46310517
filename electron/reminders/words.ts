import type { RobotRow } from '../../shared/contract/robots.ts';
import { counted, grouped } from '../../shared/robots/counted.ts';
import { lengthWords } from '../../shared/robots/length-words.ts';
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
type NamedRobot = Pick<RobotRow, 'key' | 'name' | 'instanceId' | 'expiresAt' | 'lastUse'>;

/** What the words of a reminder rest on. */
export interface ReminderMeans {
  /** Epoch seconds. */
  readonly now: number;
  readonly nameOf: (instanceId: string) => string;
  /** Keys of the robots that expired while they were used. */
  readonly cutOff: ReadonlySet<number>;
}

function lineOf(row: NamedRobot, { now, nameOf, cutOff }: ReminderMeans): string {
  const { key, name, instanceId, expiresAt, lastUse } = row;
  const when = whenWords(expiresAt, now);
  const robot = `${name} on ${nameOf(instanceId)}`;
  if (expiresAt > now) return `${robot} expires ${when}`;
  if (!cutOff.has(key) || lastUse.kind !== 'used') return `${robot} expired ${when}`;
  const before = lengthWords(Math.max(0, expiresAt - lastUse.at));
  return `${robot} expired ${when}, in use until ${before} before`;
}

/** "3 robots expired", and whether they were missed at once. */
function expiredTitle(expired: number, inUse: number): string {
  if (inUse === 0) return `${robots(expired)} expired`;
  return inUse === expired
    ? `${robots(expired)} expired while in use`
    : `${robots(expired)} expired, ${grouped(inUse)} while in use`;
}

/**
 * The words of a reminder: how many of which kind, and the first of them by name.
 * @param rows of the most pressing ones, in order
 */
export function reminderText(
  due: readonly DueRobot[],
  rows: readonly NamedRobot[],
  means: ReminderMeans,
): NotificationText {
  const inUse = due.filter(({ key }) => means.cutOff.has(key)).length;
  const count = (rank: number): number => due.filter((one) => one.rank === rank).length;
  const expired = count(RANK.expired);
  const critical = count(RANK.critical);
  const soon = count(RANK.soon);
  const parts = [
    {
      count: expired,
      word: inUse === 0 ? 'expired' : `expired (${grouped(inUse)} in use)`,
      alone: expiredTitle(expired, inUse),
    },
    { count: critical, word: 'critical', alone: `${robots(critical)} about to expire` },
    { count: soon, word: 'soon', alone: `${robots(soon)} to expire soon` },
  ];
  const kinds = parts.filter((part) => part.count > 0);
  const [first] = kinds;
  const title =
    first !== undefined && kinds.length === 1
      ? first.alone
      : `${robots(due.length)}: ${kinds.map((part) => `${grouped(part.count)} ${part.word}`).join(', ')}`;
  const named = rows.slice(0, NAMED).map((row) => lineOf(row, means));
  const more = due.length - named.length;
  return {
    title,
    body: [...named, ...(more > 0 ? [`and ${robots(more)} more`] : [])].join('\n'),
  };
}
