/**
 * Robots whose warnings are put off, by Harbor's id, as tags are. `expires_at` (on the server's
 * clock) and the digest of the permissions are those of the robot that was looked at: a robot that
 * changed in either is a new matter.
 */
export const state006Snoozes = `
  CREATE TABLE robot_snooze (
    instance_id TEXT NOT NULL,
    robot_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    until INTEGER NOT NULL,
    reason TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    permissions TEXT NOT NULL,
    PRIMARY KEY (instance_id, robot_id)
  ) WITHOUT ROWID;
`;
