import type { Database } from 'better-sqlite3';
import { grantsOf, pairOf, type Grant } from '../../permissions/sets.ts';
import { readEntries } from '../read-json.ts';

interface SetPairs {
  /** `resource:action`, each once, wildcards not among them. */
  readonly pairs: readonly string[];
  /** Pairs of old Harbors with `*` in place of resource, action or both. */
  readonly wildcards: readonly { readonly resource: string; readonly action: string }[];
}

/** So many sets are remembered; a set never changes under its number. */
const MOST_REMEMBERED = 20_000;

const covers = ({ wildcards }: SetPairs, pair: string): boolean => {
  const [resource, action] = pair.split(/:(.*)/s);
  return wildcards.some(
    (one) =>
      (one.resource === '*' || one.resource === resource) &&
      (one.action === '*' || one.action === action),
  );
};

/**
 * How many robots may do each `resource:action`, at any place; the number that `can:` finds.
 * Takes the robots by permission set and adds up the sets' pairs: hundreds instead of 100 000.
 */
export function createPairCounts(db: Database) {
  const read = db
    .prepare<[number], string>('SELECT entries FROM permission_set WHERE num = ?')
    .pluck();
  const remembered = new Map<number, SetPairs>();

  const pairsOf = (num: number): SetPairs => {
    const known = remembered.get(num);
    if (known !== undefined) return known;
    const grants = grantsOf(readEntries(read.get(num) ?? '[]'));
    const isWild = ({ resource, action }: Grant): boolean => resource === '*' || action === '*';
    const plain = grants.filter((grant) => !isWild(grant)).map(pairOf);
    const set: SetPairs = { pairs: [...new Set(plain)], wildcards: grants.filter(isWild) };
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(num, set);
    return set;
  };

  return (robotsBySet: ReadonlyMap<number, number>): ReadonlyMap<string, number> => {
    const used = [...robotsBySet].map(([num, robots]) => ({ set: pairsOf(num), robots }));
    const counts = new Map<string, number>();
    for (const { set, robots } of used) {
      for (const pair of set.pairs) counts.set(pair, (counts.get(pair) ?? 0) + robots);
    }
    for (const { set, robots } of used) {
      if (set.wildcards.length === 0) continue;
      for (const [pair, count] of counts) {
        if (!set.pairs.includes(pair) && covers(set, pair)) counts.set(pair, count + robots);
      }
    }
    return counts;
  };
}
