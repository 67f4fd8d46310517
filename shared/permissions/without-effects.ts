import type { Access, PermissionEntry, Robot } from '../robots/robot.ts';
import { ANY_PROJECT, placesOf } from './cells.ts';
import { compileSet, type CompiledPlace, type CompiledSet } from './compiled.ts';
import { judge, rulesOf, type Judged, type Place, type Rules } from './judge.ts';
import { knownPairs, type PairKind } from './pairs.ts';
import { pairOf } from './sets.ts';

/**
 * What a robot holds, said without effects, so that another robot can be made of it. `allow` says
 * nothing that an empty effect does not. A `deny` can go where it takes back what the same place
 * grants: both are left out. It cannot where a project denies what all projects are granted. What
 * anybody may do in public projects is not counted: that needs no robot.
 */

/** Of a robot, what its rights follow from. */
export type Holder = Pick<Robot, 'level' | 'projectName' | 'permissions'>;

export interface WithoutEffects {
  /** What to give the new robot; never more than the old one has. */
  readonly permissions: PermissionEntry[];
  /** What it would gain without its denies, as "repository:push on team"; empty where nothing. */
  readonly gains: readonly string[];
}

const KINDS: readonly PairKind[] = ['system', 'project'];

const plainly = (entry: PermissionEntry): PermissionEntry => ({
  ...entry,
  access: entry.access.map((one) => (one.effect === 'allow' ? { ...one, effect: '' } : one)),
});

const placeOf = ({ kind, namespace }: PermissionEntry): Place | null => {
  if (kind === 'system') return { kind };
  if (kind !== 'project') return null;
  return namespace === '*' ? ANY_PROJECT : { kind, name: namespace };
};

/** The rules of its Harbor, and of the newest, so that an upgrade gives nothing either. */
const allRules = (version: string): readonly Rules[] => [rulesOf(version), rulesOf('')];

/** Everything that a set can say something about: `*` stands for what nobody names. */
function pairsAskedOf(set: CompiledSet, kind: PairKind): string[] {
  const projects = [set.everywhere, ...set.projects.values()];
  const places = (kind === 'system' ? [set.system] : projects).filter((one) => one !== null);
  const held = places.flatMap(({ allow, deny, odd }: CompiledPlace) => [...allow, ...deny, ...odd]);
  if (!places.some(({ isWide }) => isWide)) return [...new Set([...held, 'repository:pull'])];
  const pairs = [...held, ...[...knownPairs(kind)].map(({ pair }) => pair)];
  const parts = (at: 0 | 1): Set<string> =>
    new Set(pairs.map((pair) => pair.split(/:(.*)/s)[at] ?? ''));
  const actions = [...parts(1)];
  return [...parts(0)].flatMap((resource) => actions.map((action) => `${resource}:${action}`));
}

interface Gain {
  readonly at: Place;
  readonly pair: string;
  readonly judged: Judged;
}

/** What `after` allows a robot that `before` does not, at its Harbor or at the newest. */
export function gainsOf(
  robot: Holder,
  before: CompiledSet,
  after: CompiledSet,
  version: string,
): Gain[] {
  return KINDS.flatMap((kind) => {
    const pairs = pairsAskedOf(before, kind);
    return placesOf(before, robot, kind).flatMap((at) =>
      pairs.flatMap((pair) =>
        allRules(version).flatMap((rules): Gain[] => {
          const judged = judge(after, robot, at, pair, rules);
          if (judged.state !== 'allowed') return [];
          const had = judge(before, robot, at, pair, rules).state === 'allowed';
          return had ? [] : [{ at, pair, judged }];
        }),
      ),
    );
  });
}

/** What an access grants: also the pull that Harbor gives project robots with a denied push. */
function grantsOf({ level }: Holder, one: Access): Access[] {
  if (one.effect === '') return [one];
  return level === 'project' && one.action === 'push'
    ? [{ ...one, action: 'pull', effect: '' }]
    : [];
}

/** The grants of a set that its own places do not take back. */
function grantsLeft(
  robot: Holder,
  entries: readonly PermissionEntry[],
  version: string,
): PermissionEntry[] {
  const set = compileSet(entries);
  return entries.flatMap((entry) => {
    const at = placeOf(entry);
    if (at === null) return [entry];
    const isDenied = (one: Access): boolean =>
      allRules(version).every(
        (rules) => judge(set, robot, at, pairOf(one), rules).state === 'denied',
      );
    const grants = entry.access
      .flatMap((one) => grantsOf(robot, one))
      .filter((one) => !isDenied(one));
    const byPair = new Map(grants.map((one) => [pairOf(one), one]));
    return byPair.size === 0 ? [] : [{ ...entry, access: [...byPair.values()] }];
  });
}

/** The grants without those by which the robot would gain something, until none is left. */
function withoutGains(
  robot: Holder,
  before: CompiledSet,
  grants: PermissionEntry[],
  version: string,
): PermissionEntry[] {
  let left = grants;
  for (;;) {
    const gains = gainsOf(robot, before, compileSet(left), version);
    if (gains.length === 0) return left;
    const key = (namespace: string, pair: string): string => JSON.stringify([namespace, pair]);
    const giving = new Set(
      gains.map(({ at, judged: { via, by } }) =>
        key(at.kind === 'system' ? '/' : via === 'all-projects' ? '*' : at.name, by),
      ),
    );
    left = left
      .map((entry) => ({
        ...entry,
        access: entry.access.filter((one) => !giving.has(key(entry.namespace, pairOf(one)))),
      }))
      .filter(({ access }) => access.length > 0);
  }
}

const placeWords = (at: Place): string => {
  if (at.kind === 'system') return 'the system';
  return at === ANY_PROJECT ? 'all projects' : at.name;
};

/**
 * What a robot holds, without effects where it can hold exactly the same so.
 * @param version of its Harbor; '' counts as the newest
 * @param leavesOut where it cannot, the grants that its denies take something back from are left
 *   out; otherwise its denies stay
 */
export function withoutEffects(robot: Holder, version: string, leavesOut: boolean): WithoutEffects {
  const entries = robot.permissions.map(plainly);
  if (entries.every(({ access }) => access.every(({ effect }) => effect === ''))) {
    return { permissions: entries, gains: [] };
  }
  const before = compileSet(entries);
  const grants = grantsLeft(robot, entries, version);
  const gains = gainsOf(robot, before, compileSet(grants), version);
  if (gains.length === 0) return { permissions: grants, gains: [] };
  return {
    permissions: leavesOut ? withoutGains(robot, before, grants, version) : entries,
    gains: [...new Set(gains.map(({ at, pair }) => `${pair} on ${placeWords(at)}`))],
  };
}
