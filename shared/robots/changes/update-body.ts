import type { PermissionEntry, Robot } from '../robot.ts';
import type { RobotEdit } from './edit.ts';

/** The body of `PUT /robots/{id}`, in Harbor's spelling. */
export interface UpdateBody {
  readonly id: number;
  readonly name: string;
  readonly level: string;
  readonly description: string;
  readonly disable: boolean;
  readonly duration: number;
  readonly permissions: readonly {
    readonly kind: string;
    readonly namespace: string;
    readonly access: readonly {
      readonly resource: string;
      readonly action: string;
      readonly effect?: string;
    }[];
  }[];
}

/** Whether an access of the robot has an effect, which Harbor would let leak into other ones. */
export const hasEffects = (robot: Robot): boolean =>
  robot.permissions.some(({ access }) => access.some(({ effect }) => effect !== ''));

/**
 * Permissions as they must be sent so that they arrive as meant. Harbor reads the body into the
 * old list: an access without effect takes over what stood at its position (all versions to
 * 2.16), so as soon as one stored access has an effect every sent one names its own.
 */
export function sendable(
  robot: Robot,
  wanted: readonly PermissionEntry[],
): readonly PermissionEntry[] {
  if (!hasEffects(robot)) return wanted;
  return wanted.map((entry) => ({
    ...entry,
    access: entry.access.map((one) => (one.effect === '' ? { ...one, effect: 'allow' } : one)),
  }));
}

/** The robot as it will be after the edit, by Harbor's rules but without its arithmetic. */
export function edited(robot: Robot, edit: RobotEdit): Robot {
  return {
    ...robot,
    description: edit.description ?? robot.description,
    disabled: edit.disabled ?? robot.disabled,
    duration: edit.duration ?? robot.duration,
    permissions: sendable(robot, edit.permissions ?? robot.permissions),
  };
}

/**
 * The whole robot with its changes, because a PUT replaces everything: what is left out is
 * enabled, cleared or dropped (goharbor/harbor src/server/v2.0/handler/robot.go, updateV2Robot).
 * @param robot as just read from Harbor
 */
export function updateBody(robot: Robot, edit: RobotEdit): UpdateBody {
  const { id, name, level, description, disabled, duration, permissions } = edited(robot, edit);
  return {
    id,
    name,
    level,
    description,
    disable: disabled,
    duration,
    permissions: permissions.map(({ kind, namespace, access }) => ({
      kind,
      namespace,
      access: access.map(({ resource, action, effect }) =>
        effect === '' ? { resource, action } : { resource, action, effect },
      ),
    })),
  };
}
