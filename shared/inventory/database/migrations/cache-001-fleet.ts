/**
 * The fleet as it was last seen. Names of projects and creators and the permission sets stand
 * once each and robots point to them: a renamed creator is one row, an index over numbers is
 * small, and a permission is searched among hundreds of sets instead of 100 000 robots.
 */
export const cache001Fleet = `
  CREATE TABLE instance (
    num INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    -- From the user's own list, for sorting and searching; the id where there is none.
    name TEXT NOT NULL,
    as_of INTEGER,
    harbor_version TEXT,
    clock_offset REAL,
    -- What robot.expires was computed with.
    offset_used INTEGER NOT NULL DEFAULT 0,
    prefix TEXT NOT NULL,
    catalogue TEXT,
    facts TEXT NOT NULL DEFAULT '{}',
    readings INTEGER NOT NULL DEFAULT 0,
    -- The reading that found none of the known robots; null where nothing waits for an answer.
    replaced_in INTEGER
  );

  CREATE TABLE project (
    num INTEGER PRIMARY KEY,
    instance INTEGER NOT NULL REFERENCES instance (num) ON DELETE CASCADE,
    -- 0 for the system robots, which have the name '' and are a listing like a project's.
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    -- Seen in the last whole reading's list of projects.
    listed INTEGER NOT NULL DEFAULT 1,
    -- When its robots were last read, where that is not when the instance was.
    read_at INTEGER,
    UNIQUE (instance, id, name)
  );

  CREATE TABLE creator (
    num INTEGER PRIMARY KEY,
    instance INTEGER NOT NULL REFERENCES instance (num) ON DELETE CASCADE,
    type TEXT NOT NULL,
    ref INTEGER NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (instance, type, ref)
  );

  CREATE TABLE permission_set (
    -- AUTOINCREMENT: a number never comes to mean another set, so sets can be remembered.
    num INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL UNIQUE,
    -- In normal form, as JSON.
    entries TEXT NOT NULL,
    -- As Harbor answered, unknown fields included.
    raw TEXT NOT NULL,
    words TEXT NOT NULL,
    folded TEXT NOT NULL
  );

  -- What each set grants, to be found by what is granted. Denied pairs are not in here.
  CREATE TABLE permission_pair (
    resource TEXT NOT NULL,
    action TEXT NOT NULL,
    namespace TEXT NOT NULL,
    kind TEXT NOT NULL,
    permission_set INTEGER NOT NULL,
    PRIMARY KEY (resource, action, namespace, kind, permission_set)
  ) WITHOUT ROWID;

  CREATE TABLE robot (
    -- AUTOINCREMENT: a key never comes to mean another robot.
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    instance INTEGER NOT NULL REFERENCES instance (num) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    -- 0 gone, 1 legacy, 2 disabled, 3 none of these: the part of its state that time leaves alone.
    standing INTEGER NOT NULL,
    -- Bits: 1 legacy, 2 disabled, 4 no permissions, 8 permissions no longer accepted.
    flags INTEGER NOT NULL,
    -- On this computer's clock; 2^53 - 1 for never, so that it sorts last.
    expires INTEGER NOT NULL,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    duration INTEGER NOT NULL,
    level INTEGER NOT NULL,
    -- The num of each. Not declared as such: removing one would need an index here.
    project INTEGER NOT NULL,
    creator INTEGER NOT NULL,
    permission_set INTEGER NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    -- Folded: full name, line feed, description.
    search TEXT NOT NULL,
    -- On the server's clock, -1 for never, as Harbor has it.
    expires_at INTEGER NOT NULL,
    first_seen INTEGER NOT NULL,
    first_reading INTEGER NOT NULL,
    -- Of everything that was read, to know an unchanged robot without comparing it.
    fingerprint INTEGER NOT NULL,
    -- When it was last seen before it went, and since when it is gone.
    last_seen INTEGER,
    gone_since INTEGER
  );
  -- Every page of robots that a sync writes pays for every index, and most of its time: these are
  -- for what is asked all the time. The other orders are made from the one by name.
  CREATE UNIQUE INDEX robot_by_id ON robot (instance, id);
  CREATE INDEX robot_by_name ON robot (short_name COLLATE NOCASE, standing, instance);
  CREATE INDEX robot_by_expiry ON robot (expires, standing, instance, flags);
  CREATE INDEX robot_by_standing ON robot (standing, expires, instance, flags);

  -- What only the drawer and the visible rows show, apart to keep the rows above short.
  CREATE TABLE robot_text (
    key INTEGER PRIMARY KEY REFERENCES robot (key) ON DELETE CASCADE,
    description TEXT NOT NULL,
    -- Harbor's answer; its permissions stand in permission_set.raw.
    raw TEXT NOT NULL
  );
`;
