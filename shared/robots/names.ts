import type { RobotLevel } from './robot.ts';

/**
 * A robot's full name is the prefix of its Harbor, then `project+` for project robots, then the
 * name it was given (goharbor/harbor src/controller/robot/controller.go). The prefix is not
 * stored there: changing it renames every robot at once, except legacy ones.
 */

/** Harbor's prefix unless somebody changed it; legacy robots have it for good. */
export const DEFAULT_PREFIX = 'robot$';

/** What Harbor takes as the name of a robot or a project (handler/robot.go, pkg/project/manager.go). */
const GIVEN_NAME = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;

/** Whether a robot or a project can have been given this name. */
export const isGivenName = (name: string): boolean => GIVEN_NAME.test(name);

/** A full name in its three parts; joined they are the name again. */
export interface NameParts {
  /** For example `robot$`; '' where the name does not start with the known prefix. */
  readonly prefix: string;
  /** For example `library+`; '' for system robots. */
  readonly project: string;
  readonly shortName: string;
}

/**
 * Takes a full name apart.
 * @param prefix of the robot's Harbor
 * @param projectName of a project robot, '' for system robots
 * @param editable false for legacy robots, whose prefix is Harbor's old one whatever it is now
 */
export function splitName(
  name: string,
  level: RobotLevel,
  projectName: string,
  prefix: string,
  editable: boolean,
): NameParts {
  const own = editable ? prefix : DEFAULT_PREFIX;
  const found = name.startsWith(own) ? own : '';
  const rest = name.slice(found.length);
  const project = level === 'project' && projectName !== '' ? `${projectName}+` : '';
  if (project !== '' && rest.startsWith(project)) {
    return { prefix: found, project, shortName: rest.slice(project.length) };
  }
  return { prefix: found, project: '', shortName: rest };
}

/**
 * The full name of a robot.
 * @param projectName of a project robot, '' for system robots
 */
export function joinName(prefix: string, projectName: string, shortName: string): string {
  return `${prefix}${projectName === '' ? '' : `${projectName}+`}${shortName}`;
}

/** What deriving the prefix needs to know of a robot. */
interface Named {
  readonly name: string;
  readonly level: RobotLevel;
  readonly projectName: string;
  readonly editable: boolean;
}

/**
 * The prefix, for logins that may not read Harbor's configuration: what stands in front of
 * `project+` in the names of project robots. The most frequent answer wins.
 * @returns DEFAULT_PREFIX where no robot tells
 */
export function derivePrefix(robots: Iterable<Named>): string {
  const votes = new Map<string, number>();
  for (const { name, level, projectName, editable } of robots) {
    if (level !== 'project' || projectName === '' || !editable) continue;
    // Given names hold no plus (handler/robot.go, validateName), so the last one is Harbor's.
    const project = name.slice(0, name.lastIndexOf('+'));
    if (!project.endsWith(projectName)) continue;
    const prefix = project.slice(0, project.length - projectName.length);
    votes.set(prefix, (votes.get(prefix) ?? 0) + 1);
  }
  let best = DEFAULT_PREFIX;
  let most = 0;
  for (const [prefix, count] of votes) {
    if (count > most) [best, most] = [prefix, count];
  }
  return best;
}
