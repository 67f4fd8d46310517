import { compileSet, type CompiledPlace, type CompiledSet } from '../compiled.ts';
import { pairsInForce } from '../effective.ts';
import { countingAt, judgeBy, rulesOf, type Place, type Rules, type Subject } from '../judge.ts';
import { knownPairs, type PairKind } from '../pairs.ts';
import { isBefore, releaseOf } from '../releases.ts';
import { standingOf, type AcceptedPairs } from '../standing.ts';
import type { PermissionEntry } from '../../robots/robot.ts';
import type { RightsFacts } from './facts.ts';

/** What rights are judged by besides the set: the Harbor. */
export interface RightsOfHarbor {
  /** For example "v2.12.4-2d7e9b51"; '' where nobody knows. */
  readonly version: string;
  readonly accepted: AcceptedPairs;
}

const PUSH = 'repository:push';
const PULL = 'repository:pull';
const SYSTEM: Place = { kind: 'system' };
/** A project that no entry names: no project may be called this way. */
const ANY: Place = { kind: 'project', name: '*' };

const named = (name: string): Place => ({ kind: 'project', name });

/** Where `resource:action` is, as people say it. */
const on = (pair: string, place: Place | 'all'): string => {
  if (place === 'all') return `${pair} on all projects`;
  return place.kind === 'system' ? `${pair} in the system` : `${pair} on ${place.name}`;
};

/** Whether a deny speaks of a pair; `project:…` on all projects speaks of everything in them. */
function speaksOf(deny: string, pair: string): boolean {
  const [resource, action] = deny.split(':');
  const [ofPair, actionOfPair] = pair.split(':');
  return (
    (resource === '*' || resource === 'project' || resource === ofPair) &&
    (action === '*' || action === actionOfPair)
  );
}

/** Pairs whose answer a deny could change: those it speaks of, and the pull that follows a push. */
function touchedBy(deny: string, place: CompiledPlace, kind: PairKind): string[] {
  const isPush = deny.endsWith(':push');
  if (!deny.includes('*') && !deny.startsWith('project:')) return isPush ? [deny, PULL] : [deny];
  const known = [...knownPairs(kind)].map(({ pair }) => pair);
  return [...known, ...place.allow].filter(
    (pair) => !pair.includes('*') && (speaksOf(deny, pair) || (isPush && pair === PULL)),
  );
}

/** A set in which one place is another. */
function withPlace(set: CompiledSet, at: Place | 'all', place: CompiledPlace): CompiledSet {
  if (at === 'all') return { ...set, everywhere: place };
  if (at.kind === 'system') return { ...set, system: place };
  return { ...set, projects: new Map(set.projects).set(at.name, place) };
}

/**
 * Denies whose absence would change no answer that they speak of, not even in a public project.
 * That an entry counts by being there, whatever it says, is not looked at.
 */
function findDeadDenies(set: CompiledSet, subject: Subject, rules: Rules): string[] {
  const places: (readonly [at: Place | 'all', place: CompiledPlace | null])[] = [
    [SYSTEM, set.system],
    ['all', set.everywhere],
    ...[...set.projects].map(([name, place]) => [named(name), place] as const),
  ];
  const everyProject = [ANY, ...[...set.projects.keys()].map(named)];
  return places.flatMap(([at, place]) => {
    if (place === null) return [];
    const reached = at === 'all' ? everyProject : [at];
    const kind = at === 'all' ? 'project' : at.kind;
    return [...place.deny]
      .filter((deny) => {
        const left = new Set(place.deny);
        left.delete(deny);
        const without = withPlace(set, at, { ...place, deny: left });
        const answers = (one: CompiledSet, where: Place, pair: string): boolean[] =>
          [false, true].map((isPublic) => {
            const counting = countingAt(one, subject, where, rules);
            const open = isPublic && where.kind === 'project';
            return judgeBy(counting, pair, rules, open).state === 'allowed';
          });
        return reached.every((where) =>
          touchedBy(deny, place, kind).every(
            (pair) => String(answers(set, where, pair)) === String(answers(without, where, pair)),
          ),
        );
      })
      .map((deny) => on(deny, at));
  });
}

/** Places with push and without pull; to project robots Harbor adds pull, unless it is denied. */
function findPushAlone(set: CompiledSet, subject: Subject, rules: Rules): string[] {
  return ['*', ...set.projects.keys()].filter((name) => {
    const counting = countingAt(set, subject, named(name), rules);
    const may = (pair: string): boolean =>
      judgeBy(counting, pair, rules, false).state === 'allowed';
    return may(PUSH) && !may(PULL);
  });
}

/** What of a set its Harbor does not take, and whether some release ever did. */
function findRefused(
  entries: readonly PermissionEntry[],
  { version, accepted }: RightsOfHarbor,
): Pick<RightsFacts, 'stale' | 'unknown'> {
  const takesAnything = isBefore(version, '2.10.0');
  const stale = new Set<string>();
  const unknown = new Set<string>();
  for (const { kind, access } of entries) {
    if (kind !== 'system' && kind !== 'project') {
      unknown.add(`everything of the kind “${kind}”`);
      continue;
    }
    if (accepted[kind] === null && !takesAnything && releaseOf(version) === null) {
      return { stale: null, unknown: null };
    }
    for (const { resource, action } of access) {
      const pair = `${resource}:${action}`;
      const standing = standingOf(kind, pair, accepted);
      if (standing === 'unknown') unknown.add(pair);
      if (standing === 'stale') stale.add(pair);
    }
  }
  return { stale: [...stale].sort(), unknown: [...unknown].sort() };
}

/** What rules look at of a permission set, for a robot of this level and project. */
export function rightsFactsOf(
  entries: readonly PermissionEntry[],
  subject: Subject,
  harbor: RightsOfHarbor,
): RightsFacts {
  const set = compileSet(entries);
  const rules = rulesOf(harbor.version);
  const inForce = (at: Place): string[] => pairsInForce(set, subject, at, rules);
  const everywhere = subject.level === 'project' ? [] : inForce(ANY);
  const anywhere = new Set(everywhere);
  for (const name of set.projects.keys()) {
    for (const pair of inForce(named(name))) anywhere.add(pair);
  }
  return {
    system: new Set(inForce(SYSTEM)),
    everywhere: new Set(everywhere),
    anywhere,
    isEmpty: entries.length === 0,
    pushAlone: findPushAlone(set, subject, rules),
    deadDenies: findDeadDenies(set, subject, rules),
    ...findRefused(entries, harbor),
  };
}
