import type { PermissionEntry } from '../robots/robot.ts';
import { pairOf } from './sets.ts';

/** What a set says at one place, ready to be asked. */
export interface CompiledPlace {
  /** Pairs and wildcards (`*:*`, `robot:*`, `*:read`) with effect '' or 'allow'. */
  readonly allow: ReadonlySet<string>;
  /** Those with effect 'deny'. */
  readonly deny: ReadonlySet<string>;
  /** Those with any other effect, which grant nothing. */
  readonly odd: ReadonlySet<string>;
  /** Whether any of them is a wildcard, which Harbor ≤ 2.9 took. */
  readonly hasWildcards: boolean;
  /** Whether something there may cover pairs that are not held: a wildcard, or `project:…`. */
  readonly isWide: boolean;
  /** The entries of the place; several of one place count as one. */
  readonly entries: readonly PermissionEntry[];
}

/** A permission set, read once and asked many times. */
export interface CompiledSet {
  readonly system: CompiledPlace | null;
  /** The entry for all projects, `*`. */
  readonly everywhere: CompiledPlace | null;
  /** By project name. */
  readonly projects: ReadonlyMap<string, CompiledPlace>;
  /** Entries of kinds that nobody knows: kept, and they grant nothing. */
  readonly unknown: readonly PermissionEntry[];
}

interface Building extends CompiledPlace {
  readonly allow: Set<string>;
  readonly deny: Set<string>;
  readonly odd: Set<string>;
  hasWildcards: boolean;
  isWide: boolean;
  readonly entries: PermissionEntry[];
}

const empty = (): Building => ({
  allow: new Set(),
  deny: new Set(),
  odd: new Set(),
  hasWildcards: false,
  isWide: false,
  entries: [],
});

function add(place: Building, entry: PermissionEntry): void {
  place.entries.push(entry);
  for (const access of entry.access) {
    const pair = pairOf(access);
    const { effect } = access;
    const side = effect === '' || effect === 'allow' ? 'allow' : effect === 'deny' ? 'deny' : 'odd';
    place[side].add(pair);
    if (access.resource === '*' || access.action === '*') place.hasWildcards = true;
    if (place.hasWildcards || access.resource === 'project') place.isWide = true;
  }
}

/** Reads a permission set; entries of one place, in any order, are taken together. */
export function compileSet(entries: readonly PermissionEntry[]): CompiledSet {
  let system: Building | null = null;
  let everywhere: Building | null = null;
  const projects = new Map<string, Building>();
  const unknown: PermissionEntry[] = [];
  for (const entry of entries) {
    if (entry.kind === 'system') add((system ??= empty()), entry);
    else if (entry.kind !== 'project') unknown.push(entry);
    else if (entry.namespace === '*') add((everywhere ??= empty()), entry);
    else {
      const place = projects.get(entry.namespace) ?? empty();
      projects.set(entry.namespace, place);
      add(place, entry);
    }
  }
  return { system, everywhere, projects, unknown };
}

/**
 * The pair or wildcard of a side that covers a pair; null if none does. Harbor matches actions and
 * resources alike (src/pkg/permission/evaluator/rbac/casbin.go).
 */
export function coveredBy(
  side: ReadonlySet<string>,
  pair: string,
  hasWildcards: boolean,
): string | null {
  if (side.has(pair)) return pair;
  if (!hasWildcards) return null;
  const at = pair.indexOf(':');
  const resource = pair.slice(0, at);
  const action = pair.slice(at + 1);
  return [`${resource}:*`, `*:${action}`, '*:*'].find((wildcard) => side.has(wildcard)) ?? null;
}
