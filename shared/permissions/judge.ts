import type { RobotLevel } from '../robots/robot.ts';
import { coveredBy, type CompiledPlace, type CompiledSet } from './compiled.ts';
import { everySystemRobotMakes, MAKES_PROJECTS, type ProjectCreation } from './project-creation.ts';
import { isBefore } from './releases.ts';

/**
 * What Harbor says when a robot asks for something (goharbor/harbor src/common/security/robot and
 * src/pkg/permission/evaluator): some entry allows and none denies, among those that count there.
 */

/** The system, or a project by its name. */
export type Place =
  { readonly kind: 'system' } | { readonly kind: 'project'; readonly name: string };

/** Of a robot, what its rights depend on besides its permissions. */
export interface Subject {
  readonly level: RobotLevel;
  /** The project of a project robot; '' for system robots. */
  readonly projectName: string;
}

/** In what Harbors differ. */
export interface Rules {
  /** Permissions of the system and of projects both count on one robot (2.10, #19627). */
  readonly mixed: boolean;
  /** `project:…` in a project means the project itself (2.10); before, it means nothing. */
  readonly projectItself: boolean;
  /** What anybody who is signed in may do in a public project. */
  readonly inPublic: ReadonlySet<string>;
  /** Every system robot may make projects; null where nobody knows, which counts as no. */
  readonly everybodyMakesProjects: boolean | null;
}

const PUBLIC =
  'project:read artifact:list artifact:read artifact-addition:read label:list label:read ' +
  'repository:list repository:pull scan:read scanner:read tag:list';
const HELM = [
  'helm-chart:list',
  'helm-chart:read',
  'helm-chart-version:list',
  'helm-chart-version:read',
];
const ruleCache = new Map<string, Rules>();

/**
 * The rules of a Harbor.
 * @param version for example "v2.12.4-2d7e9b51"; one that is no number counts as the newest
 * @param creation who may make projects there; null where that is not known
 */
export function rulesOf(version: string, creation: ProjectCreation | null = null): Rules {
  const key = `${version} ${creation}`;
  const known = ruleCache.get(key);
  if (known !== undefined) return known;
  const isNewer = !isBefore(version, '2.10.0');
  const rules: Rules = {
    mixed: isNewer,
    projectItself: isNewer,
    inPublic: new Set([
      ...PUBLIC.split(' '),
      ...(isBefore(version, '2.5.0') ? [] : ['accessory:list']),
      ...(isBefore(version, '2.11.0') ? [] : ['sbom:read']),
      ...(isBefore(version, '2.8.0') ? HELM : []),
    ]),
    everybodyMakesProjects: everySystemRobotMakes(version, creation),
  };
  if (ruleCache.size > 1000) ruleCache.clear();
  ruleCache.set(key, rules);
  return rules;
}

export type Via = 'named' | 'all-projects' | 'system' | 'own-project' | 'public';

/** Harbor's answer, and what it follows from. */
export interface Judged {
  readonly state: 'allowed' | 'denied' | 'none';
  readonly via: Via;
  /**
   * `held`: the pair is there itself; `wildcard`: something with `*` covers it; `push`: pull comes
   * with push on project robots; `project`: `project:…` on all projects covers everything in them;
   * `public`: anybody may; `unasked`: it may make projects as everybody may.
   */
  readonly how: 'held' | 'wildcard' | 'push' | 'project' | 'public' | 'unasked';
  /** The pair or wildcard that decided; '' where none did. */
  readonly by: string;
  readonly place: CompiledPlace | null;
}

const NONE: Judged = { state: 'none', via: 'named', how: 'held', by: '', place: null };
const PUBLIC_RIGHT: Judged = {
  state: 'allowed',
  via: 'public',
  how: 'public',
  by: '',
  place: null,
};
const UNASKED: Judged = { state: 'allowed', via: 'system', how: 'unasked', by: '', place: null };
const NOWHERE: readonly CountingPlace[] = [];

/** An entry's place that counts where something is asked for. */
export interface CountingPlace {
  readonly place: CompiledPlace;
  readonly via: Via;
}

interface Cover {
  readonly by: string;
  readonly how: Judged['how'];
}

const SELF = 'project:';

