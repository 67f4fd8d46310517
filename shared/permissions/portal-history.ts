import type { CatalogueScope } from './catalogue-data.ts';

/**
 * What Harbor's portal offered for project robots before there was a catalogue (2.2 to 2.9). The
 * API accepted any resource and action then, and permissions of the system through it alone.
 */
export interface PortalEdition {
  readonly since: string;
  readonly project: CatalogueScope;
}

/** Every list, oldest first; the last one holds until 2.10.0. */
export const PORTAL_EDITIONS: readonly PortalEdition[] = [
  {
    since: '2.2.0',
    project: {
      artifact: 'delete',
      'artifact-label': 'create',
      'helm-chart': 'read',
      'helm-chart-version': 'create delete',
      repository: 'pull push',
      scan: 'create',
      tag: 'create delete',
    },
  },
  {
    since: '2.4.0',
    project: {
      artifact: 'delete list',
      'artifact-label': 'create',
      'helm-chart': 'read',
      'helm-chart-version': 'create delete',
      repository: 'list pull push',
      scan: 'create stop',
      tag: 'create delete',
    },
  },
  {
    since: '2.5.0',
    project: {
      artifact: 'delete list read',
      'artifact-label': 'create delete',
      'helm-chart': 'read',
      'helm-chart-version': 'create delete',
      'helm-chart-version-label': 'create delete',
      repository: 'delete list pull push',
      scan: 'create stop',
      tag: 'create delete list',
    },
  },
  {
    since: '2.8.0',
    project: {
      artifact: 'delete list read',
      'artifact-label': 'create delete',
      repository: 'delete list pull push',
      scan: 'create stop',
      tag: 'create delete list',
    },
  },
];
