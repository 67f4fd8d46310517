import type { Listing, RobotPlace } from './types.ts';

/** Items of one page; Harbor refuses more (since 2.1). */
export const PAGE_SIZE = 100;

/**
 * A term list for the `q` parameter, encoded as Harbor reads it: it decodes the value once
 * more after the URL was decoded (all versions), so a plus sign would become a space.
 */
export const encodedQuery = (expression: string): string =>
  encodeURIComponent(encodeURIComponent(expression));

/** Path and query of one page of robots. `Level` and `ProjectID` are case-sensitive. */
export const robotsPath = (listing: Listing, page: number, pageSize = PAGE_SIZE): string =>
  `/robots?q=${encodedQuery(placeTerms(listing))}&${pageOf(page, pageSize)}&sort=id`;

/**
 * Path and query of the robots of one name at a place. Harbor compares the name as it is
 * stored: without prefix, but with the project (controller/robot/controller.go).
 */
export function namedRobotsPath(place: RobotPlace, name: string): string {
  const stored = 'projectId' in place ? `${place.projectName}+${name}` : name;
  const expression = `${placeTerms(place)},name=${stored}`;
  return `/robots?q=${encodedQuery(expression)}&${pageOf(1, PAGE_SIZE)}`;
}

const placeTerms = (listing: Listing): string =>
  'projectId' in listing
    ? `Level=project,ProjectID=${String(listing.projectId)}`
    : `Level=${listing.level}`;

/** Path and query of the projects of one name. */
export const namedProjectsPath = (name: string): string =>
  `/projects?with_detail=false&q=${encodedQuery(`name=${name}`)}&${pageOf(1, PAGE_SIZE)}`;

/** Path and query of one page of projects, by id, so that new ones come last. */
export const projectsPath = (page: number): string =>
  `/projects?with_detail=false&${pageOf(page, PAGE_SIZE)}&sort=project_id`;

const pageOf = (page: number, pageSize: number): string =>
  `page=${String(page)}&page_size=${String(pageSize)}`;
