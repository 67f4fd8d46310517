import type { Catalogue } from './catalogue.ts';
import { pairInfo, pairsOf, type PairInfo, type PairKind } from './pairs.ts';

/** A permission of a Harbor's own catalogue: what is known of it, or its bare name. */
export interface MergedPair {
  readonly kind: PairKind;
  readonly pair: string;
  /** Null for a permission that Purser has never heard of. */
  readonly info: PairInfo | null;
  /** The Harbor lists it, and the release that it names does not. */
  readonly isAdded: boolean;
}

/** A Harbor's catalogue beside the one of its release. */
export interface MergedCatalogue {
  /** What it accepts, the system's first, by name. */
  readonly pairs: readonly MergedPair[];
  /** What it accepts although its release does not know it. */
  readonly added: readonly MergedPair[];
  /** What its release knows and it does not accept. */
  readonly removed: readonly PairInfo[];
}

const KINDS = ['system', 'project'] as const;

/**
 * What a Harbor accepts: what it says itself, and what its release accepts where it says nothing,
 * as project administrators are told no permissions of the system (GET /permissions, Harbor ≥ 2.10).
 * @param live `resource:action` by kind; an empty list or null for what it did not say
 * @param version for example "v2.15.2-b3c9a1d0"
 */
export function mergeCatalogues(
  live: { readonly [kind in keyof Catalogue]: Catalogue[kind] | null } | null,
  version: string,
): MergedCatalogue {
  const pairs: MergedPair[] = [];
  const removed: PairInfo[] = [];
  const release = pairsOf(version);
  for (const kind of KINDS) {
    const known = release.filter((one) => one.kind === kind);
    const told = live?.[kind] ?? [];
    const names = told.length > 0 ? [...new Set(told)].sort() : known.map(({ pair }) => pair);
    const inRelease = new Set(known.map(({ pair }) => pair));
    for (const pair of names) {
      pairs.push({ kind, pair, info: pairInfo(kind, pair), isAdded: !inRelease.has(pair) });
    }
    const listed = new Set(names);
    removed.push(...known.filter(({ pair }) => !listed.has(pair)));
  }
  return { pairs, added: pairs.filter(({ isAdded }) => isAdded), removed };
}
