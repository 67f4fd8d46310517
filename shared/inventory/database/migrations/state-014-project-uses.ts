/**
 * In which projects robots were used, by what the audit logs told. Of each name the newest are kept,
 * so that the table grows with the robots and not with the logs.
 */
export const state014ProjectUses = `
  -- By the name without its prefix, as in robot_use.
  CREATE TABLE robot_project_use (
    instance_id TEXT NOT NULL,
    name TEXT NOT NULL,
    project TEXT NOT NULL,
    -- Of the last use there; epoch seconds on the server's clock.
    at INTEGER NOT NULL,
    PRIMARY KEY (instance_id, name, project)
  ) WITHOUT ROWID;
`;
