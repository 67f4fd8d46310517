import type { RobotDefinition, Until } from '../../contract/operations.ts';
import { normalForm } from '../../permissions/sets.ts';
import type { PermissionEntry, Robot } from '../robot.ts';
import { copyOf, definitionOf } from './definition.ts';

/** How a clone differs from the robot it is made after. */
export interface CloneWish {
  /** New names of projects by the names at the source; others keep theirs. */
  readonly projects: Readonly<Record<string, string>>;
  /** Another short name; null keeps it. */
  readonly name: string | null;
  /** Null keeps the moment at which the robot expires. */
  readonly until: Until | null;
}

/** A robot like another one, for another place. */
export interface Clone {
  readonly definition: RobotDefinition;
  /** The project it belongs to there; '' for a system robot. */
  readonly project: string;
}

const renamed = (name: string, projects: CloneWish['projects']): string =>
  // Not `projects[name]` alone: a project may be called like a member of every object.
  Object.hasOwn(projects, name) ? (projects[name] ?? name) : name;

/** Permissions at the projects' new names; two that got the same name become one. */
function moved(
  entries: readonly PermissionEntry[],
  projects: CloneWish['projects'],
): readonly PermissionEntry[] {
  const there = entries.map((entry) =>
    entry.kind === 'project' && entry.namespace !== '*'
      ? { ...entry, namespace: renamed(entry.namespace, projects) }
      : entry,
  );
  const places = new Set(there.map(({ kind, namespace }) => `${kind} ${namespace}`));
  return places.size === there.length ? there : normalForm(there);
}

/**
 * The definition of a robot like this one at another place. Effects stay as they are, and so do
 * permissions that the place may not accept: whoever plans it names those.
 * @param prefix of the Harbor that the robot is on
 */
export function cloneOf(robot: Robot, prefix: string, wish: CloneWish): Clone {
  const definition = definitionOf(robot, prefix, wish.until);
  return {
    definition: {
      ...definition,
      name: wish.name ?? definition.name,
      permissions: copyOf(moved(robot.permissions, wish.projects)),
    },
    project: robot.level === 'project' ? renamed(robot.projectName, wish.projects) : '',
  };
}
