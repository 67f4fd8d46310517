import { counted } from './counted.ts';

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;
const MONTH = 30.44 * DAY;
const YEAR = 365.25 * DAY;

/** "14 minutes", "6 days": a length of time in whole units, rounded down. @param size seconds */
export function lengthWords(size: number): string {
  const say = (length: number, unit: string): string => counted(Math.floor(size / length), unit);
  if (size < MINUTE) return 'less than a minute';
  if (size < HOUR) return say(MINUTE, 'minute');
  if (size < 2 * DAY) return say(HOUR, 'hour');
  if (size < 60 * DAY) return say(DAY, 'day');
  if (size < 24 * MONTH) return say(MONTH, 'month');
  return say(YEAR, 'year');
}
