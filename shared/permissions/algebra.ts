import type { PermissionEntry } from '../robots/robot.ts';
import { compileSet, coveredBy, type CompiledPlace, type CompiledSet } from './compiled.ts';
import { knownPairs, type PairKind } from './pairs.ts';
import { normalForm } from './sets.ts';

/**
 * Sets of permissions as what they grant: deny wins, `*` reaches every project, '' and 'allow' are
 * the same, other effects grant nothing, order and repetition do not count. What a robot has
 * besides (pull through push, public projects) is not looked at: it depends on the robot.
 *
 * A wildcard of which a part is denied counts as the known permissions that are left of it.
 */

/** Pairs granted in the system, in projects that no entry names, and in those that are named. */
interface Granted {
  readonly system: ReadonlySet<string>;
  readonly elsewhere: ReadonlySet<string>;
  readonly named: ReadonlyMap<string, ReadonlySet<string>>;
}

type Places = readonly (CompiledPlace | null | undefined)[];

const isWild = (pair: string): boolean => pair.includes('*');

const wildCovers = (wildcard: string, pair: string): boolean => {
  const [resource = '', action = ''] = wildcard.split(':');
  const [ofPair = '', actionOfPair = ''] = pair.split(':');
  return (resource === '*' || resource === ofPair) && (action === '*' || action === actionOfPair);
};

const meet = (one: string, other: string): boolean =>
  wildCovers(one, other) || wildCovers(other, one);

/** What a place grants of the pairs that are asked about, and its wildcards that hold in full. */
function grantedBy(places: Places, asked: ReadonlySet<string>): ReadonlySet<string> {
  const there = places.filter((place) => place !== null && place !== undefined);
  const granted = new Set<string>();
  for (const pair of asked) {
    const isAllowed = there.some(({ allow, hasWildcards }) =>
      isWild(pair)
        ? [...allow].some((one) => wildCovers(one, pair))
        : coveredBy(allow, pair, hasWildcards) !== null,
    );
    const isDenied = there.some(({ deny, hasWildcards }) =>
      isWild(pair)
        ? [...deny].some((one) => meet(one, pair))
        : coveredBy(deny, pair, hasWildcards) !== null,
    );
    if (isAllowed && !isDenied) granted.add(pair);
  }
  return granted;
}

const placesOf = (set: CompiledSet, kind: PairKind): CompiledPlace[] =>
  (kind === 'system' ? [set.system] : [set.everywhere, ...set.projects.values()]).filter(
    (place) => place !== null,
  );

/** Every pair that sets speak of, and with wildcards among them every pair that is known. */
function askedAbout(kind: PairKind, sets: readonly CompiledSet[]): ReadonlySet<string> {
  const places = sets.flatMap((set) => placesOf(set, kind));
  const asked = new Set(places.flatMap(({ allow, deny }) => [...allow, ...deny]));
  if (places.some(({ hasWildcards }) => hasWildcards)) {
    for (const { pair } of knownPairs(kind)) asked.add(pair);
  }
  return asked;
}

type Op = (left: boolean, right: boolean) => boolean;

function grantedOf(
  set: CompiledSet,
  names: readonly string[],
  asked: Readonly<Record<PairKind, ReadonlySet<string>>>,
): Granted {
  return {
    system: grantedBy([set.system], asked.system),
    elsewhere: grantedBy([set.everywhere], asked.project),
    named: new Map(
      names.map((name) => [
        name,
        grantedBy([set.everywhere, set.projects.get(name)], asked.project),
      ]),
    ),
  };
}

function combine(
  asked: ReadonlySet<string>,
  left: ReadonlySet<string> | undefined,
  right: ReadonlySet<string> | undefined,
  op: Op,
): Set<string> {
  const pairs = [...asked].filter((pair) =>
    op(left?.has(pair) ?? false, right?.has(pair) ?? false),
  );
  const found = new Set(pairs);
  for (const pair of pairs.filter(isWild)) {
    const isWhole = [...asked].every((one) => found.has(one) || !wildCovers(pair, one));
    if (!isWhole) found.delete(pair);
  }
  return found;
}

