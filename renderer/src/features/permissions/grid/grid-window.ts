/** Rows or columns of one size that are drawn: the first, and how many elements show them. */
export interface Span {
  readonly first: number;
  readonly slots: number;
}

/**
 * What is drawn of rows or columns that all have one size: those in sight, and some beyond.
 * @param scrolled pixels that are scrolled past
 * @param inSight pixels that are in sight
 * @param size pixels of one
 * @param beyond how many more to either side
 */
export function spanOf(
  scrolled: number,
  inSight: number,
  size: number,
  beyond: number,
  count: number,
): Span {
  const slots = Math.min(count, Math.ceil(Math.max(0, inSight) / size) + 1 + 2 * beyond);
  const first = Math.floor(scrolled / size) - beyond;
  return { first: Math.max(0, Math.min(first, count - slots)), slots };
}

/**
 * How far to scroll so that a row or column is in sight, as little as possible.
 * @param scrolled pixels that are scrolled past now, which is the answer where it is in sight
 */
export function scrollFor(index: number, scrolled: number, inSight: number, size: number): number {
  const start = index * size;
  if (start < scrolled) return start;
  return Math.max(scrolled, start + size - inSight);
}
