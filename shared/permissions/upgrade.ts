import { catalogueOf } from './catalogue.ts';
import { placesOf } from './cells.ts';
import type { CompiledPlace, CompiledSet } from './compiled.ts';
import { pairsInForce } from './effective.ts';
import { rulesOf, type Subject } from './judge.ts';
import { pairInfo, type PairKind } from './pairs.ts';
import { isBefore } from './releases.ts';

const KINDS: readonly PairKind[] = ['system', 'project'];

/** One permission of a kind. */
export interface KindPair {
  readonly kind: PairKind;
  readonly pair: string;
}

/** What another release makes of a robot's permissions. */
export interface UpgradeEffect {
  /** Held and not accepted there: every change of the robot will be refused. */
  readonly refused: readonly KindPair[];
  /** In force there and not here, at some place. */
  readonly gained: readonly KindPair[];
  /** In force here and not there. */
  readonly lost: readonly KindPair[];
}

const heldIn = ({ allow, deny, odd }: CompiledPlace): string[] => [...allow, ...deny, ...odd];

/** Pairs and wildcards that a set holds and a release does not accept in a change. */
export function refusedBy(set: CompiledSet, version: string): KindPair[] {
  const catalogue = catalogueOf(version);
  if (catalogue === null) return [];
  return KINDS.flatMap((kind) => {
    const places = kind === 'system' ? [set.system] : [set.everywhere, ...set.projects.values()];
    const accepted = new Set(catalogue[kind]);
    const held = new Set(places.flatMap((place) => (place === null ? [] : heldIn(place))));
    return [...held].filter((pair) => !accepted.has(pair)).map((pair) => ({ kind, pair }));
  });
}

/** Whether a release has a permission at all, or nobody knows it. */
export function isOffered({ kind, pair }: KindPair, version: string): boolean {
  const until = pairInfo(kind, pair)?.until ?? null;
  return until === null || isBefore(version, until);
}

/** What is in force under one release and not under another, at whichever place. */
function moreThan(set: CompiledSet, subject: Subject, more: string, less: string): KindPair[] {
  const found = new Map<string, KindPair>();
  for (const kind of KINDS) {
    for (const at of placesOf(set, subject, kind)) {
      const there = new Set(pairsInForce(set, subject, at, rulesOf(less)));
      for (const pair of pairsInForce(set, subject, at, rulesOf(more))) {
        if (!there.has(pair)) found.set(`${kind} ${pair}`, { kind, pair });
      }
    }
  }
  return [...found.values()];
}

/**
 * What changes for a robot when its Harbor becomes another release. Public projects are not
 * looked at.
 * @param from for example "v2.9.4-5d6b8a3c"
 */
export const upgradeEffect = (
  set: CompiledSet,
  subject: Subject,
  from: string,
  to: string,
): UpgradeEffect => ({
  refused: refusedBy(set, to),
  gained: moreThan(set, subject, to, from),
  lost: moreThan(set, subject, from, to),
});
