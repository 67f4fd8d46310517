import type { CompiledPlace, CompiledSet } from './compiled.ts';
import { pairsInForce } from './effective.ts';
import {
  countingAt,
  isMakingProjects,
  judgeBy,
  rulesOf,
  type CountingPlace,
  type Judged,
  type Place,
  type Rules,
  type Subject,
  type Via,
} from './judge.ts';
import { CATALOGUES } from './catalogue.ts';
import { PLACE_LEVELS, type Cell, type PlaceLevel } from './cell-ids.ts';
import { knownPairs, type PairKind } from './pairs.ts';
import { MAKES_PROJECTS, type ProjectCreation } from './project-creation.ts';
import { standingOf, type AcceptedPairs } from './standing.ts';

export { CELLS, PLACE_LEVELS, type Cell, type PlaceLevel } from './cell-ids.ts';

/** What cells depend on besides the set. */
export interface CellContext {
  readonly version: string;
  /** Who may make projects there; null where that was not read. */
  readonly projectCreation: ProjectCreation | null;
  readonly accepted: AcceptedPairs;
}

const SYSTEM: Place = { kind: 'system' };
/** A project that no entry names: no project may be called this way. */
export const ANY_PROJECT: Place = { kind: 'project', name: '*' };

const inForce = ({ state }: Judged): boolean => state === 'allowed';

/** Every place of a kind where a set may say something different. */
export const placesOf = (set: CompiledSet, subject: Subject, kind: PairKind): Place[] => {
  if (kind === 'system') return [SYSTEM];
  if (subject.level === 'project') return [{ kind: 'project', name: subject.projectName }];
  return [
    ANY_PROJECT,
    ...[...set.projects.keys()].map((name): Place => ({ kind: 'project', name })),
  ];
};

/** The cell of a pair in force that is held: how, or that its Harbor does not take it. */
function heldCell(via: Via, kind: PairKind, by: string, accepted: AcceptedPairs): Cell {
  const standing = standingOf(kind, by, accepted);
  if (standing === 'stale') return 'unaccepted';
  if (standing === 'unknown') return 'unknown';
  return via === 'all-projects' || via === 'system' ? 'all' : 'named';
}

type Counting = readonly CountingPlace[] | null;

/** What counts at each of these places; places of the same permissions are one. */
function countingsOf(set: CompiledSet, subject: Subject, kind: PairKind, rules: Rules): Counting[] {
  const found = new Map<string, Counting>();
  for (const at of placesOf(set, subject, kind)) {
    const counting = countingAt(set, subject, at, rules);
    const key = (counting ?? [])
      .map(({ via, place }) => [via, ...place.allow, '-', ...place.deny, '-', ...place.odd].join())
      .join(' ');
    if (!found.has(key)) found.set(key, counting);
  }
  return [...found.values()];
}

function cellBy(
  countings: readonly Counting[],
  kind: PairKind,
  pair: string,
  rules: Rules,
  accepted: AcceptedPairs,
): Cell {
  const judged = countings.map((counting) => judgeBy(counting, pair, rules, false));
  const best = judged.find(inForce);
  if (best === undefined) return judged.some(({ state }) => state === 'denied') ? 'denied' : 'none';
  if (best.how === 'push' || best.how === 'project') return 'implied';
  return heldCell(best.via, kind, best.by, accepted);
}

/**
 * One cell of Robots × permissions.
 * @param subject the robot's level, and its project if it is a project robot
 */
export function cellOf(
  set: CompiledSet,
  subject: Subject,
  kind: PairKind,
  pair: string,
  { version, accepted, projectCreation }: CellContext,
): Cell {
  const rules = rulesOf(version, projectCreation);
  const cell = cellBy(countingsOf(set, subject, kind, rules), kind, pair, rules, accepted);
  return kind === 'system' && isMadeUnasked(subject, pair, rules) ? unasked(cell) : cell;
}

const isMadeUnasked = (subject: Subject, pair: string, rules: Rules): boolean =>
  rules.everybodyMakesProjects === true && isMakingProjects(subject, SYSTEM, pair);

/** The cell of what every system robot may, whatever it holds. */
const unasked = (cell: Cell): Cell => (cell === 'none' || cell === 'denied' ? 'implied' : cell);

const PULL = 'repository:pull';

/**
 * The cells of a set that grants and does no more, which nearly all do: every pair of a place that
 * counts, and pull by push. The same as asking about each, in a tenth of the time.
 */
function plainCells(
  counting: readonly CountingPlace[],
  kind: PairKind,
  accepted: AcceptedPairs,
): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const { place, via } of counting) {
    for (const pair of place.allow) {
      if (!cells.has(pair)) cells.set(pair, heldCell(via, kind, pair, accepted));
    }
    if (via === 'own-project' && place.allow.has('repository:push') && !cells.has(PULL)) {
      cells.set(PULL, 'implied');
    }
  }
  return cells;
}

