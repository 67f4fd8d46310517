import type { HarborProject } from '../harbor/types.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import type { Course } from './course.ts';
import { readAllLevels } from './read-all-levels.ts';
import { inProject, onlySystem, readListing } from './read-listing.ts';
import { listedByUs, readProjects, type ProjectsRead } from './read-projects.ts';

/** What was read of the robots of one Harbor. */
export interface Fleet {
  readonly systemRead: boolean;
  /** Projects of which every robot was read, or that this login no longer lists. */
  readonly projectsRead: readonly number[];
  /** Robots of projects that are not listed are gone. */
  readonly allProjects: boolean;
  readonly listed: readonly number[];
  /** Projects of robots of which Harbor does not say it, by robot id. */
  readonly homes: Readonly<Record<string, number>>;
  /** Why the list of projects is not complete, null where it is. */
  readonly failure: AppError | null;
}

/**
 * Reads every robot this login may see: the system robots and one listing per project; on
 * Harbor ≤ 2.12 one listing of all levels (#21118) where the login may read it. What cannot be
 * read is noted and the rest goes on. Throws what ends the whole sync.
 */
export async function readFleet(course: Course): Promise<Fleet> {
  const found = course.capabilities.listsAllLevels
    ? await readAtOnce(course)
    : await readEachAsListed(course);
  course.requests.signal.throwIfAborted();
  return found;
}

async function readEachAsListed(course: Course): Promise<Fleet> {
  const read: number[] = [];
  const readings: Promise<void>[] = [];
  const projects = await readProjects(course, (project) => {
    readings.push(readProject(course, project, read));
  });
  const system = await readListing(course, '', { level: 'system' }, onlySystem);
  await Promise.all(readings);
  return fleetOf(course, projects, system?.whole === true, read);
}

async function readAtOnce(course: Course): Promise<Fleet> {
  const projects = await readProjects(course, () => undefined);
  if (projects.failure !== null) throw projects.failure;
  const all = await readAllLevels(course, projects.projects);
  if (all.hasProjectRobots) {
    const listed = [...projects.projects.keys()];
    const { whole, homes } = all;
    const projectsRead = whole ? listed : [];
    return { systemRead: whole, projectsRead, allProjects: whole, listed, homes, failure: null };
  }
  const read: number[] = [];
  const each = [...projects.projects.values()];
  await Promise.all(each.map((project) => readProject(course, project, read)));
  return fleetOf(course, projects, all.whole, read);
}

/** Adds the project to `read` if all of its robots were read. */
async function readProject(course: Course, project: HarborProject, read: number[]): Promise<void> {
  const listing = { projectId: project.id };
  const found = await readListing(course, project.name, listing, inProject(project));
  if (found?.whole === true) read.push(project.id);
}

function fleetOf(
  course: Course,
  { projects, whole, failure }: ProjectsRead,
  systemRead: boolean,
  read: readonly number[],
): Fleet {
  const before = listedByUs(course).filter((id) => !projects.has(id));
  const listed = [...projects.keys()];
  return {
    systemRead,
    // Only a system administrator sees every project. For others a project is gone when the
    // same login listed it before: a login of fewer rights must not make robots disappear.
    projectsRead: whole ? [...read, ...before] : read,
    allProjects: whole && course.rights.identity === 'system-admin',
    listed: whole ? listed : [...listed, ...before],
    homes: {},
    failure,
  };
}
