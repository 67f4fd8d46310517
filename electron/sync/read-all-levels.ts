import type { ReadRobot } from '../../shared/inventory/inventory.ts';
import type { HarborProject } from '../harbor/types.ts';
import type { Course } from './course.ts';
import { atHome, createHomes } from './homes.ts';
import { PAGES_AT_ONCE } from './limits.ts';
import type { PagedResult } from './paged.ts';
import { readListing } from './read-listing.ts';
import { keepRobots, type Settle } from './read-robots.ts';

/** What the listing of all levels brought. */
export interface AllLevels {
  /** Null where it could not be read. */
  readonly system: PagedResult | null;
  /** False where there are none, where it may not be read, or where it has system robots only. */
  readonly hasProjectRobots: boolean;
  /** Project ids by robot id, of robots that do not say it themselves. */
  readonly homes: Readonly<Record<string, number>>;
}

type Projects = ReadonlyMap<number, HarborProject>;

/**
 * Reads every robot of every level through the listing of system robots, which Harbor ≤ 2.12
 * does not narrow (#21118). Legacy robots do not tell their project there; the projects are
 * asked for those, once, and the robots wait for it.
 */
export async function readAllLevels(course: Course, projects: Projects): Promise<AllLevels> {
  const homes = createHomes(projects.values(), course.remembered.homes);
  const homeless = new Map<number, ReadRobot>();
  const silent: Record<string, number> = {};
  let hasProjectRobots = false;

  const settle: Settle = (robot, read) => {
    if (robot.level === 'system') return robot;
    hasProjectRobots = true;
    const home = homes.of(robot);
    if (home === null) homeless.set(robot.id, read);
    else if (robot.permissions.length === 0 && home.id !== null) silent[robot.id] = home.id;
    return home === null ? null : atHome(robot, home);
  };

  const system = await readListing(course, '', { level: 'system' }, settle);
  Object.assign(silent, await findHomes(course, projects, homeless));
  if (!course.requests.signal.aborted) await keepRobots(course, [...homeless.values()]);
  return { system, hasProjectRobots, homes: silent };
}

/**
 * Asks one project after the other, some at once, until every robot is found; takes those that
 * are out of `homeless`.
 */
async function findHomes(
  course: Course,
  projects: Projects,
  homeless: Map<number, ReadRobot>,
): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  const left = [...projects.values()];
  while (homeless.size > 0 && left.length > 0 && !course.requests.signal.aborted) {
    const some = left.splice(0, PAGES_AT_ONCE).map(({ id, name }) =>
      readListing(course, name, { projectId: id }, (robot) => {
        if (!homeless.delete(robot.id)) return null;
        found[robot.id] = id;
        return atHome(robot, { id, name });
      }),
    );
    await Promise.all(some);
  }
  return found;
}