/** What of one side of a place covers a pair. */
function coverOf(
  { place, via }: CountingPlace,
  side: 'allow' | 'deny',
  pair: string,
  rules: Rules,
): Cover | null {
  const pairs = place[side];
  const isProject = via !== 'system';
  const action = pair.slice(pair.indexOf(':') + 1);
  if (isProject && pair.startsWith(SELF)) {
    if (!rules.projectItself) return null;
    if (pairs.has(pair)) return { by: pair, how: 'held' };
    return pairs.has('project:*') ? { by: 'project:*', how: 'wildcard' } : null;
  }
  const by = coveredBy(pairs, pair, place.hasWildcards);
  if (by !== null) return { by, how: by === pair ? 'held' : 'wildcard' };
  if (via !== 'all-projects' || !rules.projectItself) return null;
  // The scope itself, `/project/*`, is a pattern that also matches everything below it.
  const itself = [`${SELF}${action}`, 'project:*'].find((one) => pairs.has(one));
  return itself === undefined ? null : { by: itself, how: 'project' };
}

/** Pull that Harbor gives to a project robot with push, whatever the effect of the push. */
function pullByPush({ place }: CountingPlace, pair: string): Cover | null {
  if (!pair.endsWith(':pull')) return null;
  const pushes = [`${pair.slice(0, -':pull'.length)}:push`, '*:push'];
  const by = pushes.find(
    (one) => place.allow.has(one) || place.deny.has(one) || place.odd.has(one),
  );
  return by === undefined ? null : { by, how: 'push' };
}

const isEmpty = (place: CompiledPlace | null): boolean =>
  place === null || place.allow.size + place.deny.size + place.odd.size === 0;

const hasProjects = (set: CompiledSet): boolean =>
  !isEmpty(set.everywhere) || [...set.projects.values()].some((place) => !isEmpty(place));

/** Whether Harbor looks at the project permissions of a system robot at all. */
const countsInProjects = (set: CompiledSet, rules: Rules): boolean =>
  hasProjects(set) && (rules.mixed || isEmpty(set.system));

/** The places that count somewhere, the nearest first; null where a robot may not even do public things. */
export function countingAt(
  set: CompiledSet,
  { level, projectName }: Subject,
  at: Place,
  rules: Rules,
): readonly CountingPlace[] | null {
  if (at.kind === 'system') {
    if (level !== 'system' || set.system === null) return null;
    return [{ place: set.system, via: 'system' }];
  }
  const named = set.projects.get(at.name);
  if (level === 'project') {
    return named !== undefined && at.name === projectName
      ? [{ place: named, via: 'own-project' }]
      : NOWHERE;
  }
  if (!countsInProjects(set, rules)) return null;
  return [
    ...(named === undefined ? [] : [{ place: named, via: 'named' } as const]),
    ...(set.everywhere === null ? [] : [{ place: set.everywhere, via: 'all-projects' } as const]),
  ];
}

/**
 * Whether a robot may do something at a place, and why.
 * @param counting what `countingAt` finds for the robot there
 * @param pair `resource:action`
 * @param isPublic whether the place is a public project
 */
export function judgeBy(
  counting: readonly CountingPlace[] | null,
  pair: string,
  rules: Rules,
  isPublic: boolean,
): Judged {
  if (counting === null) return NONE;
  for (const one of counting) {
    const denied = coverOf(one, 'deny', pair, rules);
    if (denied !== null) return { state: 'denied', via: one.via, place: one.place, ...denied };
  }
  for (const one of counting) {
    const allowed = coverOf(one, 'allow', pair, rules);
    if (allowed !== null) return { state: 'allowed', via: one.via, place: one.place, ...allowed };
  }
  const [own] = counting;
  if (own?.via === 'own-project') {
    const pull = pullByPush(own, pair);
    if (pull !== null) return { state: 'allowed', via: own.via, place: own.place, ...pull };
  }
  return isPublic && rules.inPublic.has(pair) ? PUBLIC_RIGHT : NONE;
}

/** Whether this is about projects that a system robot makes, which no permission decides alone. */
export const isMakingProjects = ({ level }: Pick<Subject, 'level'>, at: Place, pair: string) =>
  pair === MAKES_PROJECTS && at.kind === 'system' && level === 'system';

/** What is judged by permissions, with what every system robot may, even where an entry denies it. */
export const withUnasked = (
  judged: Judged,
  subject: Pick<Subject, 'level'>,
  at: Place,
  pair: string,
  { everybodyMakesProjects }: Rules,
): Judged =>
  judged.state !== 'allowed' &&
  everybodyMakesProjects === true &&
  isMakingProjects(subject, at, pair)
    ? UNASKED
    : judged;

/** The same for one question. */
export function judge(
  set: CompiledSet,
  subject: Subject,
  at: Place,
  pair: string,
  rules: Rules,
  isPublic = false,
): Judged {
  const counting = countingAt(set, subject, at, rules);
  const judged = judgeBy(counting, pair, rules, isPublic && at.kind === 'project');
  return withUnasked(judged, subject, at, pair, rules);
}
