/**
 * What was done at the Harbors, which is only ever added to, and the plans that are not finished.
 * Steps and entries are JSON by the rooms that write them; none holds a secret.
 */
export const journal001Plans = `
  CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_id TEXT NOT NULL,
    instance_id TEXT NOT NULL,
    -- Folded: what people search by.
    search TEXT NOT NULL,
    entry TEXT NOT NULL
  );
  CREATE INDEX entry_by_instance ON entry (instance_id, id);
  CREATE TRIGGER entry_stays BEFORE UPDATE ON entry
    BEGIN SELECT raise(ABORT, 'the journal is only added to'); END;
  CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
    BEGIN SELECT raise(ABORT, 'the journal is only added to'); END;

  CREATE TABLE plan (
    num INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    finished INTEGER NOT NULL,
    data TEXT NOT NULL
  );

  CREATE TABLE step (
    plan INTEGER NOT NULL REFERENCES plan (num) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY (plan, place)
  ) WITHOUT ROWID;
`;
