/** Words for numbers and sizes. */

const NO_BREAK = '\u00a0';

/** A whole number with its digits grouped: 1 203 (with a space that does not break). */
export function grouped(value: number): string {
  return String(Math.trunc(value)).replace(/\B(?=(\d{3})+(?!\d))/g, NO_BREAK);
}

/** "1 robot", "1 203 robots"; `many` is for nouns that do not just take an s. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${grouped(value)} ${value === 1 ? one : many}`;
}

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
