import { onOurClock } from '../robots/expiry/index.ts';
import { splitName } from '../robots/names.ts';
import { fold } from '../robots/query/query.ts';
import { NEVER_EXPIRES, type Robot } from '../robots/robot.ts';
import type { ReadRobot } from './shapes.ts';

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
    created: robot.createdAt,
    updated: robot.updatedAt,
    duration: robot.duration,
    level: LEVEL[level],
    name,
    short_name: splitName(name, level, projectName, prefix, editable).shortName,
    search: `${fold(name)}\n${fold(robot.description)}`,
    expires_at: robot.expiresAt,
  };
}

/** What a robot's fingerprint is taken of, beside Harbor's own text. */
function told({ robot }: ReadRobot): string {
  const { name, level, projectId, projectName, disabled, editable } = robot;
  const { duration, expiresAt, createdAt, updatedAt, creator } = robot;
  const texts = [name, level, projectName, creator.type].join('\n');
  return `${texts}\n${projectId} ${disabled} ${editable} ${duration} ${expiresAt} ${createdAt} ${updatedAt} ${creator.ref}`;
}

/** Two multiplicative hashes side by side, 53 bits together (cyrb53, public domain). */
function digest(texts: readonly string[]): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const text of texts) {
    for (let place = 0; place < text.length; place += 1) {
      const unit = text.charCodeAt(place);
      high = Math.imul(high ^ unit, 2_654_435_761);
      low = Math.imul(low ^ unit, 1_597_334_677);
    }
  }
  high =
    Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low =
    Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return 2 ** 32 * (low & 0x1fffff) + (high >>> 0);
}

/**
 * A number made of everything that was read about a robot: equal means that nothing changed.
 * Computed for every robot of every sync, so it has to be cheap rather than hard to forge.
 */
export const fingerprintOf = (read: ReadRobot): number => digest([told(read), read.raw]);
