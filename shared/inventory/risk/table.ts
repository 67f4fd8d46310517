import type { Database } from 'better-sqlite3';
import type { RuleId } from '../../permissions/lint/rule-ids.ts';
import { RISKS, type Risk } from '../../permissions/lint/rule-ids.ts';
import { bitOf } from '../../permissions/lint/judge-robot.ts';
import { condition, type Condition } from '../query/conditions.ts';

const EXCEPTED = (row: 'old' | 'new'): string => `
  INSERT INTO risk_changed
    SELECT r.key FROM main.robot r JOIN main.instance i ON i.num = r.instance
    WHERE i.id = ${row}.instance_id AND r.id = ${row}.robot_id;`;

/**
 * Findings of every robot that is present, in a table that lives as long as the connection: it
 * follows from the other tables, the settings and the time, and the next Purser may have other
 * rules. Triggers note which robots changed, or were excepted, whoever changes them.
 */
const TABLES = `
  CREATE TEMP TABLE risk (
    key INTEGER PRIMARY KEY,
    -- Bits in the order of RULE_IDS: what counts, what was found and is excepted, what nobody knows.
    found INTEGER NOT NULL,
    excepted INTEGER NOT NULL,
    unjudged INTEGER NOT NULL,
    -- From 0 for none to 4 for critical.
    risk INTEGER NOT NULL,
    score INTEGER NOT NULL,
    -- When time alone makes another answer of it, epoch seconds.
    next INTEGER NOT NULL,
    -- Robots of the same instance and level that may do the same; 0 for those that may do nothing.
    family INTEGER NOT NULL
  );
  -- Some stand there more than once: a clause against that would give way to the outer statement's.
  CREATE TEMP TABLE risk_changed (key INTEGER);
  CREATE TEMP TRIGGER risk_robot_added AFTER INSERT ON main.robot
    BEGIN INSERT INTO risk_changed VALUES (new.key); END;
  CREATE TEMP TRIGGER risk_robot_removed AFTER DELETE ON main.robot
    BEGIN INSERT INTO risk_changed VALUES (old.key); END;
  CREATE TEMP TRIGGER risk_robot_changed AFTER UPDATE OF standing, flags, expires, updated, duration,
      used, owner, level, project, creator, permission_set, short_name ON main.robot
    BEGIN INSERT INTO risk_changed VALUES (new.key); END;
  CREATE TEMP TRIGGER risk_exception_added AFTER INSERT ON state.risk_exception
    BEGIN ${EXCEPTED('new')} END;
  CREATE TEMP TRIGGER risk_exception_changed AFTER UPDATE ON state.risk_exception
    BEGIN ${EXCEPTED('new')} END;
  CREATE TEMP TRIGGER risk_exception_removed AFTER DELETE ON state.risk_exception
    BEGIN ${EXCEPTED('old')} END;
`;

/** Later than any date: of robots that time alone changes nothing about. */
export const NO_NEXT = Number.MAX_SAFE_INTEGER;

/** What is kept of a robot. */
export interface RiskRow {
  readonly key: number;
  readonly found: number;
  readonly excepted: number;
  readonly unjudged: number;
  readonly risk: Risk;
  readonly score: number;
  readonly next: number;
  readonly family: number;
}

/** A risk as the number it is kept as: worse is more. */
export const rankOf = (risk: Risk): number => RISKS.length - 1 - RISKS.indexOf(risk);

/** The risk of such a number. */
export const riskAt = (rank: number): Risk => RISKS[RISKS.length - 1 - rank] ?? 'none';

/** Robots of a risk; those that are gone have none, not even `none`. */
export const ofRisk = (risk: Risk): Condition =>
  condition(`r.key IN (SELECT key FROM temp.risk WHERE risk = ${rankOf(risk)})`);

/** Robots of which a rule holds, exceptions not counted. */
export const withFinding = (id: RuleId): Condition =>
  condition(`r.key IN (SELECT key FROM temp.risk WHERE found & ${bitOf(id)})`);

/** Robots of which a rule holds and is excepted, or of which it could not be judged. */
export const withoutFinding = (id: RuleId, why: 'excepted' | 'unjudged'): Condition =>
  condition(`r.key IN (SELECT key FROM temp.risk WHERE ${why} & ${bitOf(id)})`);

/** Robots that may do exactly what one may, itself included. @param id Harbor's number for it */
export const equalTo = (instance: number, id: number): Condition =>
  condition(
    `r.key IN (SELECT k.key FROM temp.risk k WHERE k.family <> 0 AND k.family =
       (SELECT o.family FROM robot b JOIN temp.risk o ON o.key = b.key
        WHERE b.instance = ${instance} AND b.id = ?))`,
    id,
  );

