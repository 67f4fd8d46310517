import type { LocationQuery, LocationQueryRaw } from 'vue-router';
import {
  dayAt,
  EXPIRING,
  EXPIRY_GROUPINGS,
  isoDay,
  parseDay,
} from '../../../../shared/robots/expiry/index.ts';
import type { ExpiryGrouping } from '../../../../shared/robots/expiry/index.ts';
import { idsOf } from '../frame/use-scope.ts';

/** Pictures of the days ahead, from the widest to the closest. */
export const EXPIRY_PICTURES = ['years', 'year', 'quarter', 'month'] as const;

export type ExpiryPicture = (typeof EXPIRY_PICTURES)[number];

/** What the address of the expiry page says. */
export interface ExpiryPlace {
  /** What is chosen, as a query line within EXPIRING; '' for nothing. */
  readonly chosen: string;
  readonly scope: readonly string[];
  readonly by: ExpiryGrouping;
  readonly picture: ExpiryPicture;
  /** A day that the picture begins with; null for today. */
  readonly from: number | null;
}

/** The query of something chosen, for every page. */
export const expiringAnd = (chosen: string): string => `${chosen} ${EXPIRING}`.trim();

const one = (part: LocationQuery[string] | undefined): string =>
  (Array.isArray(part) ? part[0] : part) ?? '';

/** How far the pictures go. */
const FARTHEST = { from: dayAt(1970, 1, 1), to: dayAt(2199, 12, 31) };

/** What an address says; parts that make no sense count as absent. */
export function expiryPlaceOf(query: LocationQuery): ExpiryPlace {
  const by = EXPIRY_GROUPINGS.find((grouping) => grouping === one(query['by']));
  const picture = EXPIRY_PICTURES.find((picture) => picture === one(query['picture']));
  const from = parseDay(one(query['from']));
  return {
    chosen: one(query['q']),
    scope: idsOf(query['in']),
    by: by ?? 'instance',
    picture: picture ?? 'year',
    from: from !== null && from >= FARTHEST.from && from <= FARTHEST.to ? from : null,
  };
}

/** The address of a place, with nothing in it that is as usual. */
export function expiryAddressOf(place: ExpiryPlace): LocationQueryRaw {
  const address: LocationQueryRaw = {};
  if (place.chosen !== '') address['q'] = place.chosen;
  if (place.scope.length > 0) address['in'] = place.scope.join(',');
  if (place.by !== 'instance') address['by'] = place.by;
  if (place.picture !== 'year') address['picture'] = place.picture;
  if (place.from !== null) address['from'] = isoDay(place.from);
  return address;
}
