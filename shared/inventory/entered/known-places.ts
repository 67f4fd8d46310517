import type { Database } from 'better-sqlite3';
import { type Accepted, parseAccepted } from '../catalogues.ts';
import type { KnownPlace, ReadProject } from '../shapes.ts';

interface Row {
  readonly num: number;
  readonly asOf: number | null;
  readonly version: string | null;
  readonly prefix: string;
  readonly catalogue: string | null;
}

/** Both lists, or nothing: before Harbor 2.10 neither exists. */
const wholeOf = ({ system, project }: Accepted): KnownPlace['catalogue'] =>
  system === null || project === null ? null : { system, project };

/** What is known of each Harbor as a place where robots are made. */
export function createKnownPlaces(db: Database) {
  const find = db.prepare<[string], Row>(
    `SELECT num, as_of AS asOf, harbor_version AS version, prefix, catalogue
     FROM instance WHERE id = ?`,
  );
  const listed = db.prepare<[number], ReadProject>(
    'SELECT id, name FROM project WHERE instance = ? AND id > 0 AND listed = 1 ORDER BY name',
  );
  return (instanceId: string): KnownPlace | null => {
    const row = find.get(instanceId);
    if (row === undefined) return null;
    const { num, asOf, version, prefix, catalogue } = row;
    return {
      asOf,
      version: version ?? '',
      prefix,
      catalogue: wholeOf(parseAccepted(catalogue)),
      projects: listed.all(num),
    };
  };
}