/** Rows that one statement writes, and the columns of each. */
const AT_ONCE = 64;
const WIDTH = 8;

/** The table of findings, and the list of robots that changed since it was written. */
export function createRiskTable(db: Database) {
  db.exec(TABLES);
  const list = '(SELECT value FROM json_each(?))';
  const putting = (rows: number): string =>
    `INSERT INTO temp.risk (key, found, excepted, unjudged, risk, score, next, family)
     VALUES ${Array.from({ length: rows }, () => '(?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}
     ON CONFLICT (key) DO UPDATE SET found = excluded.found, excepted = excluded.excepted,
       unjudged = excluded.unjudged, risk = excluded.risk, score = excluded.score,
       next = excluded.next, family = excluded.family`;
  const put = db.prepare<[number[]]>(putting(1));
  const putMany = db.prepare<[number[]]>(putting(AT_ONCE));
  /** Numbers of rows that are still to be written, one row after the other. */
  let waiting: number[] = [];
  const remove = db.prepare<[string]>(`DELETE FROM temp.risk WHERE key IN ${list}`);
  const changed = db.prepare<[number], { key: number; place: number }>(
    'SELECT key, rowid AS place FROM temp.risk_changed ORDER BY rowid LIMIT ?',
  );
  const noteAll = db.prepare('INSERT INTO temp.risk_changed SELECT key FROM main.robot');
  const note = db.prepare<[string]>(`INSERT INTO temp.risk_changed SELECT value FROM json_each(?)`);
  const due = db.prepare<[number], number>('SELECT key FROM temp.risk WHERE next <= ?').pluck();
  const next = db.prepare<[], number | null>('SELECT min(next) FROM temp.risk').pluck();
  const families = db.prepare<[string], { key: number; family: number }>(
    `SELECT key, family FROM temp.risk WHERE key IN ${list}`,
  );
  const members = db
    .prepare<[string], number>(`SELECT key FROM temp.risk WHERE family IN ${list}`)
    .pluck();
  const one = db.prepare<
    [number],
    Omit<RiskRow, 'risk' | 'key' | 'next' | 'family'> & { readonly risk: number }
  >('SELECT found, excepted, unjudged, risk, score FROM temp.risk WHERE key = ?');
  const dropChanged = db.prepare<[number]>('DELETE FROM temp.risk_changed WHERE rowid <= ?');
  const clearChanged = db.prepare('DELETE FROM temp.risk_changed');
  const clear = db.prepare('DELETE FROM temp.risk');

  return {
    /** Keeps a row; it is written by `flush` at the latest. */
    put({ key, found, excepted, unjudged, risk, score, next, family }: RiskRow): void {
      waiting.push(key, found, excepted, unjudged, rankOf(risk), score, next, family);
      if (waiting.length < AT_ONCE * WIDTH) return;
      putMany.run(waiting);
      waiting = [];
    },
    /** Writes the rows that were put. */
    flush(): void {
      for (let at = 0; at < waiting.length; at += WIDTH) put.run(waiting.slice(at, at + WIDTH));
      waiting = [];
    },
    remove: (keys: readonly number[]): void => void remove.run(JSON.stringify(keys)),
    clear(): void {
      waiting = [];
      clear.run();
      clearChanged.run();
    },
    of: (key: number) => one.get(key),
    familiesOf: (keys: readonly number[]) => families.all(JSON.stringify(keys)),
    membersOf: (families: readonly number[]): number[] => members.all(JSON.stringify(families)),
    /** Takes robots off the list of those that changed, so many lines of it at most. */
    takeChanged(most: number): number[] {
      const lines = changed.all(most);
      dropChanged.run(lines.at(-1)?.place ?? 0);
      return [...new Set(lines.map(({ key }) => key))];
    },
    hasChanged: (): boolean => changed.get(1) !== undefined,
    /** Puts robots on that list. */
    noteChanged: (keys: readonly number[]): void => void note.run(JSON.stringify(keys)),
    noteAllChanged: (): void => void noteAll.run(),
    /** Robots of which time has made another answer. @param now epoch seconds */
    due: (now: number): number[] => due.all(now),
    /** When it will; NO_NEXT for never. */
    next: (): number => next.get() ?? NO_NEXT,
  };
}

export type RiskTable = ReturnType<typeof createRiskTable>;
