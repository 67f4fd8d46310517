/** Words for numbers and sizes. */

export { counted, grouped } from '../../../shared/robots/counted.ts';

const NO_BREAK = '\u00a0';

/** A size in bytes as people read it: "0 B", "812 kB", "3.4 MB". */
export function byteWords(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  const digits = unit > 0 && value < 10 ? value.toFixed(1) : String(Math.round(value));
  return `${digits}${NO_BREAK}${units[unit] ?? ''}`;
}
