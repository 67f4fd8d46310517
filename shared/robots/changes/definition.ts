import type { RobotDefinition, Until } from '../../contract/operations.ts';
import { splitName } from '../names.ts';
import { NEVER_EXPIRES, type PermissionEntry, type Robot } from '../robot.ts';

/** Permissions that can be changed without changing those of the robot they come from. */
export const copyOf = (entries: readonly PermissionEntry[]): RobotDefinition['permissions'] =>
  entries.map(({ kind, namespace, access }) => ({
    kind,
    namespace,
    access: access.map(({ resource, action, effect }) => ({ resource, action, effect })),
  }));

/** The name that a robot was given: without prefix and `project+`. */
export const shortNameOf = (
  { name, level, projectName, editable }: Robot,
  prefix: string,
): string => splitName(name, level, projectName, prefix, editable).shortName;

/** Until when a robot lives, as a wish: the same moment, or never. */
export const lifeOf = ({ expiresAt }: Robot): Until =>
  expiresAt === NEVER_EXPIRES ? { kind: 'never' } : { kind: 'date', at: expiresAt };

/**
 * A robot as the definition of another one like it.
 * @param prefix of its Harbor
 * @param until null keeps the moment at which it expires
 */
export const definitionOf = (
  robot: Robot,
  prefix: string,
  until: Until | null = null,
): RobotDefinition => ({
  name: shortNameOf(robot, prefix),
  level: robot.level,
  description: robot.description,
  until: until ?? lifeOf(robot),
  disabled: robot.disabled,
  permissions: copyOf(robot.permissions),
});
