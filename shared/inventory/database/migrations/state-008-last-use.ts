/**
 * What the audit logs told. It outlives the cache, because Harbors purge their logs: what was read
 * once cannot always be read again.
 */
export const state008LastUse = `
  -- By the name without its prefix, which is how Harbor stores it: a new prefix renames nobody here.
  CREATE TABLE robot_use (
    instance_id TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Epoch seconds on the server's clock.
    at INTEGER NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (instance_id, name)
  ) WITHOUT ROWID;

  -- Which part of an instance's log was read, and where to go on.
  CREATE TABLE use_log (
    instance_id TEXT PRIMARY KEY,
    log TEXT NOT NULL,
    cursor TEXT NOT NULL
  ) WITHOUT ROWID;
`;
