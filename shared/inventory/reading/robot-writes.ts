import type { Database } from 'better-sqlite3';
import type { ReadRobot } from '../shapes.ts';
import type { CachedInstance } from '../instances.ts';
import type { Names } from '../names.ts';
import type { PermissionSets } from '../permission-sets.ts';
import { splitRaw } from '../raw-answer.ts';
import { columnsOf, FLAG, fingerprintOf } from '../robot-record.ts';
import { createSnoozeReview } from '../expiry/snoozes.ts';

/** What is there of a robot that is being read again. */
export interface KnownRobot {
  readonly key: number;
  readonly created: number;
  readonly goneSince: number | null;
  readonly firstReading: number;
  readonly fingerprint: number;
}

/** Columns that a reading sets, in the order in which the statements below take them. */
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

type Columns = Readonly<Record<(typeof READ_COLUMNS)[number], string | number>>;

const NAMES = READ_COLUMNS.join(', ');
const MARKS = READ_COLUMNS.map(() => '?').join(', ');

/** Writes single robots, within the caller's transaction. */
export function createRobotWrites(db: Database, names: Names, sets: PermissionSets) {
  const find = db.prepare<[number, number], KnownRobot>(
    `SELECT key, created, gone_since AS goneSince, first_reading AS firstReading, fingerprint
     FROM robot WHERE instance = ? AND id = ?`,
  );
  const add = db.prepare(
    `INSERT INTO robot (instance, id, first_seen, first_reading, fingerprint, ${NAMES})
     VALUES (?, ?, ?, ?, ?, ${MARKS})`,
  );
  const addText = db.prepare('INSERT INTO robot_text (key, description, raw) VALUES (?, ?, ?)');
  // The bit for permissions no longer accepted is set once all that was read is written.
  const own = (flags: string): string => `${flags} & ~${FLAG.stalePermissions}`;
  const ownNames = READ_COLUMNS.map((name) => (name === 'flags' ? own(name) : name)).join(', ');
  const newMarks = READ_COLUMNS.map((name) =>
    name === 'flags' ? `? | (flags & ${FLAG.stalePermissions})` : '?',
  ).join(', ');
  const change = db.prepare(
    `UPDATE robot SET (${NAMES}, gone_since, last_seen) = (${newMarks}, NULL, NULL)
     WHERE key = ? AND (${ownNames}, gone_since) IS NOT (${MARKS}, NULL)`,
  );
  const changeText = db.prepare(
    `UPDATE robot_text SET description = @description, raw = @raw
     WHERE key = @key AND (description, raw) IS NOT (@description, @raw)`,
  );
  const setFingerprint = db.prepare('UPDATE robot SET fingerprint = ? WHERE key = ?');
  const remove = db.prepare('DELETE FROM robot WHERE key = ?');
  const reviewSnooze = createSnoozeReview(db);

  const record = ({ robot, raw }: ReadRobot, instance: CachedInstance) => {
    const { permissions, rest } = splitRaw(raw);
    const { num, prefix, offsetUsed } = instance;
    const project =
      robot.level === 'system'
        ? names.system(num)
        : names.project(num, robot.projectId ?? -1, robot.projectName);
    const columns: Columns = {
      ...columnsOf(robot, prefix, offsetUsed),
      project,
      creator: names.creator(num, robot.creator),
      permission_set: sets.numberOf(robot.permissions, permissions),
    };
    return { values: READ_COLUMNS.map((name) => columns[name]), rest };
  };

  return {
    find: (instance: number, id: number): KnownRobot | undefined => find.get(instance, id),
    /** Whether a robot is there exactly as it was read. */
    isUnchanged: (known: KnownRobot, read: ReadRobot): boolean =>
      known.goneSince === null && known.fingerprint === fingerprintOf(read),
    /**
     * Adds a robot that is new to us.
     * @param firstSeen epoch seconds
     */
    add(read: ReadRobot, instance: CachedInstance, firstSeen: number, firstReading: number): void {
      const { values, rest } = record(read, instance);
      const first = [instance.num, read.robot.id, firstSeen, firstReading, fingerprintOf(read)];
      const key = add.run(...first, ...values).lastInsertRowid;
      addText.run(key, read.robot.description, rest);
      reviewSnooze(instance.id, read.robot);
    },
    /** Writes what changed of a robot; a gone one is back. Tells whether anything did. */
    change(known: KnownRobot, read: ReadRobot, instance: CachedInstance): boolean {
      const { values, rest } = record(read, instance);
      const { key } = known;
      const { description } = read.robot;
      const changed = change.run(...values, key, ...values).changes;
      const textChanged = changeText.run({ key, description, raw: rest }).changes;
      if (changed + textChanged === 0) return false;
      setFingerprint.run(fingerprintOf(read), key);
      reviewSnooze(instance.id, read.robot);
      return true;
    },
    remove: (key: number): void => void remove.run(key),
  };
}

export type RobotWrites = ReturnType<typeof createRobotWrites>;
