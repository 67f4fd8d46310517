import { createHash } from 'node:crypto';
import { onOurClock } from '../robots/expiry.ts';
import { splitName } from '../robots/names.ts';
import { fold } from '../robots/query/query.ts';
import { NEVER_EXPIRES, type Robot } from '../robots/robot.ts';
import type { ReadRobot } from './inventory.ts';

/** `robot.standing`: the part of a robot's state that time leaves alone. */
export const STANDING = { gone: 0, legacy: 1, disabled: 2, plain: 3 } as const;

/** Bits of `robot.flags`. */
export const FLAG = { legacy: 1, disabled: 2, noPermissions: 4, stalePermissions: 8 } as const;

/** `robot.expires` of robots that never do: later than any date. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** `robot.level`. */
export const LEVEL = { system: 0, project: 1 } as const;

/** `robot.expires` for a server's `expires_at`, which may be beyond any date people use. */
export function expiresColumn(expiresAt: number, offset: number): number {
  if (expiresAt === NEVER_EXPIRES) return NEVER;
  return Math.min(onOurClock(expiresAt, offset), NEVER - 1);
}

/** The columns of a robot that follow from Harbor's answer alone. */
export function columnsOf(robot: Robot, prefix: string, offset: number) {
  const { name, level, projectName, editable, disabled } = robot;
  return {
    standing: !editable ? STANDING.legacy : disabled ? STANDING.disabled : STANDING.plain,
    flags:
      (editable ? 0 : FLAG.legacy) |
      (disabled ? FLAG.disabled : 0) |
      (robot.permissions.length === 0 ? FLAG.noPermissions : 0),
    expires: expiresColumn(robot.expiresAt, offset),
    expiresAt: robot.expiresAt,
    created: robot.createdAt,
    updated: robot.updatedAt,
    duration: robot.duration,
    level: LEVEL[level],
    name,
    shortName: splitName(name, level, projectName, prefix, editable).shortName,
    search: `${fold(name)}\n${fold(robot.description)}`,
  };
}

/** A digest of everything that was read about a robot: equal means that nothing changed. */
export function fingerprintOf({ robot, raw }: ReadRobot): Buffer {
  const { name, level, projectId, projectName, disabled, editable } = robot;
  const { duration, expiresAt, createdAt, updatedAt, creator } = robot;
  const told = [name, level, projectId, projectName, disabled, editable, duration, expiresAt];
  const more = [createdAt, updatedAt, creator.type, creator.ref];
  return createHash('sha1')
    .update(JSON.stringify([...told, ...more]))
    .update(raw)
    .digest();
}
