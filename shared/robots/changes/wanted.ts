import type { RobotDefinition } from '../../contract/operations.ts';
import { expiryAfter } from '../expiry/index.ts';
import { joinName } from '../names.ts';
import type { PermissionEntry, Robot } from '../robot.ts';
import { sendable } from './update-body.ts';
import { durationFor, withoutEmpty } from './edit.ts';

/** Where a robot is to be made, as far as it shows in the robot. */
export interface MakingAt {
  /** '' for system robots. */
  readonly project: string;
  /** Null where it is not known, and for system robots. */
  readonly projectId: number | null;
  /** Of that Harbor. */
  readonly prefix: string;
  /** Epoch seconds, server's clock. */
  readonly now: number;
}

/**
 * Permissions as they are sent: the namespace '' became the project that a robot is made in, and
 * entries of nothing, which Harbor refuses, are gone.
 */
export const placed = (entries: readonly PermissionEntry[], project: string): PermissionEntry[] =>
  withoutEmpty(entries).map((entry) =>
    entry.kind === 'project' && entry.namespace === '' ? { ...entry, namespace: project } : entry,
  );

/**
 * What Harbor is expected to hold after a robot was made: it lives from now on, so its days count
 * from now (goharbor/harbor src/controller/robot/controller.go, Create). Its id is 0.
 */
export function wantedRobot(
  { name, level, description, until, disabled, permissions }: RobotDefinition,
  { project, projectId, prefix, now }: MakingAt,
): Robot {
  const duration = durationFor(until, now, now);
  const projectName = level === 'project' ? project : '';
  const robot: Robot = {
    id: 0,
    name: joinName(prefix, projectName, name),
    level,
    projectId: level === 'project' ? projectId : null,
    projectName,
    description,
    disabled,
    editable: true,
    duration,
    expiresAt: expiryAfter(now, duration),
    createdAt: now,
    updatedAt: now,
    creator: { type: '', ref: 0 },
    permissions: placed(permissions, project),
  };
  // It is switched off by a PUT, which lets no access be without effect beside one that has one.
  return disabled ? { ...robot, permissions: sendable(robot, robot.permissions) } : robot;
}
