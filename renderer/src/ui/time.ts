import { BEYOND_DATES, hasDate } from '../../../shared/robots/expiry/index.ts';
import { lengthWords } from '../../../shared/robots/length-words.ts';

export { lengthWords };

/** Words for moments. Times are epoch seconds; words are English. */

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

const DAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** Words are put together here and not by Intl, which takes 40 ms of every start to load. */
function parts(epoch: number, zone: 'UTC' | 'here'): { day: string; date: string; time: string } {
  // A moment as if UTC were the zone that is asked for.
  const local = new Date(epoch * 1_000);
  const offset = zone === 'UTC' ? 0 : local.getTimezoneOffset() * MINUTE;
  const moment = new Date((epoch - offset) * 1_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return {
    day: DAYS[moment.getUTCDay()] ?? '',
    date: `${moment.getUTCDate()} ${MONTHS[moment.getUTCMonth()] ?? ''} ${moment.getUTCFullYear()}`,
    time: `${two(moment.getUTCHours())}:${two(moment.getUTCMinutes())}`,
  };
}

/** "Sat 28 Nov 2026, 14:02", on this computer's clock unless UTC is asked for. */
export function absoluteTime(epoch: number, zone: 'UTC' | 'here' = 'here'): string {
  if (!hasDate(epoch)) return BEYOND_DATES;
  const { day, date, time } = parts(epoch, zone);
  return `${day} ${date}, ${time}`;
}

/** "28 Nov 2026" on this computer's clock. */
export function dateWords(epoch: number): string {
  return hasDate(epoch) ? parts(epoch, 'here').date : BEYOND_DATES;
}

/** "28 Nov 2026, 14:02" on this computer's clock. */
export function momentWords(epoch: number): string {
  if (!hasDate(epoch)) return BEYOND_DATES;
  const { date, time } = parts(epoch, 'here');
  return `${date}, ${time}`;
}

/** The name of this computer's zone: "Europe/Berlin". */
export const zoneName = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "Fri 18:02" within the last or next six days, "28 Nov 2026" beyond. */
export function recentTime(epoch: number, now: number): string {
  if (Math.abs(now - epoch) > 6 * DAY) return dateWords(epoch);
  const { day, time } = parts(epoch, 'here');
  return `${day} ${time}`;
}

/**
 * "in 6 days", "14 minutes ago", "just now". Rounded towards now, so that "in 6 days" never
 * promises more time than there is.
 */
export function relativeTime(epoch: number, now: number): string {
  const size = Math.abs(epoch - now);
  if (size < MINUTE && epoch <= now) return 'just now';
  return epoch < now ? `${lengthWords(size)} ago` : `in ${lengthWords(size)}`;
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
