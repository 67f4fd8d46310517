import { BEYOND_DATES, hasDate } from '../expiry/index.ts';
import { NEVER_EXPIRES } from '../robot.ts';

/** "28 Nov 2026, 14:02 UTC". @param at epoch seconds on the server's clock, or NEVER_EXPIRES */
export function momentText(at: number): string {
  if (at === NEVER_EXPIRES) return 'never';
  if (!hasDate(at)) return BEYOND_DATES;
  const parts = new Date(at * 1_000).toUTCString().split(' ');
  const [, day = '', month = '', year = '', time = ''] = parts;
  return `${String(Number(day))} ${month} ${year}, ${time.slice(0, 5)} UTC`;
}

const MOMENT = /\b(\d{1,2} [A-Z][a-z]{2} \d{4,6}), (\d{2}:\d{2}) UTC\b/g;

/**
 * A text with its moments said otherwise: what is kept and what goes into files is in UTC.
 * @param say a moment, in epoch seconds
 */
export const withMoments = (text: string, say: (at: number) => string): string =>
  text.replace(MOMENT, (moment, date: string, time: string) => {
    const at = Date.parse(`${date} ${time} UTC`) / 1_000;
    return Number.isNaN(at) ? moment : say(at);
  });
