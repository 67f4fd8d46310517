import { BEYOND_DATES, hasDate } from '../../../shared/robots/expiry.ts';

/** Words for moments. Times are epoch seconds; words are English. */

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const MONTH = 30.44 * DAY;
const YEAR = 365.25 * DAY;

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(epoch: number, zone: string | undefined): Record<string, string> {
  const key = zone ?? '';
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      ...(zone === undefined ? {} : { timeZone: zone }),
    });
    formats.set(key, format);
  }
  const found: Record<string, string> = {};
  for (const part of format.formatToParts(new Date(epoch * 1_000))) found[part.type] = part.value;
  // "Sept" is the one month that some versions of the data write with four letters.
  found['month'] = (found['month'] ?? '').slice(0, 3);
  return found;
}

/** "Sat 28 Nov 2026, 14:02" in this computer's time zone, or in the one named. */
export function absoluteTime(epoch: number, zone?: string): string {
  if (!hasDate(epoch)) return BEYOND_DATES;
  const p = parts(epoch, zone);
  return `${p['weekday']} ${p['day']} ${p['month']} ${p['year']}, ${p['hour']}:${p['minute']}`;
}

/** "28 Nov 2026" in this computer's time zone. */
export function dateWords(epoch: number): string {
  if (!hasDate(epoch)) return BEYOND_DATES;
  const p = parts(epoch, undefined);
  return `${p['day']} ${p['month']} ${p['year']}`;
}

/** "Fri 18:02" within the last or next six days, "28 Nov 2026" beyond. */
export function recentTime(epoch: number, now: number): string {
  if (Math.abs(now - epoch) > 6 * DAY) return dateWords(epoch);
  const p = parts(epoch, undefined);
  return `${p['weekday']} ${p['hour']}:${p['minute']}`;
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });

/**
 * "in 6 days", "14 minutes ago", "just now". Rounded towards now, so that "in 6 days" never
 * promises more time than there is.
 */
export function relativeTime(epoch: number, now: number): string {
  const seconds = epoch - now;
  const size = Math.abs(seconds);
  const sign = seconds < 0 ? -1 : 1;
  const say = (length: number, unit: Intl.RelativeTimeFormatUnit) =>
    relative.format(sign * Math.floor(size / length), unit);
  if (size < MINUTE) return seconds <= 0 ? 'just now' : 'in less than a minute';
  if (size < HOUR) return say(MINUTE, 'minute');
  if (size < 2 * DAY) return say(HOUR, 'hour');
  if (size < 60 * DAY) return say(DAY, 'day');
  if (size < 24 * MONTH) return say(MONTH, 'month');
  return say(YEAR, 'year');
}

/** How old something is, in as few letters as a sidebar has: "now", "2m", "5h", "3d", "7w". */
export function ageWords(epoch: number, now: number): string {
  const size = Math.max(0, now - epoch);
  if (size < MINUTE) return 'now';
  if (size < HOUR) return `${Math.floor(size / MINUTE)}m`;
  if (size < 2 * DAY) return `${Math.floor(size / HOUR)}h`;
  if (size < 60 * DAY) return `${Math.floor(size / DAY)}d`;
  return `${Math.floor(size / (7 * DAY))}w`;
}
