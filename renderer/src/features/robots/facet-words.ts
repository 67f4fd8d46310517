import type { FacetField } from '../../../../shared/contract/robots.ts';

/** What the facets are called. */
export const FACET_LABELS: Readonly<Record<FacetField, string>> = {
  instance: 'Instance',
  level: 'Level',
  project: 'Project',
  state: 'State',
  expiry: 'Expires within',
  can: 'Permission',
  creator: 'Created by',
  tag: 'Tag',
};

/** Facets in the order in which people reach for them. */
export const FACET_ORDER: readonly FacetField[] = [
  'state',
  'expiry',
  'instance',
  'level',
  'project',
  'can',
  'creator',
  'tag',
];
