import type { PermissionEntry } from '../robots/robot.ts';
import { compileSet, coveredBy, type CompiledPlace, type CompiledSet } from './compiled.ts';

/** What is compared: permissions, and which project stands for "its own". */
export interface Comparable {
  readonly permissions: readonly PermissionEntry[];
  /** Its own project, which is one line with the others' own; '' for none. */
  readonly own: string;
}

/** How one of them has a permission at a place; `all` is through all projects. */
export type Mark = 'none' | 'held' | 'all' | 'denied';

/** One permission at one place, over all that are compared. */
export interface ComparedRow {
  readonly kind: string;
  /** '/' for the system, '*' for all projects, '' for the own project of each, else a name. */
  readonly namespace: string;
  /** `resource:action`, or a wildcard as it is held. */
  readonly pair: string;
  /** In the order of what is compared. */
  readonly marks: readonly Mark[];
  /** All of them may, or none of them. */
  readonly isSame: boolean;
}

const nameFor = ({ own }: Comparable, namespace: string): string =>
  own !== '' && namespace === own ? '' : namespace;

const placeOf = (
  set: CompiledSet,
  { own }: Comparable,
  kind: string,
  namespace: string,
): CompiledPlace | null => {
  if (kind === 'system') return set.system;
  if (namespace === '*') return set.everywhere;
  return set.projects.get(namespace === '' ? own : namespace) ?? null;
};

const has = (place: CompiledPlace | null, side: 'allow' | 'deny', pair: string): boolean =>
  place !== null && coveredBy(place[side], pair, place.hasWildcards) !== null;

function markOf(
  set: CompiledSet,
  of: Comparable,
  { kind, namespace, pair }: Pick<ComparedRow, 'kind' | 'namespace' | 'pair'>,
): Mark {
  const place = placeOf(set, of, kind, namespace);
  const everywhere = kind === 'project' && namespace !== '*' ? set.everywhere : null;
  if (has(place, 'deny', pair) || has(everywhere, 'deny', pair)) return 'denied';
  if (has(place, 'allow', pair)) return 'held';
  return has(everywhere, 'allow', pair) ? 'all' : 'none';
}

const mayBy = (mark: Mark): boolean => mark === 'held' || mark === 'all';

const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
/** The system, all projects, the own project, named ones. */
const rank = ({ kind, namespace }: ComparedRow): number =>
  kind === 'system' ? 0 : kind !== 'project' ? 4 : namespace === '*' ? 1 : namespace === '' ? 2 : 3;

/** What stands for the own project of whoever will hold it, as templates have it. */
const isForOwn = ({ kind, namespace }: PermissionEntry): boolean =>
  kind === 'project' && namespace === '';

const namesProject = ({ kind, namespace }: PermissionEntry): boolean =>
  kind === 'project' && namespace !== '' && namespace !== '*';

/**
 * As they are lined up: by name where one names projects and has none of its own, which would hold
 * nothing in the line of the others' own, also where it holds the same.
 */
function linedUp(compared: readonly Comparable[]): readonly Comparable[] {
  const isByOwn =
    compared.some(({ permissions }) => permissions.some(isForOwn)) ||
    compared.every(({ own, permissions }) => own !== '' || !permissions.some(namesProject));
  return isByOwn ? compared : compared.map((one) => ({ ...one, own: '' }));
}

/**
 * Sets of permissions side by side: a row for every pair at every place that one of them speaks of.
 * What some hold in a place that others reach through all projects counts as the same.
 */
export function compareSets(all: readonly Comparable[]): ComparedRow[] {
  const compared = linedUp(all);
  const sets = compared.map(({ permissions }) => compileSet(permissions));
  const asked = new Map<string, Pick<ComparedRow, 'kind' | 'namespace' | 'pair'>>();
  for (const of of compared) {
    for (const { kind, namespace, access } of of.permissions) {
      for (const { resource, action } of access) {
        const one = {
          kind,
          namespace: kind === 'project' ? nameFor(of, namespace) : namespace,
          pair: `${resource}:${action}`,
        };
        asked.set(JSON.stringify(Object.values(one)), one);
      }
    }
  }
  return [...asked.values()]
    .map((one): ComparedRow => {
      const marks = compared.map((of, at) => {
        const set = sets[at];
        return set === undefined ? 'none' : markOf(set, of, one);
      });
      return { ...one, marks, isSame: new Set(marks.map(mayBy)).size <= 1 };
    })
    .sort(
      (left, right) =>
        rank(left) - rank(right) ||
        byText(left.namespace, right.namespace) ||
        byText(left.pair, right.pair),
    );
}

/**
 * The permissions of one, as another would hold them: its own project is the other's.
 * @param other '' where the other has none, and every project keeps its name
 */
export const asOwn = (
  { permissions, own }: Comparable,
  other: string,
): { kind: string; namespace: string; access: PermissionEntry['access'][number][] }[] =>
  permissions.map(({ kind, namespace, access }) => ({
    kind,
    namespace:
      other !== '' && kind === 'project' && (namespace === '' || (own !== '' && namespace === own))
        ? other
        : namespace,
    access: [...access],
  }));
