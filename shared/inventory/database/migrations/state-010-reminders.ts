/**
 * Who was reminded of, by Harbor's id, at which rank of which expiry (on the server's clock): each
 * of these once. A reminder without robots was the digest of a day that had nothing to say.
 */
export const state010Reminders = `
  CREATE TABLE reminder (
    num INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    -- Of this computer's calendar; null for what was said at once.
    day INTEGER,
    kind TEXT NOT NULL,
    robots INTEGER NOT NULL
  );
  CREATE TABLE robot_reminder (
    instance_id TEXT NOT NULL,
    robot_id INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    reminder INTEGER NOT NULL,
    PRIMARY KEY (instance_id, robot_id, rank)
  ) WITHOUT ROWID;
  CREATE INDEX robot_reminder_by_reminder ON robot_reminder (reminder);
`;
