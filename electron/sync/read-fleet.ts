import type { HarborProject } from '../harbor/types.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import type { Rights } from '../../shared/contract/instances.ts';
import { listsEveryProject } from '../../shared/permissions/reader.ts';
import type { Course } from './course.ts';
import { readAllLevels } from './read-all-levels.ts';
import type { PagedResult } from './paged.ts';
import { inProject, onlySystem, readListing } from './read-listing.ts';
import { rightsSeen } from './rights-seen.ts';
import { listedByUs, readProjects, type ProjectsRead } from './read-projects.ts';

/** What was read of the robots of one Harbor. */
export interface Fleet {
  readonly systemRead: boolean;
  /** Projects of which every robot was read, or that this login no longer lists. */
  readonly projectsRead: readonly number[];
  /** Robots of projects that are not listed are gone. */
  readonly allProjects: boolean;
  readonly listed: readonly number[];
  /** Projects that this user administers, by id. */
  readonly administered: readonly number[];
  readonly rights: Rights;
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
  const readings: Promise<ProjectRead>[] = [];
  let system: Promise<PagedResult | null> | null = null;
  // Likely the longest listing, so it is the first after the client has decided how to sign in.
  const readSystem = (): Promise<PagedResult | null> =>
    (system ??= readListing(course, '', { level: 'system' }, onlySystem));
  const projects = await readProjects(course, (project) => {
    void readSystem();
    readings.push(readProject(course, project));
  });
  return fleetOf(course, projects, await readSystem(), await Promise.all(readings));
}

async function readAtOnce(course: Course): Promise<Fleet> {
  const projects = await readProjects(course, () => undefined);
  if (projects.failure !== null) throw projects.failure;
  const all = await readAllLevels(course, projects.projects);
  if (all.hasProjectRobots) {
    const listed = [...projects.projects.keys()];
    const { homes, system } = all;
    const whole = system?.whole === true;
    return {
      systemRead: whole,
      projectsRead: whole ? listed : [],
      allProjects: whole,
      listed,
      administered: administeredIn(projects),
      rights: rightsOf(course, projects, system, listed),
      homes,
      failure: null,
    };
  }
  const each = [...projects.projects.values()];
  const readings = await Promise.all(each.map((project) => readProject(course, project)));
  return fleetOf(course, projects, all.system, readings);
}

/** System administrators are told every project, and a robot that was just seen to hold the right. */
function seesEveryProject({ identity, witness }: Course): boolean {
  if (identity.kind === 'user') return identity.isAdmin;
  return witness.reader !== null && listsEveryProject(witness.reader.permissions);
}

/** Role 1 is project administrator (Harbor 2.2 to 2.16). */
const administeredIn = ({ projects }: ProjectsRead): number[] =>
  [...projects.values()].filter(({ role }) => role === 1).map(({ id }) => id);

interface ProjectRead {
  readonly id: number;
  /** Null where it could not be read. */
  readonly found: PagedResult | null;
}

async function readProject(course: Course, project: HarborProject): Promise<ProjectRead> {
  const { id, name } = project;
  const found = await readListing(course, name, { projectId: id }, inProject(project));
  return { id, found };
}

function rightsOf(
  course: Course,
  { projects }: ProjectsRead,
  system: PagedResult | null,
  readable: readonly number[],
): Rights {
  const own = { projects: [...projects.values()], readable: new Set(readable) };
  return rightsSeen(course, { ...own, listsSystem: system !== null });
}

function fleetOf(
  course: Course,
  list: ProjectsRead,
  system: PagedResult | null,
  readings: readonly ProjectRead[],
): Fleet {
  const { projects, whole, failure } = list;
  const read = readings.filter(({ found }) => found?.whole === true).map(({ id }) => id);
  const readable = readings.filter(({ found }) => found !== null).map(({ id }) => id);
  const before = listedByUs(course).filter((id) => !projects.has(id));
  const listed = [...projects.keys()];
  return {
    systemRead: system?.whole === true,
    // For those who do not see every project one is gone when the same login listed it before:
    // a login of fewer rights must not make robots disappear.
    projectsRead: whole ? [...read, ...before] : read,
    allProjects: whole && seesEveryProject(course),
    listed: whole ? listed : [...listed, ...before],
    administered: administeredIn(list),
    rights: rightsOf(course, list, system, readable),
    homes: {},
    failure,
  };
}
