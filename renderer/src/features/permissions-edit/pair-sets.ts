import type { Access } from '../../../../shared/robots/robot.ts';
import { pairOf } from '../../../../shared/permissions/sets.ts';

/**
 * What is held at one place: `resource:action` → the effects it is held with. '' is the plain grant;
 * a robot of Harbor's API may also hold `allow`, `deny`, or several.
 */
export type PairSet = ReadonlyMap<string, readonly string[]>;

/** A plain grant, as new permissions are given. */
const GRANTED: readonly string[] = [''];

export const NO_PAIRS: PairSet = new Map();

/** The accesses of one entry as a set. */
export function pairsOf(access: readonly Access[]): PairSet {
  const pairs = new Map<string, readonly string[]>();
  for (const one of access) {
    const pair = pairOf(one);
    const effects = pairs.get(pair) ?? [];
    if (!effects.includes(one.effect)) pairs.set(pair, [...effects, one.effect].sort());
  }
  return pairs;
}

/** A set as the accesses of one entry, in order of the pairs. */
export function accessOf(pairs: PairSet): Access[] {
  return [...pairs]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([pair, effects]) => {
      const [resource = '', action = ''] = pair.split(/:(.*)/s);
      return effects.map((effect) => ({ resource, action, effect }));
    });
}

/** Whether a pair is granted by this set: it is held, and not denied. */
export function isGranted(pairs: PairSet, pair: string): boolean {
  const effects = pairs.get(pair);
  if (effects === undefined || effects.includes('deny')) return false;
  return effects.some((effect) => effect === '' || effect === 'allow');
}

/** Whether a pair is held without granting anything: denied, or with an effect nobody knows. */
export function isWithheld(pairs: PairSet, pair: string): boolean {
  return pairs.has(pair) && !isGranted(pairs, pair);
}

/** The set with these pairs granted, or without them. What is granted already keeps its effect. */
export function withPairs(set: PairSet, pairs: Iterable<string>, held: boolean): PairSet {
  const changed = new Map(set);
  for (const pair of pairs) {
    if (!held) changed.delete(pair);
    else if (!isGranted(changed, pair)) changed.set(pair, GRANTED);
  }
  return changed;
}

/** The set with these pairs granted and nothing else. What is granted already keeps its effect. */
export function onlyPairs(set: PairSet, pairs: Iterable<string>): PairSet {
  const wanted = new Set(pairs);
  return withPairs(new Map([...set].filter(([pair]) => wanted.has(pair))), wanted, true);
}

/** Two sets hold the same, effects included. */
export function sameSet(left: PairSet, right: PairSet): boolean {
  return (
    left.size === right.size &&
    [...left].every(([pair, effects]) => {
      const others = right.get(pair);
      return others !== undefined && effects.join(' ') === others.join(' ');
    })
  );
}

/** Whether a pair reads, lists or pulls, and so changes nothing. */
export function onlyReads(pair: string): boolean {
  return /:(?:read|list)$/.test(pair) || pair === 'repository:pull';
}

/** What reading, listing and pulling belongs to what is granted already. */
export function alsoRead(set: PairSet, known: Iterable<string>): string[] {
  const resources = new Set([...set.keys()].map((pair) => pair.split(':', 1)[0]));
  return [...known].filter((pair) => {
    const isOfThese = resources.has(pair.split(':', 1)[0]);
    return onlyReads(pair) && isOfThese && !isGranted(set, pair) && !isWithheld(set, pair);
  });
}
