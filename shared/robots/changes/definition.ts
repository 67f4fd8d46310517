import type { Operation, RobotDefinition, Until } from '../../contract/operations.ts';
import { withoutEffects } from '../../permissions/without-effects.ts';
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

/**
 * A robot as the definition of the one that is made in its place: the same rights, said without
 * effects where that can be.
 * @param at the prefix of its Harbor and its version; '' counts as the newest
 */
export const definitionAgain = (
  robot: Robot,
  { until, leavesOutDenied = false }: Extract<Operation, { kind: 'recreate' }>,
  { prefix, version }: { readonly prefix: string; readonly version: string },
): RobotDefinition => ({
  ...definitionOf(robot, prefix, until),
  permissions: copyOf(withoutEffects(robot, version, leavesOutDenied).permissions),
});
