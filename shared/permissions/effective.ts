import type { PermissionEntry, Robot } from '../robots/robot.ts';
import { compileSet, type CompiledPlace, type CompiledSet } from './compiled.ts';
import {
  countingAt,
  isMakingProjects,
  judgeBy,
  rulesOf,
  withUnasked,
  type Judged,
  type Place,
  type Rules,
  type Subject,
  type Via,
} from './judge.ts';
import { knownPairs, type PairKind } from './pairs.ts';
import { MAKES_PROJECTS, type ProjectCreation } from './project-creation.ts';
import { refusalOf } from './refusals.ts';
import { standingOf, type AcceptedPairs, type Standing } from './standing.ts';

export type { Place, Subject, Via } from './judge.ts';

/** What rights depend on besides the robot. */
export interface RightsContext {
  /** Of the Harbor, for example "v2.12.4-2d7e9b51". */
  readonly version: string;
  readonly accepted: AcceptedPairs;
  /** Whether the project that is asked about is public. */
  readonly isPublic: boolean;
  /** Who may make projects there; null where that was not read. */
  readonly projectCreation: ProjectCreation | null;
}

/** Of a robot, what its rights follow from. */
export type RightsOf = Pick<Robot, 'level' | 'projectName' | 'permissions' | 'disabled'>;

/**
 * `granted`: it holds it; `implied`: it has it without holding it; `denied`: an entry takes it
 * back; `not-accepted`: in force, and this Harbor no longer takes it in a change; `unknown`: in
 * force, and no release names it; `perhaps`: a setting of the Harbor decides that was not read. All
 * but `denied` and `perhaps` are in force.
 */
export type Verdict = 'granted' | 'denied' | 'implied' | 'not-accepted' | 'unknown' | 'perhaps';

/** One thing that a robot may do at a place, or would but for an entry that denies it. */
export interface Right {
  readonly pair: string;
  readonly verdict: Verdict;
  readonly via: Via;
  /** What it follows from, in a sentence. */
  readonly because: string;
  /** The entry that decides; null where none does. */
  readonly entry: PermissionEntry | null;
  /** Why Harbor refuses what it opens nevertheless, in a sentence; null if it does not. */
  readonly refused: string | null;
}

const placeWords = (via: Via, at: Place): string => {
  if (at.kind === 'system') return 'the system';
  return via === 'all-projects' ? 'all projects' : at.name;
};

/** What an answer follows from, as a sentence. */
export function becauseOf({ state, via, how, by }: Judged, pair: string, at: Place): string {
  const where = placeWords(via, at);
  if (how === 'public') return 'The project is public: anybody who is signed in may.';
  if (how === 'unasked') {
    return 'Everybody may make projects on this Harbor, so every system robot may, unasked.';
  }
  if (how === 'push') return `It holds ${by} on ${where}, and Harbor adds pull to that.`;
  const verb = state === 'denied' ? 'is denied' : 'holds';
  if (how === 'held') return `It ${verb} ${pair} on ${where}.`;
  if (how === 'wildcard') return `It ${verb} ${by} on ${where}, which covers ${pair}.`;
  const [, action = ''] = by.split(':');
  const what = action === '*' ? 'everything' : `every ${action}`;
  return `It ${verb} ${by} on all projects. Harbor takes that for ${what} in them.`;
}

const VERDICTS: Readonly<Record<Standing, Verdict>> = {
  accepted: 'granted',
  stale: 'not-accepted',
  unknown: 'unknown',
};

function verdictOf({ state, how, by }: Judged, kind: PairKind, context: RightsContext): Verdict {
  if (state === 'denied') return 'denied';
  if (['public', 'push', 'project', 'unasked'].includes(how)) return 'implied';
  return VERDICTS[standingOf(kind, by, context.accepted)];
}

const entryOf = (place: CompiledPlace | null, by: string): PermissionEntry | null =>
  place?.entries.find(({ access }) =>
    access.some(({ resource, action }) => `${resource}:${action}` === by),
  ) ??
  place?.entries[0] ??
  null;

/** Pairs to ask about at a place: those that are known, and those that are held there. */
function candidates(set: CompiledSet, at: Place): string[] {
  const places: (CompiledPlace | null | undefined)[] =
    at.kind === 'system' ? [set.system] : [set.everywhere, set.projects.get(at.name)];
  const held = places.flatMap((place) => (place ? [...place.allow, ...place.deny] : []));
  return [
    ...new Set([
      ...[...knownPairs(at.kind)].map(({ pair }) => pair),
      ...held.filter((pair) => !pair.includes('*')),
    ]),
  ].sort();
}

/** A right that hangs on who may make projects, where nobody has read that. */
const PERHAPS_MAKES: Omit<Right, 'refused'> = {
  pair: MAKES_PROJECTS,
  verdict: 'perhaps',
  via: 'system',
  because:
    'Not known: whether everybody may make projects on this Harbor was not read. If so, every system robot may.',
  entry: null,
};

/**
 * Everything that a robot may do in the system or in a project, with the reason, and what an entry
 * denies it. Asked of a project, it answers for one that exists.
 */
export function effectiveRights(robot: RightsOf, at: Place, context: RightsContext): Right[] {
  const set = compileSet(robot.permissions);
  const rules = rulesOf(context.version, context.projectCreation);
  const counting = countingAt(set, robot, at, rules);
  const isPublic = context.isPublic && at.kind === 'project';
  return candidates(set, at).flatMap((pair): Right[] => {
    const judged = withUnasked(judgeBy(counting, pair, rules, isPublic), robot, at, pair, rules);
    const isOpen = rules.everybodyMakesProjects === null && isMakingProjects(robot, at, pair);
    if (judged.state !== 'allowed' && isOpen) {
      return [{ ...PERHAPS_MAKES, refused: refusalOf(PERHAPS_MAKES, robot, set, at, context) }];
    }
    if (judged.state === 'none') return [];
    const right = {
      pair,
      verdict: verdictOf(judged, at.kind, context),
      via: judged.via,
      because: becauseOf(judged, pair, at),
      entry: entryOf(judged.place, judged.by),
    };
    return [{ ...right, refused: refusalOf(right, robot, set, at, context) }];
  });
}

/** The pairs in force at a place, without reasons: what the fast forms stand on. */
export function pairsInForce(
  set: CompiledSet,
  subject: Subject,
  at: Place,
  rules: Rules,
  isPublic = false,
): string[] {
  const counting = countingAt(set, subject, at, rules);
  const isUnasked =
    rules.everybodyMakesProjects === true && isMakingProjects(subject, at, MAKES_PROJECTS);
  if (counting === null) return isUnasked ? [MAKES_PROJECTS] : [];
  const asked = new Set<string>();
  for (const { place } of counting) {
    for (const pair of place.allow) if (!pair.includes('*')) asked.add(pair);
  }
  if (counting.some(({ place }) => place.isWide)) {
    for (const { pair } of knownPairs(at.kind)) asked.add(pair);
  }
  const isOpen = isPublic && at.kind === 'project';
  if (isOpen) for (const pair of rules.inPublic) asked.add(pair);
  if (subject.level === 'project' && at.kind === 'project') asked.add('repository:pull');
  const inForce = [...asked].filter(
    (pair) => judgeBy(counting, pair, rules, isOpen).state === 'allowed',
  );
  return isUnasked ? [...new Set([...inForce, MAKES_PROJECTS])] : inForce;
}
