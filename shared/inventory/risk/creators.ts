import type { Database } from 'better-sqlite3';
import type { RiskFacts } from '../../permissions/lint/facts.ts';
import { STANDING } from '../robot-record.ts';

interface Row {
  readonly num: number;
  readonly instance: number;
  readonly type: string;
  readonly ref: number;
  readonly name: string;
  readonly gone: number | null;
  /** Of the robot that it is; null where no such robot is known. */
  readonly standing: number | null;
}

const NOBODY: RiskFacts['creator'] = { type: '', name: '', isThere: null };

/** @param isWhole whether its instance was read as a whole the last time */
function factsOf({ type, ref, name, gone, standing }: Row, isWhole: boolean): RiskFacts['creator'] {
  if (type === 'robot') {
    // A robot that was never seen went before the first reading, or belongs to what is not read.
    const isThere = standing === null ? (isWhole ? false : null) : standing !== STANDING.gone;
    return { type: 'robot', name, isThere };
  }
  if (type !== 'local') return NOBODY;
  // What Harbor makes by itself, for its scanners, has no user.
  return { type: 'user', name, isThere: ref === 0 ? true : gone === null ? null : gone === 0 };
}

/** Whoever made robots, and whether they are still there. */
export function createCreators(db: Database) {
  const all = db.prepare<[], Row>(
    `SELECT c.num, c.instance, c.type, c.ref, c.name, c.gone, r.standing
     FROM creator c LEFT JOIN robot r
       ON c.type = 'robot' AND r.instance = c.instance AND r.id = c.ref`,
  );
  const whole = db
    .prepare<[], number>(
      `SELECT i.num FROM instance i WHERE i.as_of IS NOT NULL
         AND EXISTS (SELECT 1 FROM project p WHERE p.instance = i.num AND p.id = 0 AND p.read_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM project p WHERE p.instance = i.num AND p.listed = 1
                           AND p.read_at IS NOT NULL)`,
    )
    .pluck();
  const madeBy = db
    .prepare<[string], number>(
      'SELECT key FROM robot WHERE creator IN (SELECT value FROM json_each(?))',
    )
    .pluck();
  let known = new Map<number, RiskFacts['creator']>();

  return {
    of: (num: number): RiskFacts['creator'] => known.get(num) ?? NOBODY,
    /** Reads them again. @returns the keys of robots whose maker came or went since */
    refresh(): number[] {
      const before = known;
      const read = new Set(whole.all());
      known = new Map(all.all().map((row) => [row.num, factsOf(row, read.has(row.instance))]));
      const moved = [...known].filter(([num, { isThere }]) => {
        const old = before.get(num);
        return old !== undefined && old.isThere !== isThere;
      });
      return moved.length === 0 ? [] : madeBy.all(JSON.stringify(moved.map(([num]) => num)));
    },
  };
}

export type Creators = ReturnType<typeof createCreators>;
