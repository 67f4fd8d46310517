/** "1 robot", "1,203 robots": a number with its noun, for sentences that are made outside the window. */
export const counted = (count: number, one: string): string =>
  `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
