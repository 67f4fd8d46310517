import {
  CATALOGUE_EDITIONS,
  type CatalogueEdition,
  type CatalogueScope,
} from './catalogue-data.ts';
import { isReleaseBefore, releaseOf } from './releases.ts';

/** `resource:action` pairs that a Harbor accepts, by the kind of the entry that holds them. */
export interface Catalogue {
  readonly system: readonly string[];
  readonly project: readonly string[];
}

/** `resource:action` of everything that a scope lists. */
export const pairsIn = (scope: CatalogueScope): string[] =>
  Object.entries(scope).flatMap(([resource, actions]) =>
    actions.split(' ').map((action) => `${resource}:${action}`),
  );

const asCatalogue = ({ system, project }: CatalogueEdition): Catalogue => ({
  system: pairsIn(system),
  project: pairsIn(project),
});

/** Every catalogue that some release carries, oldest first. */
export const CATALOGUES: readonly Catalogue[] = CATALOGUE_EDITIONS.map(asCatalogue);

/**
 * The catalogue that a release carries, for Harbors that do not tell (robots and project
 * administrators are not told all of it).
 * @param version for example "v2.12.4-2d7e9b51"
 * @returns null before Harbor 2.10, which accepts anything, and for versions that are no numbers
 */
export function catalogueOf(version: string): Catalogue | null {
  const wanted = releaseOf(version);
  if (wanted === null) return null;
  const editions = CATALOGUE_EDITIONS.filter(
    ({ since }) => !isReleaseBefore(wanted, releaseOf(since) ?? [Infinity]),
  );
  const edition = editions.at(-1);
  return edition === undefined ? null : asCatalogue(edition);
}
