import type { PermissionEntry } from '../../../../shared/robots/robot.ts';
import { normalForm } from '../../../../shared/permissions/sets.ts';
import { accessOf, NO_PAIRS, pairsOf, sameSet, withPairs } from './pair-sets.ts';
import type { PairSet } from './pair-sets.ts';

/** Permissions of a robot while they are edited, place by place. Values are never changed in place. */
export interface PermissionDraft {
  readonly system: PairSet;
  /** In all projects, those to come included. Never touches `projects`. */
  readonly everywhere: PairSet;
  /** What projects get when they are chosen; namespace '' in templates and definitions. */
  readonly chosen: PairSet;
  /** Named projects, also those that hold nothing yet. */
  readonly projects: ReadonlyMap<string, PairSet>;
  /** Entries of kinds that Purser does not know: kept as they are. */
  readonly other: readonly PermissionEntry[];
}

export const EMPTY_DRAFT: PermissionDraft = {
  system: NO_PAIRS,
  everywhere: NO_PAIRS,
  chosen: NO_PAIRS,
  projects: new Map(),
  other: [],
};

/** Which places of a draft an edit is for; named projects by name. */
export type Target =
  | { readonly kind: 'system' }
  | { readonly kind: 'everywhere' }
  /** The named projects, or all of them and those still to be chosen. */
  | { readonly kind: 'projects'; readonly names: readonly string[] | 'all' };

/** Entries as a draft; entries of the same place become one. */
export function draftOf(entries: readonly PermissionEntry[]): PermissionDraft {
  let { system, everywhere, chosen } = EMPTY_DRAFT;
  const projects = new Map<string, PairSet>();
  const other: PermissionEntry[] = [];
  for (const entry of normalForm(entries)) {
    const pairs = pairsOf(entry.access);
    if (entry.kind === 'system' && entry.namespace === '/') system = pairs;
    else if (entry.kind !== 'project') other.push(entry);
    else if (entry.namespace === '*') everywhere = pairs;
    else if (entry.namespace === '') chosen = pairs;
    else projects.set(entry.namespace, pairs);
  }
  return { system, everywhere, chosen, projects, other };
}

const entry = (kind: string, namespace: string, pairs: PairSet): PermissionEntry[] =>
  pairs.size === 0 ? [] : [{ kind, namespace, access: accessOf(pairs) }];

/** A draft as the entries that Harbor holds; places that hold nothing are left out. */
export function entriesOf(draft: PermissionDraft): PermissionEntry[] {
  return normalForm([
    ...entry('system', '/', draft.system),
    ...entry('project', '*', draft.everywhere),
    ...[...draft.projects].flatMap(([name, pairs]) => entry('project', name, pairs)),
    ...draft.other,
  ]);
}

/** The same as a template has it: what is held in chosen projects, without their names. */
export function templateEntriesOf(draft: PermissionDraft): PermissionEntry[] {
  return normalForm([
    ...entry('system', '/', draft.system),
    ...entry('project', '*', draft.everywhere),
    ...entry('project', '', uniform(draft) ?? draft.chosen),
    ...draft.other,
  ]);
}

/** What all named projects hold, where that is the same; null where it differs. */
export function uniform(draft: PermissionDraft): PairSet | null {
  const [first, ...rest] = draft.projects.values();
  if (first === undefined) return draft.chosen;
  return rest.every((pairs) => sameSet(pairs, first)) ? first : null;
}

/** The sets that an edit of this target changes, one a place. */
export function setsOf(draft: PermissionDraft, target: Target): PairSet[] {
  if (target.kind !== 'projects') return [draft[target.kind]];
  if (target.names === 'all') {
    return draft.projects.size === 0 ? [draft.chosen] : [...draft.projects.values()];
  }
  return target.names.flatMap((name) => draft.projects.get(name) ?? []);
}

/** The draft with every set of the target replaced by what `change` makes of it. */
export function changed(
  draft: PermissionDraft,
  target: Target,
  change: (pairs: PairSet) => PairSet,
): PermissionDraft {
  if (target.kind !== 'projects') return { ...draft, [target.kind]: change(draft[target.kind]) };
  const names = target.names === 'all' ? null : new Set(target.names);
  const projects = new Map(
    [...draft.projects].map(([name, pairs]) => [
      name,
      names === null || names.has(name) ? change(pairs) : pairs,
    ]),
  );
  return { ...draft, projects, ...(names === null ? { chosen: change(draft.chosen) } : {}) };
}

/** Grants these pairs at the target, or takes them away. */
export const setPairs = (
  draft: PermissionDraft,
  target: Target,
  pairs: readonly string[],
  held: boolean,
): PermissionDraft => changed(draft, target, (set) => withPairs(set, pairs, held));

/**
 * Makes these the named projects: new ones begin with what all others hold, those left out are
 * gone with what they held.
 */
export function withProjects(draft: PermissionDraft, names: readonly string[]): PermissionDraft {
  const fresh = uniform(draft) ?? draft.chosen;
  return {
    ...draft,
    projects: new Map(names.map((name) => [name, draft.projects.get(name) ?? fresh])),
  };
}

/** Puts a template's permissions in place; the names of the projects stay. */
export function withTemplate(
  draft: PermissionDraft,
  entries: readonly PermissionEntry[],
): PermissionDraft {
  const { system, everywhere, chosen, projects } = draftOf(entries);
  return {
    ...draft,
    system,
    everywhere,
    chosen,
    projects: new Map(
      [...draft.projects.keys()].map((name) => [name, projects.get(name) ?? chosen]),
    ),
  };
}

/** Pairs held over all places, each place counted. */
export function countOf(draft: PermissionDraft): number {
  const places = [draft.system, draft.everywhere, ...draft.projects.values()];
  return places.reduce((sum, pairs) => sum + pairs.size, 0);
}
