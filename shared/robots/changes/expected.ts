import { expiryAfter } from '../expiry/index.ts';
import type { Robot } from '../robot.ts';
import type { RobotEdit } from './edit.ts';
import { edited } from './update-body.ts';

/**
 * What Harbor is expected to hold after a PUT: the expiry moves only if the duration differs
 * from the stored one, and counts from the creation (Harbor ≥ 2.2, handler/robot.go).
 */
export function expectedAfter(robot: Robot, edit: RobotEdit): Robot {
  const after = edited(robot, edit);
  if (after.duration === robot.duration) return after;
  return { ...after, expiresAt: expiryAfter(robot.createdAt, after.duration) };
}
