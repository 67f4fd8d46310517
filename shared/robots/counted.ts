/** Words for numbers, the same in the window and in sentences that are made outside of it. */

const NO_BREAK = '\u00a0';

/** A whole number with its digits grouped: 1 203 (with a space that does not break). */
export const grouped = (value: number): string =>
  String(Math.trunc(value)).replace(/\B(?=(\d{3})+(?!\d))/g, NO_BREAK);

/** "1 robot", "1 203 robots"; `many` is for nouns that do not just take an s. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${grouped(value)} ${value === 1 ? one : many}`;
