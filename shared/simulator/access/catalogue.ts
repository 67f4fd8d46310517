import { CATALOGUE_EDITIONS } from '../../permissions/catalogue-data.ts';
import type { CatalogueScope } from '../../permissions/catalogue-data.ts';
import { atLeast } from '../version.ts';
import type { ReleaseNumber } from '../version.ts';

/** A permission without its scope. */
export interface Pair {
  readonly action: string;
  readonly resource: string;
}

/** The permissions that one release accepts. */
export interface Catalogue {
  readonly system: readonly Pair[];
  readonly project: readonly Pair[];
  /** Whether `resource:action` may be given to a robot at that kind of scope. */
  accepts(kind: 'system' | 'project', resource: string, action: string): boolean;
}

function pairs(scope: CatalogueScope): Pair[] {
  return Object.entries(scope).flatMap(([resource, actions]) =>
    actions.split(' ').map((action) => ({ action, resource })),
  );
}

const key = (resource: string, action: string): string => `${resource}:${action}`;

/** The catalogue of a release, or undefined before 2.10.0, when nothing was checked. */
export function catalogueOf(release: ReleaseNumber): Catalogue | undefined {
  const edition = CATALOGUE_EDITIONS.findLast(({ since }) => atLeast(release, since));
  if (!edition) return undefined;
  const system = pairs(edition.system);
  const project = pairs(edition.project);
  const known = {
    system: new Set(system.map((pair) => key(pair.resource, pair.action))),
    project: new Set(project.map((pair) => key(pair.resource, pair.action))),
  };
  return {
    system,
    project,
    accepts: (kind, resource, action) => known[kind].has(key(resource, action)),
  };
}
