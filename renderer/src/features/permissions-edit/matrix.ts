import { CATALOGUES } from '../../../../shared/permissions/catalogue.ts';
import { dangerOf } from '../../../../shared/permissions/dangers.ts';
import type { Danger } from '../../../../shared/permissions/dangers.ts';
import { standingOf } from '../../../../shared/permissions/standing.ts';
import { isGranted, isWithheld } from './pair-sets.ts';
import type { PairSet } from './pair-sets.ts';

/** What a Harbor accepts, under the name people know it by. */
export interface NamedCatalogue {
  readonly name: string;
  /** Null where it accepts anything (Harbor ≤ 2.9), and where nobody knows. */
  readonly accepted: {
    readonly system: readonly string[];
    readonly project: readonly string[];
  } | null;
}

/** One permission over the places that are edited together. */
export interface MatrixCell {
  readonly pair: string;
  readonly resource: string;
  readonly action: string;
  /** Granted in all of the places, in some, in none; `withheld`: denied in one at least. */
  readonly state: 'all' | 'some' | 'none' | 'withheld';
  readonly danger: Danger | null;
  /** Instances whose Harbor does not accept it. */
  readonly lacking: readonly string[];
  /** None of them does: it is there only because it is held. */
  readonly isStale: boolean;
  /** No release of Harbor names it, nor does any of them list it. */
  readonly isUnknown: boolean;
}

export interface MatrixRow {
  readonly resource: string;
  /** By column; null where the resource has no such action. */
  readonly cells: readonly (MatrixCell | null)[];
}

export interface Matrix {
  readonly actions: readonly string[];
  readonly rows: readonly MatrixRow[];
}

export type MatrixKind = 'system' | 'project';

const ACTIONS = ['pull', 'push', 'read', 'list', 'create', 'update', 'delete', 'stop'];

const rank = (action: string): number => {
  const place = ACTIONS.indexOf(action);
  return place < 0 ? ACTIONS.length : place;
};
/** What most robots are made for stands first. */
const RESOURCES = ['repository', 'artifact', 'tag'];
const resourceRank = (resource: string): number => {
  const place = RESOURCES.indexOf(resource);
  return place < 0 ? RESOURCES.length : place;
};
const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** Pairs that are offered: what any of these Harbors lists, else the newest list there is. */
export function offered(kind: MatrixKind, catalogues: readonly NamedCatalogue[]): string[] {
  const lists = catalogues.flatMap(({ accepted }) => (accepted === null ? [] : [accepted[kind]]));
  const newest = CATALOGUES.at(-1)?.[kind] ?? [];
  const hasFree = lists.length < catalogues.length || catalogues.length === 0;
  return [...new Set([...lists.flat(), ...(hasFree ? newest : [])])];
}

function stateOf(pair: string, sets: readonly PairSet[]): MatrixCell['state'] {
  if (sets.some((set) => isWithheld(set, pair))) return 'withheld';
  const granted = sets.filter((set) => isGranted(set, pair)).length;
  if (granted === 0) return 'none';
  return granted === sets.length ? 'all' : 'some';
}

/**
 * Resources by actions: everything that these Harbors accept, and everything that is held although
 * they do not.
 * @param sets what each of the places holds that are edited together
 */
export function matrixOf(
  kind: MatrixKind,
  catalogues: readonly NamedCatalogue[],
  sets: readonly PairSet[],
): Matrix {
  const lists = catalogues.flatMap(({ name, accepted }) =>
    accepted === null ? [] : [{ name, pairs: new Set(accepted[kind]) }],
  );
  const anyList = new Set(lists.flatMap((one) => [...one.pairs]));
  const listed = { system: anyList, project: anyList };
  const pairs = new Set([...offered(kind, catalogues), ...sets.flatMap((set) => [...set.keys()])]);
  const byResource = new Map<string, Map<string, MatrixCell>>();
  for (const pair of pairs) {
    const [resource = '', action = ''] = pair.split(/:(.*)/s);
    const lacking = lists.filter((one) => !one.pairs.has(pair)).map(({ name }) => name);
    const cells = byResource.get(resource) ?? new Map<string, MatrixCell>();
    byResource.set(resource, cells);
    cells.set(action, {
      pair,
      resource,
      action,
      state: stateOf(pair, sets),
      danger: dangerOf(kind, pair),
      lacking,
      isStale: lacking.length > 0 && lacking.length === catalogues.length,
      isUnknown: standingOf(kind, pair, listed) === 'unknown',
    });
  }
  const actions = [...new Set([...byResource.values()].flatMap((cells) => [...cells.keys()]))].sort(
    (left, right) => rank(left) - rank(right) || byText(left, right),
  );
  const rows = [...byResource]
    .sort(([left], [right]) => resourceRank(left) - resourceRank(right) || byText(left, right))
    .map(([resource, cells]) => ({
      resource,
      cells: actions.map((action) => cells.get(action) ?? null),
    }));
  return { actions, rows };
}

export const isHeld = (cell: MatrixCell): boolean => cell.state !== 'none';

/** The cells of a row or matrix that there are. */
export const cellsOf = (rows: readonly MatrixRow[]): MatrixCell[] =>
  rows.flatMap(({ cells }) => cells.filter((cell) => cell !== null));

/** Rows that a text finds, by resource, `resource:action`, or by what the permission can do. */
export function search(
  rows: readonly MatrixRow[],
  text: string,
  onlyHeld: boolean,
): readonly MatrixRow[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const finds = (cell: MatrixCell): boolean => {
    const all = `${cell.pair} ${cell.action} ${cell.resource.replaceAll('-', ' ')} ${cell.danger?.can ?? ''}`;
    return words.every((word) => all.includes(word));
  };
  return rows.filter(({ cells }) =>
    cells.some((cell) => cell !== null && (!onlyHeld || isHeld(cell)) && finds(cell)),
  );
}

/** "repository push: granted in some. High danger: …", for screen readers and on hover. */
export function cellWords(cell: MatrixCell): string {
  const parts = [
    cell.state === 'withheld' ? 'Denied: it takes away what other entries grant' : '',
    cell.state === 'some' ? 'Granted in some of the projects' : '',
    cell.danger === null ? '' : `${DANGER_WORDS[cell.danger.level]}: it can ${cell.danger.can}`,
    cell.isUnknown ? 'Unknown: no release of Harbor names it' : '',
    lackingWords(cell),
  ].filter(Boolean);
  return parts.length === 0 ? '' : `${parts.join('. ')}.`;
}

/** "Not accepted by eu and lab"; '' where every Harbor accepts it. */
export function lackingWords({
  lacking,
  isStale,
}: Pick<MatrixCell, 'lacking' | 'isStale'>): string {
  if (lacking.length === 0) return '';
  if (isStale && lacking.length === 1) return `${lacking[0] ?? ''} does not accept it`;
  const [last = '', ...others] = [...lacking].reverse();
  const names = others.length === 0 ? last : `${others.reverse().join(', ')} and ${last}`;
  return `Not accepted by ${names}`;
}

export const DANGER_WORDS = {
  critical: 'Critical danger',
  high: 'High danger',
  medium: 'Some danger',
} as const;
