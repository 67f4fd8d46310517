/**
 * The table of the same name in journal.db once more: without these rows nobody finds a secret in
 * the keychain again, and one file can be lost.
 */
export const state015SecretsAgain = `
  CREATE TABLE secret (
    handle TEXT PRIMARY KEY,
    instance_id TEXT NOT NULL,
    robot_id INTEGER,
    data TEXT NOT NULL
  ) WITHOUT ROWID;
`;