/** Both sets on the same places and pairs, and what an operation makes of them. */
function apply(
  left: readonly PermissionEntry[],
  right: readonly PermissionEntry[],
  op: Op,
): Granted {
  const sets = [compileSet(left), compileSet(right)] as const;
  const names = [...new Set(sets.flatMap(({ projects }) => [...projects.keys()]))];
  const asked = { system: askedAbout('system', sets), project: askedAbout('project', sets) };
  const [one, other] = [grantedOf(sets[0], names, asked), grantedOf(sets[1], names, asked)];
  return {
    system: combine(asked.system, one.system, other.system, op),
    elsewhere: combine(asked.project, one.elsewhere, other.elsewhere, op),
    named: new Map(
      names.map((name) => [
        name,
        combine(asked.project, one.named.get(name), other.named.get(name), op),
      ]),
    ),
  };
}

const accessOf = (pair: string, effect: string): PermissionEntry['access'][number] => {
  const [resource = '', action = ''] = pair.split(/:(.*)/s);
  return { resource, action, effect };
};

/** Without what a wildcard among them says already. */
const shortest = (pairs: ReadonlySet<string>): string[] => {
  const wild = [...pairs].filter(isWild);
  return [...pairs].filter((pair) => !wild.some((one) => one !== pair && wildCovers(one, pair)));
};

/** What is left of pairs whose wildcards must not reach further than the pairs themselves. */
const plain = (pairs: ReadonlySet<string>): Set<string> =>
  new Set([...pairs].filter((pair) => !isWild(pair)));

function entriesOf({ system, elsewhere, named }: Granted): PermissionEntry[] {
  const isTakenBack = [...named.values()].some((pairs) =>
    [...elsewhere].some((pair) => !pairs.has(pair)),
  );
  const base = isTakenBack ? plain(elsewhere) : elsewhere;
  const entry = (kind: string, namespace: string, grants: string[], denies: string[]) => ({
    kind,
    namespace,
    access: [
      ...grants.map((pair) => accessOf(pair, '')),
      ...denies.map((pair) => accessOf(pair, 'deny')),
    ],
  });
  const places = [
    entry('system', '/', shortest(system), []),
    entry('project', '*', shortest(base), []),
    ...[...named].map(([name, pairs]) => {
      const more = new Set([...pairs].filter((pair) => !base.has(pair)));
      const less = [...base].filter((pair) => !pairs.has(pair));
      return entry('project', name, shortest(less.length > 0 ? plain(more) : more), less);
    }),
  ];
  return normalForm(places.filter(({ access }) => access.length > 0));
}

/** What either set grants. */
export const union = (
  left: readonly PermissionEntry[],
  right: readonly PermissionEntry[],
): PermissionEntry[] => entriesOf(apply(left, right, (one, other) => one || other));

/** What both grant. */
export const intersection = (
  left: readonly PermissionEntry[],
  right: readonly PermissionEntry[],
): PermissionEntry[] => entriesOf(apply(left, right, (one, other) => one && other));

/** What the left set grants and the right one does not; a `deny` in it takes back from `*`. */
export const difference = (
  left: readonly PermissionEntry[],
  right: readonly PermissionEntry[],
): PermissionEntry[] => entriesOf(apply(left, right, (one, other) => one && !other));

const isEmpty = ({ system, elsewhere, named }: Granted): boolean =>
  system.size === 0 && elsewhere.size === 0 && [...named.values()].every(({ size }) => size === 0);

/** Whether the left set grants everything that the right one does. */
export const covers = (
  left: readonly PermissionEntry[],
  right: readonly PermissionEntry[],
): boolean => isEmpty(apply(right, left, (one, other) => one && !other));

/** Whether two sets grant the same; order, repetition and '' against 'allow' do not count. */
export const equalRights = (
  left: readonly PermissionEntry[],
  right: readonly PermissionEntry[],
): boolean => isEmpty(apply(left, right, (one, other) => one !== other));
