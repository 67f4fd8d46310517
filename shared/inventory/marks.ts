import type { Database } from 'better-sqlite3';

/** What people said of single robots, by Harbor's id: it goes when the robot goes for good. */
const TABLES = [
  'robot_tag',
  'robot_link',
  'robot_owner',
  'robot_snooze',
  'risk_exception',
  'robot_reminder',
  'secret_place',
] as const;

/** What Harbor's log said, which a new Harbor at the same address knows nothing of. */
const LOGS = ['robot_use', 'robot_project_use', 'use_log'] as const;

/** Takes away what people entered about robots that are no longer wanted. */
export function createMarks(db: Database) {
  const perTable = <Values extends unknown[]>(
    where: string,
    tables: readonly string[] = TABLES,
  ): ((...values: Values) => void) => {
    const all = tables.map((table) => db.prepare<Values>(`DELETE FROM state.${table} ${where}`));
    return (...values) => {
      for (const one of all) one.run(...values);
    };
  };
  return {
    ofInstance: perTable<[string]>('WHERE instance_id = ?', [...TABLES, ...LOGS]),
    logOf: perTable<[string]>('WHERE instance_id = ?', LOGS),
    ofRobot: perTable<[string, number]>('WHERE instance_id = ? AND robot_id = ?'),
    /** Of the robots that were known before a reading. */
    before: perTable<[{ id: string; num: number; replacedIn: number }]>(
      `WHERE instance_id = @id AND robot_id IN
         (SELECT r.id FROM robot r WHERE r.instance = @num AND r.first_reading < @replacedIn)`,
    ),
  };
}
