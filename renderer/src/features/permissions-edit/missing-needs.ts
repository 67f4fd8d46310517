import { pairInfo } from '../../../../shared/permissions/pairs.ts';
import type { MatrixCell, MatrixKind } from './matrix.ts';
import { NO_PAIRS, type PairSet } from './pair-sets.ts';

/** Permissions that are held without another that makes them useful. */
export interface MissingNeed {
  readonly pairs: readonly string[];
  /** The permission that is missing. */
  readonly need: string;
  /** A sentence without a full stop. */
  readonly why: string;
}

/**
 * What permissions of one kind lack to be of use; Harbor enforces none of it.
 * @param elsewhere permissions that hold there too, by another entry
 */
export function missingNeeds(
  kind: MatrixKind,
  held: readonly MatrixCell[],
  elsewhere: PairSet = NO_PAIRS,
): MissingNeed[] {
  const granted = held.filter(({ state }) => state !== 'withheld').map(({ pair }) => pair);
  const found = new Map<string, { pairs: string[]; need: string; why: string }>();
  for (const pair of granted) {
    for (const need of pairInfo(kind, pair)?.needs ?? []) {
      if (need.kind !== kind || granted.includes(need.pair) || elsewhere.has(need.pair)) continue;
      const key = `${need.pair} ${need.why}`;
      const known = found.get(key) ?? { pairs: [], need: need.pair, why: need.why };
      found.set(key, known);
      known.pairs.push(pair);
    }
  }
  return [...found.values()];
}
