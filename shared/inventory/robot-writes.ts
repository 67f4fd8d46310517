import type { Database } from 'better-sqlite3';
import type { ReadRobot } from './inventory.ts';
import type { CachedInstance } from './instances.ts';
import type { Names } from './names.ts';
import type { PermissionSets } from './permission-sets.ts';
import { splitRaw } from './read-json.ts';
import { columnsOf, FLAG, fingerprintOf } from './robot-record.ts';

/** What is there of a robot that is being read again. */
export interface KnownRobot {
  readonly key: number;
  readonly created: number;
  readonly goneSince: number | null;
  readonly firstReading: number;
  readonly fingerprint: Buffer;
}

/** Columns that a reading sets, as the statements below name them. */
const READ_COLUMNS = [
  'standing',
  'flags',
  'expires',
  'created',
  'updated',
  'duration',
  'level',
  'project',
  'creator',
  'permission_set',
  'name',
  'short_name',
  'search',
  'expires_at',
] as const;

const PARAMETERS: Readonly<Record<(typeof READ_COLUMNS)[number], string>> = {
  standing: '@standing',
  flags: '@flags',
  expires: '@expires',
  created: '@created',
  updated: '@updated',
  duration: '@duration',
  level: '@level',
  project: '@project',
  creator: '@creator',
  permission_set: '@permissionSet',
  name: '@name',
  short_name: '@shortName',
  search: '@search',
  expires_at: '@expiresAt',
};

const VALUES = READ_COLUMNS.map((column) => PARAMETERS[column]);

/** Writes single robots, within the caller's transaction. */
export function createRobotWrites(db: Database, names: Names, sets: PermissionSets) {
  const find = db.prepare<[number, number], KnownRobot>(
    `SELECT r.key, r.created, r.gone_since AS goneSince, r.first_reading AS firstReading,
            t.fingerprint
     FROM robot r JOIN robot_text t ON t.key = r.key WHERE r.instance = ? AND r.id = ?`,
  );
  const add = db.prepare(
    `INSERT INTO robot (instance, id, first_seen, first_reading, ${READ_COLUMNS.join(', ')})
     VALUES (@instance, @id, @firstSeen, @firstReading, ${VALUES.join(', ')})`,
  );
  const addText = db.prepare(
    'INSERT INTO robot_text (key, fingerprint, description, raw) VALUES (?, ?, ?, ?)',
  );
  // The bit for permissions no longer accepted is the end of the reading's to set.
  const change = db.prepare(
    `UPDATE robot SET (${READ_COLUMNS.join(', ')}, gone_since, last_seen) =
       (${VALUES.join(', ').replace('@flags', `@flags | (flags & ${FLAG.stalePermissions})`)},
        NULL, NULL)
     WHERE key = @key AND
       (${READ_COLUMNS.join(', ').replace('flags', `flags & ~${FLAG.stalePermissions}`)}, gone_since)
       IS NOT (${VALUES.join(', ')}, NULL)`,
  );
  const changeText = db.prepare(
    `UPDATE robot_text SET fingerprint = @fingerprint, description = @description, raw = @raw
     WHERE key = @key AND (@changed OR (description, raw) IS NOT (@description, @raw))`,
  );
  const remove = db.prepare('DELETE FROM robot WHERE key = ?');

  const record = ({ robot, raw }: ReadRobot, instance: CachedInstance) => {
    const { permissions, rest } = splitRaw(raw);
    const { num, prefix, offsetUsed } = instance;
    const project =
      robot.level === 'system'
        ? names.system(num)
        : names.project(num, robot.projectId ?? -1, robot.projectName);
    const columns = {
      ...columnsOf(robot, prefix, offsetUsed),
      project,
      creator: names.creator(num, robot.creator),
      permissionSet: sets.numberOf(robot.permissions, permissions),
    };
    return { columns, rest };
  };

  return {
    find: (instance: number, id: number): KnownRobot | undefined => find.get(instance, id),
    /** Whether a robot is there exactly as it was read. */
    isUnchanged: (known: KnownRobot, read: ReadRobot): boolean =>
      known.goneSince === null && known.fingerprint.equals(fingerprintOf(read)),
    /**
     * Adds a robot that is new to us.
     * @param firstSeen epoch seconds
     */
    add(read: ReadRobot, instance: CachedInstance, firstSeen: number, firstReading: number): void {
      const { columns, rest } = record(read, instance);
      const own = { instance: instance.num, id: read.robot.id, firstSeen, firstReading };
      const key = add.run({ ...own, ...columns }).lastInsertRowid;
      addText.run(key, fingerprintOf(read), read.robot.description, rest);
    },
    /** Writes what changed of a robot; a gone one is back. Tells whether anything did. */
    change(known: KnownRobot, read: ReadRobot, instance: CachedInstance): boolean {
      const { columns, rest } = record(read, instance);
      const { key } = known;
      const changed = change.run({ key, ...columns }).changes > 0 ? 1 : 0;
      const fingerprint = fingerprintOf(read);
      const { description } = read.robot;
      const text = changeText.run({ key, changed, fingerprint, description, raw: rest });
      return changed === 1 || text.changes > 0;
    },
    remove: (key: number): void => void remove.run(key),
  };
}

export type RobotWrites = ReturnType<typeof createRobotWrites>;
