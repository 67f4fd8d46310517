import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import { EXPIRY_GROUPINGS } from '../../../../shared/robots/expiry/index.ts';
import type { ExpiryGrouping } from '../../../../shared/robots/expiry/index.ts';
import { idsOf } from '../frame/use-scope.ts';

/** Pictures of the days ahead. */
export const EXPIRY_PICTURES = ['year', 'quarter', 'month'] as const;

export type ExpiryPicture = (typeof EXPIRY_PICTURES)[number];

/** What the address of the expiry page says. */
export interface ExpiryPlace {
  /** What is chosen, as a query line within EXPIRING; '' for nothing. */
  readonly chosen: string;
  readonly scope: readonly string[];
  readonly by: ExpiryGrouping;
  readonly picture: ExpiryPicture;
  /** How many months, or stretches of the picture, from the current one. */
  readonly shift: number;
}

/** The robots that this page is about: whose expiry locks somebody out. */
export const EXPIRING = '-state:disabled,legacy';

/** The query of something chosen, for every page. */
export const expiringAnd = (chosen: string): string => `${chosen} ${EXPIRING}`.trim();

const one = (part: LocationQuery[string] | undefined): string =>
  (Array.isArray(part) ? part[0] : part) ?? '';

/** How far the pictures go: a hundred years. */
const FARTHEST = 1_200;

/** What an address says; parts that make no sense count as absent. */
export function expiryPlaceOf(query: LocationQuery): ExpiryPlace {
  const by = EXPIRY_GROUPINGS.find((grouping) => grouping === one(query['by']));
  const picture = EXPIRY_PICTURES.find((picture) => picture === one(query['picture']));
  const shift = Number(one(query['shift']));
  return {
    chosen: one(query['q']),
    scope: idsOf(query['in']),
    by: by ?? 'instance',
    picture: picture ?? 'year',
    shift: Number.isInteger(shift) && Math.abs(shift) <= FARTHEST ? shift : 0,
  };
}

/** The address of a place, with nothing in it that is as usual. */
export function expiryAddressOf(place: ExpiryPlace): LocationQueryRaw {
  const address: LocationQueryRaw = {};
  if (place.chosen !== '') address['q'] = place.chosen;
  if (place.scope.length > 0) address['in'] = place.scope.join(',');
  if (place.by !== 'instance') address['by'] = place.by;
  if (place.picture !== 'year') address['picture'] = place.picture;
  if (place.shift !== 0) address['shift'] = String(place.shift);
  return address;
}
