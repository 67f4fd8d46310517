/**
 * Which secrets of robots lie in the keychain, so that it never has to be listed: a row is here
 * before its entry is there, and gone after it. The secret itself is never in this file.
 */
export const journal002Secrets = `
  CREATE TABLE secret (
    handle TEXT PRIMARY KEY,
    instance_id TEXT NOT NULL,
    robot_id INTEGER,
    data TEXT NOT NULL
  ) WITHOUT ROWID;
`;