/** Every place of a kind that counts, once; all projects first, as they reach furthest. */
function countingPlaces(
  set: CompiledSet,
  subject: Subject,
  kind: PairKind,
  rules: Rules,
): CountingPlace[] {
  const found = new Map<CompiledPlace, CountingPlace>();
  for (const at of placesOf(set, subject, kind)) {
    for (const one of countingAt(set, subject, at, rules) ?? []) {
      if (!found.has(one.place)) found.set(one.place, one);
    }
  }
  return [...found.values()];
}

const isPlain = ({ place }: CountingPlace): boolean =>
  !place.isWide && place.deny.size === 0 && place.odd.size === 0;

/** Every cell of a kind that says something, by pair: what most sets say is little. */
export function cellsOf(
  set: CompiledSet,
  subject: Subject,
  kind: PairKind,
  { version, accepted, projectCreation }: CellContext,
): ReadonlyMap<string, Cell> {
  const rules = rulesOf(version, projectCreation);
  const cells = heldCells(set, subject, kind, rules, accepted);
  if (kind === 'system' && isMadeUnasked(subject, MAKES_PROJECTS, rules)) {
    cells.set(MAKES_PROJECTS, unasked(cells.get(MAKES_PROJECTS) ?? 'none'));
  }
  return cells;
}

function heldCells(
  set: CompiledSet,
  subject: Subject,
  kind: PairKind,
  rules: Rules,
  accepted: AcceptedPairs,
): Map<string, Cell> {
  const all = countingPlaces(set, subject, kind, rules);
  if (all.every(isPlain)) return plainCells(all, kind, accepted);
  const countings = countingsOf(set, subject, kind, rules);
  const places = all.map(({ place }) => place);
  const asked = new Set<string>(
    places.flatMap(({ allow, deny }) => [...allow, ...deny]).filter((pair) => !pair.includes('*')),
  );
  if (places.some(({ isWide }) => isWide)) for (const { pair } of knownPairs(kind)) asked.add(pair);
  if (kind === 'project' && subject.level === 'project') asked.add(PULL);
  const cells = new Map<string, Cell>();
  for (const pair of asked) {
    const cell = cellBy(countings, kind, pair, rules, accepted);
    if (cell !== 'none') cells.set(pair, cell);
  }
  return cells;
}

/** Adding to what is there: as much as push. */
const ADDS = new Set(['repository:push', 'artifact:create', 'tag:create']);
/** No reading, but nothing that stays different either. */
const SMALL = /^(?:(?:scan|sbom):(?:create|stop)|artifact-label:.*|export-cve:create)$/;

function levelOf(pair: string): PlaceLevel {
  if (pair === 'robot:create' || pair === 'robot:update') return 'robots';
  if (pair === 'repository:pull') return 'pull';
  if (ADDS.has(pair)) return 'push';
  return /:(?:list|read)$/.test(pair) || SMALL.test(pair) ? 'read' : 'change';
}

const rank = (level: PlaceLevel): number => PLACE_LEVELS.indexOf(level);

/** How far these pairs of one project go. */
export function levelOfPairs(pairs: ReadonlySet<string>): PlaceLevel {
  const isAll = CATALOGUES.some(({ project }) => project.every((pair) => pairs.has(pair)));
  if (isAll) return 'everything';
  let most: PlaceLevel = 'none';
  for (const pair of pairs) {
    const level = levelOf(pair);
    if (rank(level) > rank(most)) most = level;
  }
  return most;
}

/** How far a robot's rights go, in projects that its permissions do not name and in each they do. */
export interface PlaceLevels {
  readonly elsewhere: PlaceLevel;
  readonly named: ReadonlyMap<string, PlaceLevel>;
}

/**
 * How far a set reaches in every project. What anybody may do in public projects is not counted.
 * @param version of the Harbor
 */
export function placeLevels(set: CompiledSet, subject: Subject, version: string): PlaceLevels {
  const rules = rulesOf(version);
  const at = (name: string): PlaceLevel =>
    levelOfPairs(new Set(pairsInForce(set, subject, { kind: 'project', name }, rules)));
  return {
    elsewhere: at('*'),
    named: new Map([...set.projects.keys()].map((name) => [name, at(name)])),
  };
}

/** How far a set reaches in one project. */
export const placeLevel = (
  set: CompiledSet,
  subject: Subject,
  projectName: string,
  version: string,
): PlaceLevel => {
  const pairs = pairsInForce(
    set,
    subject,
    { kind: 'project', name: projectName },
    rulesOf(version),
  );
  return levelOfPairs(new Set(pairs));
};
