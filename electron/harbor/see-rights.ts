import type { Rights } from '../../shared/contract/instances.ts';
import { rightsOfAdmin, rightsOfRobot, rightsOfUser, type UserSeen } from './rights.ts';
import type { HarborProject, Identity, Page } from './types.ts';

/** What is asked of Harbor to say what a login can do. */
export interface Looking {
  projects(page: number): Promise<Page<HarborProject>>;
  /** `auth_mode` of this Harbor, where it was asked already; else ''. */
  authMode(): Promise<string>;
  /** Whether the system robots may be listed. */
  listsSystemRobots(): Promise<boolean>;
  /** `resource:action` pairs that this login really has in a project (Harbor ≥ 2.3). */
  ownPermissions(projectId: number): Promise<ReadonlySet<string>>;
}

/** Projects tried one by one, where Harbor does not say in the list what we may do there. */
const MOST_TRIED = 8;

/**
 * Finds out what this login can and cannot do: nothing more to ask for a system administrator,
 * the pages of projects for a user, and up to ten requests for a robot.
 */
export async function seeRights(identity: Identity, looking: Looking): Promise<Rights> {
  if (identity.kind === 'robot') return seeRobot(identity.username, looking);
  if (identity.isAdmin) return rightsOfAdmin(identity, await looking.authMode());
  const projects = await allProjects(looking);
  const isNamed = projects.some(({ role }) => role > 0);
  const withoutRole: UserSeen['withoutRole'][number][] = [];
  // Harbor names roles only for users it knows itself; where it names none, a few are tried.
  for (const { id } of isNamed ? [] : projects.slice(0, MOST_TRIED)) {
    const own = await looking.ownPermissions(id);
    withoutRole.push({ canCreate: own.has('robot:create'), canList: own.has('robot:list') });
  }
  return rightsOfUser(identity, { projects, withoutRole });
}

async function seeRobot(username: string, looking: Looking): Promise<Rights> {
  const listsSystem = await looking.listsSystemRobots();
  const { items, total } = await looking.projects(1);
  // A project robot carries its project in its name; the others begin with public projects.
  const named = (project: HarborProject): number => (username.includes(`${project.name}+`) ? 0 : 1);
  const tried = [...items].sort((a, b) => named(a) - named(b)).slice(0, MOST_TRIED);
  let listed = 0;
  let changed = 0;
  for (const { id } of tried) {
    const own = await looking.ownPermissions(id);
    if (own.has('robot:list')) listed += 1;
    if (own.has('robot:update')) changed += 1;
  }
  const counts = { tried: tried.length, listed, changed };
  return rightsOfRobot(username, { listsSystem, projects: total, ...counts });
}

async function allProjects(looking: Looking): Promise<readonly HarborProject[]> {
  const projects: HarborProject[] = [];
  for (let page = 1; ; page += 1) {
    const { items, total } = await looking.projects(page);
    projects.push(...items);
    if (items.length === 0 || projects.length >= total) return projects;
  }
}
