import { isBefore } from './releases.ts';

/** Who may make projects at a Harbor (`project_creation_restriction` of GET /systeminfo). */
export const PROJECT_CREATIONS = ['everyone', 'adminonly'] as const;

export type ProjectCreation = (typeof PROJECT_CREATIONS)[number];

/** The permission of the system to make projects, which also holds where not everybody may. */
export const MAKES_PROJECTS = 'project:create';

/**
 * Whether robots make projects in a release at all. Up to 2.3 Harbor looks for the owner of a new
 * project among its users, where no robot is found (goharbor/harbor#15461).
 * @param version one that is no number counts as the newest
 */
export const robotsMakeProjects = (version: string): boolean => !isBefore(version, '2.4.0');

/** Why no robot makes a project in the releases before. */
export const NO_ROBOT_MAKES =
  'Harbor makes no projects for robots before 2.4 (goharbor/harbor#15461).';

/**
 * Whether every system robot may make projects, whatever it holds (goharbor/harbor#19704); null
 * where that depends on what was not read.
 * @param creation null where it was not read
 */
export function everySystemRobotMakes(
  version: string,
  creation: ProjectCreation | null,
): boolean | null {
  if (!robotsMakeProjects(version)) return false;
  return creation === null ? null : creation === 'everyone';
}
