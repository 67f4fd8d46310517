/** Who answers for robots: rules, what was said by hand, and how to reach whom. */
export const state011Owners = `
  CREATE TABLE owner_rule (
    id TEXT PRIMARY KEY,
    -- The first that fits counts.
    position INTEGER NOT NULL,
    data TEXT NOT NULL
  ) WITHOUT ROWID;

  -- By Harbor's id, so that it outlives a cache that was rebuilt.
  CREATE TABLE robot_owner (
    instance_id TEXT NOT NULL,
    robot_id INTEGER NOT NULL,
    owner TEXT NOT NULL,
    PRIMARY KEY (instance_id, robot_id)
  ) WITHOUT ROWID;

  CREATE TABLE owner_contact (
    folded TEXT PRIMARY KEY,
    -- JSON by the contract's own schema.
    data TEXT NOT NULL
  ) WITHOUT ROWID;
`;
