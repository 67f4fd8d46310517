import { compileSet, type CompiledSet } from '../compiled.ts';
import { deadDenies, denyWords } from '../dead-denies.ts';
import { pairsInForce } from '../effective.ts';
import { countingAt, judgeBy, rulesOf, type Place, type Rules, type Subject } from '../judge.ts';
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
    deadDenies: deadDenies(set, subject, rules).map(denyWords),
    ...findRefused(entries, harbor),
  };
}
