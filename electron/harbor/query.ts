import type { Listing } from './types.ts';

/** Items of one page; Harbor refuses more (since 2.1). */
export const PAGE_SIZE = 100;

/**
 * A term list for the `q` parameter, encoded as Harbor reads it: it decodes the value once
 * more after the URL was decoded (all versions), so a plus sign would become a space.
 */
export const encodedQuery = (expression: string): string =>
  encodeURIComponent(encodeURIComponent(expression));

/** Path and query of one page of robots. `Level` and `ProjectID` are case-sensitive. */
export function robotsPath(listing: Listing, page: number, pageSize = PAGE_SIZE): string {
  const expression =
    'projectId' in listing
      ? `Level=project,ProjectID=${String(listing.projectId)}`
      : `Level=${listing.level}`;
  return `/robots?q=${encodedQuery(expression)}&${pageOf(page, pageSize)}&sort=id`;
}

/** Path and query of one page of projects, by id, so that new ones come last. */
export const projectsPath = (page: number): string =>
  `/projects?with_detail=false&${pageOf(page, PAGE_SIZE)}&sort=project_id`;

const pageOf = (page: number, pageSize: number): string =>
  `page=${String(page)}&page_size=${String(pageSize)}`;
