import { normalForm, pairOf } from '../../permissions/sets.ts';
import type { Access, PermissionEntry, Robot } from '../robot.ts';

/** What many robots shall gain and lose; a namespace '' is each project that a robot holds. */
export interface PermissionRules {
  readonly add: readonly PermissionEntry[];
  readonly remove: readonly PermissionEntry[];
  /** Whatever is held and not among `add` goes. */
  readonly replace?: boolean | undefined;
  /** What is held on all projects is held on these instead, before anything else. */
  readonly limitTo?: readonly string[] | undefined;
}

/** A robot's permissions by the rules, and what of the rules cannot hold for it. */
export interface Ruled {
  readonly permissions: PermissionEntry[];
  /** `resource:action on place` that the robot cannot be given. */
  readonly inapplicable: string[];
  /** `resource:action on place` that was to be removed but still holds, because of `*`. */
  readonly remaining: string[];
}

const placeWords = ({ kind, namespace }: PermissionEntry): string => {
  if (kind === 'system') return 'the system';
  if (namespace === '*') return 'all projects';
  return namespace === '' ? 'its projects' : namespace;
};

const words = (entry: PermissionEntry): string[] =>
  entry.access.map((access) => `${pairOf(access)} on ${placeWords(entry)}`);

/** The places that a rule's entry means for a robot; none where it cannot have that. */
function placesOf(robot: Robot, { kind, namespace }: PermissionEntry): string[] {
  if (kind === 'system') return robot.level === 'system' ? ['/'] : [];
  const isProject = robot.level === 'project';
  if (namespace !== '') return isProject && namespace !== robot.projectName ? [] : [namespace];
  if (isProject) return [robot.projectName];
  const held = robot.permissions.filter((entry) => entry.kind === 'project');
  return [...new Set(held.map((entry) => entry.namespace))];
}

const without = (
  entries: readonly PermissionEntry[],
  kind: string,
  namespace: string,
  pairs: ReadonlySet<string>,
): PermissionEntry[] =>
  entries.map((entry) =>
    entry.kind === kind && entry.namespace === namespace
      ? { ...entry, access: entry.access.filter((access) => !pairs.has(pairOf(access))) }
      : entry,
  );

const holds = ({ effect }: Access): boolean => effect === '' || effect === 'allow';

/** Adds what is not held there yet; a denial of the same pair gives way. */
function withAdded(
  entries: readonly PermissionEntry[],
  kind: string,
  namespace: string,
  wanted: readonly Access[],
): PermissionEntry[] {
  const isThere = (entry: PermissionEntry): boolean =>
    entry.kind === kind && entry.namespace === namespace;
  const held = new Set(
    entries.filter(isThere).flatMap(({ access }) => access.filter(holds).map(pairOf)),
  );
  const missing = wanted.filter((access) => !held.has(pairOf(access)));
  const added = new Set(wanted.map(pairOf));
  const undenied = entries.map((entry) =>
    isThere(entry)
      ? { ...entry, access: entry.access.filter((one) => holds(one) || !added.has(pairOf(one))) }
      : entry,
  );
  if (missing.length === 0) return undenied;
  const at = undenied.findIndex(isThere);
  if (at < 0) return [...undenied, { kind, namespace, access: [...missing] }];
  return undenied.map((entry, index) =>
    index === at ? { ...entry, access: [...entry.access, ...missing] } : entry,
  );
}

const isEverywhere = ({ kind, namespace }: PermissionEntry): boolean =>
  kind === 'project' && namespace === '*';

/** Whether something is held, or denied, on all projects. */
export const holdsEverywhere = (entries: readonly PermissionEntry[]): boolean =>
  entries.some((entry) => isEverywhere(entry) && entry.access.length > 0);

/**
 * Permissions with what is held on all projects written out for these, denials included; what they
 * hold already stays.
 */
export function withProjectsNamed(
  entries: readonly PermissionEntry[],
  names: readonly string[],
): PermissionEntry[] {
  const everywhere = entries.filter(isEverywhere).flatMap(({ access }) => access);
  if (everywhere.length === 0) return [...entries];
  const named = names.map((namespace) => ({ kind: 'project', namespace, access: everywhere }));
  return normalForm([...entries.filter((entry) => !isEverywhere(entry)), ...named]);
}

/**
 * What becomes of a robot's permissions when pairs are taken from and given to many robots: first
 * what is removed, at that very place and whatever its effect, then what is added. A removed pair
 * that is also held for `*` remains. Entries that are left empty go.
 */
export function withRules(robot: Robot, { add, remove, replace, limitTo }: PermissionRules): Ruled {
  const before =
    limitTo === undefined ? robot.permissions : withProjectsNamed(robot.permissions, limitTo);
  let permissions: PermissionEntry[] = replace ? [] : [...before];
  const inapplicable: string[] = [];
  const remaining: string[] = [];
  for (const rule of remove) {
    const pairs = new Set(rule.access.map(pairOf));
    for (const namespace of placesOf(robot, rule)) {
      permissions = without(permissions, rule.kind, namespace, pairs);
    }
  }
  const everywhere = permissions.filter(isEverywhere);
  const held = new Set(everywhere.flatMap(({ access }) => access.filter(holds).map(pairOf)));
  for (const rule of remove) {
    if (rule.kind === 'system' || rule.namespace === '*') continue;
    const left = rule.access.filter((access) => held.has(pairOf(access)));
    remaining.push(...words({ ...rule, access: left }));
  }
  for (const rule of add) {
    const places = placesOf(robot, rule);
    if (places.length === 0) inapplicable.push(...words(rule));
    for (const namespace of places) {
      permissions = withAdded(permissions, rule.kind, namespace, rule.access);
    }
  }
  return {
    permissions: permissions.filter(({ access }) => access.length > 0),
    inapplicable,
    remaining,
  };
}
