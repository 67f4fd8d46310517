import { AppError } from '../../shared/contract/errors.ts';
import type { HarborProject } from '../harbor/types.ts';
import type { Course } from './course.ts';
import { pagesOf, readPaged, urgencyOf } from './paged.ts';

/** The projects that this login sees. */
export interface ProjectsRead {
  /** No project that was there all the time is missing. */
  readonly whole: boolean;
  readonly projects: ReadonlyMap<number, HarborProject>;
  /** What a page failed with, null where none did. */
  readonly failure: AppError | null;
}

/**
 * Reads and keeps the list of projects, and says how many requests lie ahead before it passes
 * the first project on. Never throws: a failure that ends the whole sync has aborted its requests.
 *
 * @param onProject is told each project as soon as it is known, once
 */
export async function readProjects(
  course: Course,
  onProject: (project: HarborProject) => void,
): Promise<ProjectsRead> {
  const { client, inventory, reading, requests, progress } = course;
  const before = listedByUs(course);
  const projects = new Map<number, HarborProject>();
  let announced = false;

  const readPage = (page: number) =>
    requests.send(async (signal) => {
      const { items, total } = await client.projects(page, signal);
      if (!announced) await client.expectRequests(requestsAhead(total), signal);
      announced = true;
      const fresh = items.filter(({ id }) => !projects.has(id));
      for (const project of fresh) projects.set(project.id, project);
      if (fresh.length > 0) await inventory.writeProjects(reading, fresh);
      fresh.forEach(onProject);
      return { total, entries: items.map(({ id }) => ({ id, createdAt: 0 })) };
    }, urgencyOf(page));

  progress.plan(1);
  try {
    const { whole } = await readPaged({
      readPage,
      onMorePages: (pages) => progress.plan(pages),
      sortedById: course.capabilities.canSort,
      serverNow: course.serverNow,
      // A project that is missing may have slipped from one page to the one before.
      isDoubtful: (ids) => before.some((id) => !ids.has(id)),
    });
    return { whole, projects, failure: null };
  } catch (error) {
    if (error instanceof AppError) return { whole: false, projects, failure: error };
    throw error;
  }
}

/** Projects that this same login listed in the sync before. */
export function listedByUs({ remembered, identity }: Course): readonly number[] {
  const { listed } = remembered;
  return listed?.username === identity.username ? listed.projectIds : [];
}

/** After the first page of projects, if no project has more than 100 robots. */
const requestsAhead = (projects: number): number => pagesOf(projects) + projects;
