import { pairInfo } from './pairs.ts';

/** What a Harbor accepts per kind; null where it accepts anything, and where nobody knows. */
export interface AcceptedPairs {
  readonly system: ReadonlySet<string> | null;
  readonly project: ReadonlySet<string> | null;
}

/** Lists of what a Harbor accepts, ready to be asked; null where all of it is not known. */
export const acceptedPairs = (
  lists: { readonly [kind in keyof AcceptedPairs]: readonly string[] | null } | null,
): AcceptedPairs => ({
  system: lists?.system ? new Set(lists.system) : null,
  project: lists?.project ? new Set(lists.project) : null,
});

/**
 * What a Harbor makes of a permission that is held. `accepted`: it takes it in a change; `stale`:
 * some release had it, and this Harbor does not take it any more; `unknown`: no release of Harbor
 * names it, nor does this one list it.
 */
export type Standing = 'accepted' | 'stale' | 'unknown';

/**
 * What a Harbor makes of a permission: the one judgement that every view shows.
 * @param kind of the entry that holds it: 'system', 'project', or whatever else is held
 * @param pair `resource:action`; wildcards count as known, as Harbor ≤ 2.9 took them
 */
export function standingOf(kind: string, pair: string, accepted: AcceptedPairs): Standing {
  if (kind !== 'system' && kind !== 'project') return 'unknown';
  const taken = accepted[kind];
  if (taken?.has(pair)) return 'accepted';
  if (!pair.includes('*') && pairInfo(kind, pair) === null) return 'unknown';
  return taken === null ? 'accepted' : 'stale';
}
