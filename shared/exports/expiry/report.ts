import {
  bucketOf,
  dayOf,
  EXPIRY_BUCKETS,
  hasDate,
  isoDay,
  mondayOf,
  SECONDS_PER_DAY,
  type ExpiryBucket,
} from '../../robots/expiry/index.ts';
import { counted } from '../../robots/counted.ts';
import { NEVER_EXPIRES } from '../../robots/robot.ts';
import type { ExpiringRobot } from './expiring-robot.ts';

/** What a report is about. */
export interface ReportWish {
  readonly title: string;
  /** Epoch seconds, our clock. */
  readonly now: number;
  /** What the numbers rest on: how old the data is, and what could not be read. */
  readonly restsOn: readonly string[];
}

/** A week of the chart, by instance in the order of `Report.instances`. */
export interface ReportWeek {
  /** Its first day, "2026-11-23". */
  readonly from: string;
  readonly counts: readonly number[];
}

/** Everything that a report says, in no format yet. */
export interface Report extends ReportWish {
  readonly robots: readonly ExpiringRobot[];
  readonly buckets: readonly { readonly bucket: ExpiryBucket; readonly count: number }[];
  readonly instances: readonly string[];
  readonly weeks: readonly ReportWeek[];
}

/** The chart goes no further than this. */
const MOST_WEEKS = 53;

/** What the spans of time are called. */
export const BUCKET_NAMES: Readonly<Record<ExpiryBucket, string>> = {
  expired: 'expired',
  '24h': 'within a day',
  '7d': '1 to 7 days',
  '30d': '7 to 30 days',
  '90d': '30 to 90 days',
  later: 'later',
  never: 'never',
};

/** "2026-11-28 14:02 +01:00", on this computer's clock; '' for never and dates no calendar has. */
export function localMoment(at: number): string {
  if (at === NEVER_EXPIRES || !hasDate(at)) return '';
  const minutes = -new Date(at * 1_000).getTimezoneOffset();
  const local = new Date((at + minutes * 60) * 1_000).toISOString();
  // Years beyond 9999 have a sign and six digits.
  const [date = '', time = ''] = local.split('T');
  const two = (value: number): string => String(value).padStart(2, '0');
  const size = Math.abs(minutes);
  const zone = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${date} ${time.slice(0, 5)} ${zone}`;
}

/** "2026-11-28T13:02:00Z"; '' as for localMoment. */
export const utcMoment = (at: number): string =>
  at === NEVER_EXPIRES || !hasDate(at) ? '' : `${new Date(at * 1_000).toISOString().slice(0, -5)}Z`;

/** "1 robot", "12 robots". */
export const robotWords = (count: number): string => `${count} ${count === 1 ? 'robot' : 'robots'}`;

/** "in 12 days", "3 days ago", "never". */
export function leftWords(expiresAt: number, now: number): string {
  if (expiresAt === NEVER_EXPIRES) return 'never';
  const days = Math.floor(Math.abs(expiresAt - now) / SECONDS_PER_DAY);
  if (days === 0) return expiresAt <= now ? 'today, over' : 'within a day';
  return expiresAt <= now ? `${counted(days, 'day')} ago` : `in ${counted(days, 'day')}`;
}

/** Robots in order of their expiry with the numbers of a report about them. */
export function expiryReport(robots: readonly ExpiringRobot[], wish: ReportWish): Report {
  const end = (at: number): number => (at === NEVER_EXPIRES ? Infinity : at);
  const sorted = [...robots].sort((left, right) => {
    const [a, b] = [end(left.expiresAt), end(right.expiresAt)];
    if (a !== b) return a < b ? -1 : 1;
    return left.name < right.name ? -1 : 1;
  });
  const counts = new Map<ExpiryBucket, number>();
  const instances = [...new Set(sorted.map(({ instance }) => instance))].sort();
  const places = new Map(instances.map((name, place) => [name, place]));
  const first = mondayOf(dayOf(wish.now) ?? 0);
  const weeks = new Map<number, number[]>();
  for (const { expiresAt, instance } of sorted) {
    const bucket = bucketOf(expiresAt, wish.now);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    const day = expiresAt > wish.now ? dayOf(expiresAt) : null;
    const week = day === null ? -1 : Math.floor((day - first) / 7);
    if (week < 0 || week >= MOST_WEEKS) continue;
    const row = weeks.get(week) ?? instances.map(() => 0);
    const place = places.get(instance) ?? 0;
    row[place] = (row[place] ?? 0) + 1;
    weeks.set(week, row);
  }
  const last = Math.max(-1, ...weeks.keys());
  return {
    ...wish,
    robots: sorted,
    buckets: EXPIRY_BUCKETS.map((bucket) => ({ bucket, count: counts.get(bucket) ?? 0 })),
    instances,
    weeks: Array.from({ length: last + 1 }, (_, week) => ({
      from: isoDay(first + week * 7),
      counts: weeks.get(week) ?? instances.map(() => 0),
    })),
  };
}
