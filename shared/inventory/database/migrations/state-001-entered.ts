/** What people entered. Instances and logins are JSON by the contract's own schema. */
export const state001Entered = `
  CREATE TABLE instance (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    config TEXT NOT NULL
  );

  CREATE TABLE login (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    config TEXT NOT NULL
  );

  -- By Harbor's id, so that tags outlive a cache that was rebuilt.
  CREATE TABLE robot_tag (
    instance_id TEXT NOT NULL,
    robot_id INTEGER NOT NULL,
    folded TEXT NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (instance_id, robot_id, folded)
  ) WITHOUT ROWID;
  CREATE INDEX robot_tag_by_tag ON robot_tag (folded, instance_id, robot_id);

  CREATE TABLE view (
    id TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    sort_column TEXT NOT NULL,
    sort_descending INTEGER NOT NULL
  );
`;
