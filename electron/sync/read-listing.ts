import { AppError } from '../../shared/contract/errors.ts';
import type { Robot } from '../../shared/robots/robot.ts';
import type { HarborProject, Listing } from '../harbor/types.ts';
import type { Course } from './course.ts';
import type { PagedResult } from './paged.ts';
import { readRobots, type Settle } from './read-robots.ts';
import { restless } from './unread.ts';

/** Keeps system robots, whatever else a listing of them brings. */
export const onlySystem: Settle = (robot) => (robot.level === 'system' ? robot : null);

/** Says of every robot that it belongs to this project, because its listing was asked for. */
export const inProject =
  ({ id, name }: HarborProject): Settle =>
  (robot): Robot => ({ ...robot, projectId: id, projectName: name });

/**
 * Reads one listing; what goes wrong with it alone is noted. Null where it could not be read.
 * Never throws: a failure that ends the whole sync has already aborted its requests.
 *
 * @param project its name, '' for the system robots
 */
export async function readListing(
  course: Course,
  project: string,
  listing: Listing,
  settle: Settle,
): Promise<PagedResult | null> {
  try {
    const result = await readRobots(course, listing, settle);
    if (!result.whole) course.unread.note(project, restless(project));
    return result;
  } catch (error) {
    if (course.requests.signal.aborted) return null;
    if (!(error instanceof AppError)) course.requests.stop(error);
    else if (!isDeletedProject(error, project)) course.unread.note(project, error);
    return null;
  }
}

/** Deleted since it was listed: the next list of projects will not have it. */
const isDeletedProject = (error: AppError, project: string): boolean =>
  error.code === 'not-found' && project !== '';
