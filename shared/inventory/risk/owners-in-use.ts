import type { Database } from 'better-sqlite3';
import type { createChanges } from '../database/changes.ts';

/**
 * Whether owners are written down at all: there is a rule, or somebody answers for some robot.
 * Looked up once for each state of the database, because it is asked before every answer.
 */
export function createOwnersInUse(
  db: Database,
  changes: Pick<ReturnType<typeof createChanges>, 'all'>,
): { isInUse: () => boolean } {
  // A robot of an owner is looked for only where an owner was ever named.
  const find = db
    .prepare<[], number>(
      `SELECT EXISTS (SELECT 1 FROM state.owner_rule)
         OR EXISTS (SELECT 1 FROM owner WHERE num <> 0)
            AND EXISTS (SELECT 1 FROM robot WHERE owner <> 0)`,
    )
    .pluck();
  let seen = '';
  let known = false;
  return {
    isInUse() {
      const now = changes.all();
      if (now !== seen) known = find.get() === 1;
      seen = now;
      return known;
    },
  };
}
