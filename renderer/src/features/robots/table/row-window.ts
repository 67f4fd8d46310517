/** Rows asked for at once, and rows kept in memory; both far below the whole table. */
export const WINDOW = 100;
const KEPT = 600;

/**
 * The keys to fetch so that rows `first` to `last` (inclusive) can be shown: those that are not
 * there, and then neighbours on both sides up to a window.
 */
export function missingKeys(
  keys: Uint32Array,
  first: number,
  last: number,
  isThere: (key: number) => boolean,
): number[] {
  const missing: number[] = [];
  const take = (index: number): void => {
    const key = keys[index];
    if (key !== undefined && !isThere(key)) missing.push(key);
  };
  for (let index = first; index <= last; index += 1) take(index);
  if (missing.length === 0) return missing;
  const spare = Math.max(0, WINDOW - (last - first + 1));
  for (let step = 1; step <= spare / 2; step += 1) {
    take(first - step);
    take(last + step);
  }
  return missing.slice(0, WINDOW * 2);
}

/** Drops rows that are far from what is shown, so that memory does not grow with scrolling. */
export function dropFar(
  rows: Map<number, unknown>,
  keys: Uint32Array,
  first: number,
  last: number,
): void {
  if (rows.size <= KEPT) return;
  const near = new Set(keys.subarray(Math.max(0, first - WINDOW), last + WINDOW));
  for (const key of rows.keys()) if (!near.has(key)) rows.delete(key);
}
