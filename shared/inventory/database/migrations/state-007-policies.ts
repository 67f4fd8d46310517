/** When robots shall expire, as people keep it. */
export const state007Policies = `
  CREATE TABLE expiry_policy (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    data TEXT NOT NULL
  ) WITHOUT ROWID;
`;
