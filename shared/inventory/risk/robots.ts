import type { Database } from 'better-sqlite3';
import { NEVER_EXPIRES, type RobotLevel } from '../../robots/robot.ts';
import { FLAG, LEVEL, NEVER, STANDING } from '../robot-record.ts';

/** A robot's row as rules need it, by place: handing over names would take half of the time. */
export type JudgedRow = readonly [
  key: number,
  instance: number,
  id: number,
  level: number,
  flags: number,
  expires: number,
  updated: number,
  duration: number,
  creator: number,
  permissionSet: number,
  project: number,
  shortName: string,
  used: number,
  created: number,
  owner: number,
];

const COLUMNS = `r.key, r.instance, r.id, r.level, r.flags, r.expires, r.updated, r.duration,
  r.creator, r.permission_set, r.project, r.short_name, r.used, r.created, r.owner`;

/** The numbers of a row by their names. */
export const readRow = (row: JudgedRow) => {
  const [, , , level, flags, expires, updated, duration, , , , shortName] = row;
  return {
    shortName,
    level: (level === LEVEL.system ? 'system' : 'project') satisfies RobotLevel as RobotLevel,
    disabled: (flags & FLAG.disabled) !== 0,
    editable: (flags & FLAG.legacy) === 0,
    duration,
    expiresAt: expires === NEVER ? NEVER_EXPIRES : expires,
    updatedAt: updated,
  };
};

/** Reads robots that are present. */
export function createJudgedRobots(db: Database) {
  const present = `FROM robot r WHERE r.standing <> ${STANDING.gone}`;
  const all = db.prepare<[], JudgedRow>(`SELECT ${COLUMNS} ${present} ORDER BY r.key`).raw();
  const keysOf = db.prepare<[number], number>(`SELECT r.key ${present} AND r.instance = ?`).pluck();
  const byKeys = db
    .prepare<[string], JudgedRow>(
      `SELECT ${COLUMNS} ${present} AND r.key IN (SELECT value FROM json_each(?))`,
    )
    .raw();
  return {
    all: (): JudgedRow[] => all.all(),
    keysOf: (instance: number): number[] => keysOf.all(instance),
    byKeys: (keys: readonly number[]): JudgedRow[] => byKeys.all(JSON.stringify(keys)),
  };
}
