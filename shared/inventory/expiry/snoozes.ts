import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Snoozed, SnoozeMark, SnoozeWish } from '../../contract/snoozes.ts';
import { normalForm } from '../../permissions/sets.ts';
import { isExpired, snoozeEnd } from '../../robots/expiry/index.ts';
import { NEVER_EXPIRES, type PermissionEntry, type Robot } from '../../robots/robot.ts';
import { condition, type Condition } from '../query/conditions.ts';
import { readEntries } from '../read-json.ts';
import { NEVER, STANDING } from '../robot-record.ts';

interface Row {
  readonly key: number;
  readonly instanceId: string;
  readonly robotId: number;
  readonly standing: number;
  readonly expires: number;
  readonly expiresAt: number;
  readonly permissionSet: number;
}

interface Kept extends SnoozeMark {
  readonly expires: number;
}

/** What a robot may do, as short text: equal for equal permissions, whatever their order. */
const digestOf = (entries: readonly PermissionEntry[]): string =>
  createHash('sha256')
    .update(JSON.stringify(normalForm(entries)))
    .digest('base64');

const expiryOf = ({ expires }: { readonly expires: number }): number =>
  expires === NEVER ? NEVER_EXPIRES : expires;

/** Robots that are not warned of at a moment: `isSnoozed` in shared/robots/expiry. */
export const snoozedCondition = (now: number): Condition =>
  condition(
    `r.key IN (SELECT k.key FROM state.robot_snooze z
       CROSS JOIN instance i ON i.id = z.instance_id
       CROSS JOIN robot k ON k.instance = i.num AND k.id = z.robot_id
       WHERE z.until > ? AND (k.expires > ? OR z.at >= k.expires))`,
    now,
    now,
  );

/** Ends the snooze of a robot that is read with another expiry or other permissions. */
export function createSnoozeReview(db: Database) {
  const find = db.prepare<[string, number], { expiresAt: number; permissions: string }>(
    `SELECT expires_at AS expiresAt, permissions FROM state.robot_snooze
     WHERE instance_id = ? AND robot_id = ?`,
  );
  const remove = db.prepare(
    'DELETE FROM state.robot_snooze WHERE instance_id = ? AND robot_id = ?',
  );
  return (instanceId: string, { id, expiresAt, permissions }: Robot): void => {
    const kept = find.get(instanceId, id);
    if (kept === undefined) return;
    if (kept.expiresAt === expiresAt && kept.permissions === digestOf(permissions)) return;
    remove.run(instanceId, id);
  };
}

/** Robots that people do not want to be warned of for a while. */
export function createSnoozes(db: Database) {
  const robots = db.prepare<[string], Row>(
    `SELECT r.key, i.id AS instanceId, r.id AS robotId, r.standing, r.expires,
       r.expires_at AS expiresAt, r.permission_set AS permissionSet
     FROM robot r JOIN instance i ON i.num = r.instance
     WHERE r.key IN (SELECT value FROM json_each(?))`,
  );
  // From the robots that are asked for: left to itself, SQLite goes through all that are snoozed.
  const kept = db.prepare<[string], Kept>(
    `SELECT r.key, z.at, z.until, z.reason, r.expires FROM robot r
     CROSS JOIN instance i ON i.num = r.instance
     CROSS JOIN state.robot_snooze z ON z.instance_id = i.id AND z.robot_id = r.id
     WHERE r.key IN (SELECT value FROM json_each(?))`,
  );
  const put = db.prepare(
    `INSERT OR REPLACE INTO state.robot_snooze
       (instance_id, robot_id, at, until, reason, expires_at, permissions)
     VALUES (@instanceId, @robotId, @at, @until, @reason, @expiresAt, @permissions)`,
  );
  const remove = db.prepare(
    'DELETE FROM state.robot_snooze WHERE instance_id = @instanceId AND robot_id = @robotId',
  );
  const entriesOf = db
    .prepare<[number], string>('SELECT entries FROM permission_set WHERE num = ?')
    .pluck();

  const marksOf = (keys: readonly number[]): Kept[] => kept.all(JSON.stringify(keys));
  const plainMark = ({ key, at, until, reason }: Kept): SnoozeMark => ({ key, at, until, reason });

  /** Writes a mark for each of these robots that has one. */
  const write = (
    keys: readonly number[],
    markOf: (robot: Row) => Omit<SnoozeMark, 'key'> | null,
  ) => {
    const digests = new Map<number, string>();
    const digest = (set: number): string => {
      const known = digests.get(set) ?? digestOf(readEntries(entriesOf.get(set) ?? '[]'));
      digests.set(set, known);
      return known;
    };
    let written = 0;
    for (const robot of robots.all(JSON.stringify(keys))) {
      const mark = markOf(robot);
      if (mark === null) continue;
      put.run({ ...robot, ...mark, permissions: digest(robot.permissionSet) });
      written += 1;
    }
    return written;
  };

  const set = db.transaction(
    (keys: readonly number[], { until, reason, acknowledge }: SnoozeWish, now: number): Snoozed => {
      const before = marksOf(keys).map(plainMark);
      const counts = { acknowledged: 0, never: 0, past: 0 };
      const endOf = (robot: Row): ReturnType<typeof snoozeEnd> => {
        if (robot.standing === STANDING.gone) return 'never';
        const expiry = expiryOf(robot);
        return isExpired(expiry, now) && !acknowledge ? 'past' : snoozeEnd(until, expiry, now);
      };
      const written = write(keys, (robot) => {
        const end = endOf(robot);
        if (typeof end !== 'number') {
          counts[end] += 1;
          return null;
        }
        if (isExpired(expiryOf(robot), now)) counts.acknowledged += 1;
        return { at: now, until: end, reason };
      });
      return { robots: written, ...counts, before };
    },
  );
  const wake = db.transaction((keys: readonly number[]): Snoozed => {
    const before = marksOf(keys).map(plainMark);
    for (const robot of robots.all(JSON.stringify(before.map(({ key }) => key)))) {
      remove.run(robot);
    }
    return { robots: before.length, acknowledged: 0, never: 0, past: 0, before };
  });
  const restore = db.transaction(
    (keys: readonly number[], marks: readonly SnoozeMark[]): Snoozed => {
      const woken = wake(keys);
      const wanted = new Map(marks.map((mark) => [mark.key, mark]));
      write([...wanted.keys()], ({ key }) => wanted.get(key) ?? null);
      return { ...woken, robots: keys.length };
    },
  );

  return {
    /** Puts the warnings of these robots off, all in one; `before` is what held until now. */
    set: (keys: readonly number[], wish: SnoozeWish, now: number): Snoozed =>
      set.immediate(keys, wish, now),
    wake: (keys: readonly number[]): Snoozed => wake.immediate(keys),
    /** Makes these robots what they were: snoozed as the marks say, or not at all. */
    restore: (keys: readonly number[], marks: readonly SnoozeMark[]): Snoozed =>
      restore.immediate(keys, marks),
  };
}
