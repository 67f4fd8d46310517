import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import type { RobotQuery, SortColumn } from '../../../../shared/contract/robots.ts';
import { COLUMNS } from './table/columns.ts';
import { idsOf } from '../frame/use-scope.ts';

/** What the address of the robots page says. */
export interface RobotsPlace {
  readonly query: string;
  readonly sort: RobotQuery['sort'];
  readonly scope: readonly string[];
  /** The robot whose drawer is open. */
  readonly robot: number | null;
  /** Robots of the same name on several instances stand in one row. */
  readonly folded: boolean;
}

/** The order before anybody chooses one. */
export const DEFAULT_SORT: RobotQuery['sort'] = { column: 'name', descending: false };

const one = (part: LocationQuery[string] | undefined): string =>
  (Array.isArray(part) ? part[0] : part) ?? '';

const isSortColumn = (text: string): text is SortColumn =>
  COLUMNS.some((column) => column.sort === text);

/** What a place asks of the inventory. */
export const queryOf = ({ query, scope, sort }: RobotsPlace): RobotQuery => ({
  query,
  scope: [...scope],
  sort,
});

/** Reads a sort as the address has it: `expires`, or `-expires` for the other way round. */
export function parseSort(text: string): RobotQuery['sort'] {
  const descending = text.startsWith('-');
  const column = descending ? text.slice(1) : text;
  return isSortColumn(column) ? { column, descending } : DEFAULT_SORT;
}

/** A sort as the address has it. */
export function sortText(sort: RobotQuery['sort']): string {
  return `${sort.descending ? '-' : ''}${sort.column}`;
}

/** What an address says; parts that make no sense count as absent. */
export function placeOf(query: LocationQuery): RobotsPlace {
  const robot = Number(one(query['robot']));
  return {
    query: one(query['q']),
    sort: parseSort(one(query['sort'])),
    scope: idsOf(query['in']),
    robot: Number.isSafeInteger(robot) && robot > 0 ? robot : null,
    folded: one(query['by']) === 'name',
  };
}

/** The address of a place, with nothing in it that is as usual. */
export function addressOf(place: Partial<RobotsPlace>): LocationQueryRaw {
  const address: LocationQueryRaw = {};
  if (place.query) address['q'] = place.query;
  if (place.sort && sortText(place.sort) !== sortText(DEFAULT_SORT)) {
    address['sort'] = sortText(place.sort);
  }
  if (place.scope && place.scope.length > 0) address['in'] = place.scope.join(',');
  if (place.folded === true) address['by'] = 'name';
  if (place.robot != null) address['robot'] = String(place.robot);
  return address;
}
