/** Lists of the robots' table, without the schemas that are made of them. */

export const SORT_COLUMNS = [
  'name',
  'instance',
  'project',
  'state',
  'permissions',
  'risk',
  'expires',
  'creator',
  'created',
  'updated',
  'seen',
  'owner',
] as const;

export type SortColumn = (typeof SORT_COLUMNS)[number];

export const FACET_FIELDS = [
  'instance',
  'level',
  'project',
  'state',
  'expiry',
  'can',
  'risk',
  'finding',
  'creator',
  'tag',
  'seen',
  'owner',
] as const;

export type FacetField = (typeof FACET_FIELDS)[number];
