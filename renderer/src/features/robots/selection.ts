/**
 * Which robots are selected. It holds robots, not rows: what a filter hides stays selected, and
 * the bar says how many are not shown.
 */
export interface Selection {
  readonly keys: ReadonlySet<number>;
  /** Where a range starts that is made with shift; null before the first. */
  readonly anchor: number | null;
}

export const NOTHING_SELECTED: Selection = { keys: new Set(), anchor: null };

/** Selects a robot, or takes it out. */
export function toggleKey(selection: Selection, key: number): Selection {
  const keys = new Set(selection.keys);
  if (!keys.delete(key)) keys.add(key);
  return { keys, anchor: key };
}

/**
 * Adds everything from the anchor to this robot, in the order of the rows. Without an anchor among
 * the rows only this robot is added.
 */
export function extendTo(selection: Selection, rows: Uint32Array, key: number): Selection {
  const to = rows.indexOf(key);
  const from = selection.anchor === null ? -1 : rows.indexOf(selection.anchor);
  const keys = new Set(selection.keys);
  if (to === -1 || from === -1) {
    keys.add(key);
    return { keys, anchor: selection.anchor ?? key };
  }
  const span = rows.subarray(Math.min(from, to), Math.max(from, to) + 1);
  for (const one of span) keys.add(one);
  return { keys, anchor: selection.anchor };
}

/** Selects some robots, or takes them out. */
export function setKeys(selection: Selection, some: readonly number[], isOn: boolean): Selection {
  const keys = new Set(selection.keys);
  for (const key of some) {
    if (isOn) keys.add(key);
    else keys.delete(key);
  }
  return { keys, anchor: selection.anchor };
}

/** Adds every row that matches. */
export function selectAll(selection: Selection, rows: Uint32Array): Selection {
  const keys = new Set(selection.keys);
  for (const key of rows) keys.add(key);
  return { keys, anchor: selection.anchor };
}

/** How many of the selected robots are among the rows. */
export function countShown(selection: Selection, rows: Uint32Array): number {
  if (selection.keys.size === 0) return 0;
  let shown = 0;
  for (const key of rows) if (selection.keys.has(key)) shown += 1;
  return shown;
}
