const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
const absolute = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});

/** Now, in epoch seconds of this computer's clock. */
export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/**
 * How far a moment lies from now: "just now", "2 minutes ago", "1 day ago", "in 6 days".
 * Both in epoch seconds. Whole units are cut, not rounded, so that nothing seems to have more
 * time than it has.
 */
export function relativeTime(at: number, now: number): string {
  const seconds = at - now;
  const size = Math.abs(seconds);
  if (size < MINUTE) return seconds > 0 ? 'in less than a minute' : 'just now';
  if (size < HOUR) return relative.format(Math.trunc(seconds / MINUTE), 'minute');
  if (size < DAY) return relative.format(Math.trunc(seconds / HOUR), 'hour');
  return relative.format(Math.trunc(seconds / DAY), 'day');
}

/** Age in as few letters as the sidebar has room for: "now", "2m", "5h", "3d". Epoch seconds. */
export function shortAge(at: number, now: number): string {
  const age = Math.max(0, now - at);
  if (age < MINUTE) return 'now';
  if (age < HOUR) return `${Math.trunc(age / MINUTE)}m`;
  if (age < DAY) return `${Math.trunc(age / HOUR)}h`;
  return `${Math.trunc(age / DAY)}d`;
}

/** A moment in this computer's time zone: "Sat 28 Nov 2026, 14:02". Epoch seconds. */
export function absoluteTime(at: number): string {
  return absolute.format(at * 1000).replace(/^(\w+), /, '$1 ');
}

/** The same moment in UTC, for hovering: "2026-11-28 13:02 UTC". Epoch seconds. */
export function utcTime(at: number): string {
  return `${new Date(at * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** "in 6 days (Sat 28 Nov 2026, 14:02)". Epoch seconds. */
export function fullTime(at: number, now: number): string {
  return `${relativeTime(at, now)} (${absoluteTime(at)})`;
}
