import type { Database } from 'better-sqlite3';
import type { RobotLevel } from '../../robots/robot.ts';
import type { KnownRobot } from '../shapes.ts';
import { readEntries } from '../read-json.ts';
import { FLAG, LEVEL, STANDING } from '../robot-record.ts';

interface Row {
  readonly key: number;
  readonly instanceId: string;
  readonly id: number;
  readonly name: string;
  readonly level: number;
  readonly projectId: number;
  readonly projectName: string;
  readonly description: string;
  readonly flags: number;
  readonly standing: number;
  readonly duration: number;
  readonly expiresAt: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly creatorType: string;
  readonly creatorRef: number;
  readonly entries: string;
}

const ROBOT = `SELECT r.key, i.id AS instanceId, r.id, r.name, r.level, p.id AS projectId,
    p.name AS projectName, t.description, r.flags, r.standing, r.duration,
    r.expires_at AS expiresAt, r.created AS createdAt, r.updated AS updatedAt,
    c.type AS creatorType, c.ref AS creatorRef, s.entries
  FROM robot r JOIN robot_text t ON t.key = r.key JOIN instance i ON i.num = r.instance
    JOIN project p ON p.num = r.project JOIN creator c ON c.num = r.creator
    JOIN permission_set s ON s.num = r.permission_set`;

function fromRow(row: Row): KnownRobot {
  const level: RobotLevel = row.level === LEVEL.system ? 'system' : 'project';
  const { id, name, projectName, description, duration, expiresAt, createdAt, updatedAt } = row;
  return {
    key: row.key,
    instanceId: row.instanceId,
    gone: row.standing === STANDING.gone,
    robot: {
      id,
      name,
      level,
      projectId: level === 'system' || row.projectId < 0 ? null : row.projectId,
      projectName,
      description,
      disabled: (row.flags & FLAG.disabled) !== 0,
      editable: (row.flags & FLAG.legacy) === 0,
      duration,
      expiresAt,
      createdAt,
      updatedAt,
      creator: { type: row.creatorType, ref: row.creatorRef },
      permissions: readEntries(row.entries),
    },
  };
}

/** Robots of the inventory, whole. */
export function createKnownRobots(db: Database) {
  const several = db.prepare<[string], Row>(
    `${ROBOT} WHERE r.key IN (SELECT value FROM json_each(?))`,
  );
  const one = db.prepare<[number], Row>(`${ROBOT} WHERE r.key = ?`);
  const named = db.prepare<[string, number], Row>(`${ROBOT} WHERE i.id = ? AND r.id = ?`);
  const numbered = db.prepare<[string, string], Row>(
    `${ROBOT} WHERE i.id = ? AND r.id IN (SELECT value FROM json_each(?))`,
  );

  const called = db.prepare<[string, string], Row>(
    `${ROBOT} WHERE r.name IN (SELECT value FROM json_each(?))
       OR r.short_name IN (SELECT value FROM json_each(?)) ORDER BY r.standing DESC, r.key`,
  );

  return {
    /** Robots of these full names, or of these given ones; those that are gone last. */
    called: (names: readonly string[], shortNames: readonly string[]): KnownRobot[] =>
      called.all(JSON.stringify(names), JSON.stringify(shortNames)).map(fromRow),
    /** In the order of the keys; keys that are no longer known are left out. */
    byKeys(keys: readonly number[]): KnownRobot[] {
      const rows = new Map(several.all(JSON.stringify(keys)).map((row) => [row.key, row]));
      return keys.flatMap((key) => {
        const row = rows.get(key);
        return row === undefined ? [] : [fromRow(row)];
      });
    },
    byKey(key: number): KnownRobot | null {
      const row = one.get(key);
      return row === undefined ? null : fromRow(row);
    },
    byId(instanceId: string, robotId: number): KnownRobot | null {
      const row = named.get(instanceId, robotId);
      return row === undefined ? null : fromRow(row);
    },
    /** Those of an instance that are known among these ids. */
    byIds: (instanceId: string, robotIds: readonly number[]): KnownRobot[] =>
      numbered.all(instanceId, JSON.stringify(robotIds)).map(fromRow),
  };
}

export type KnownRobots = ReturnType<typeof createKnownRobots>;
