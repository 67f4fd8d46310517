/** Templates of permissions that the user made; those that come with Purser are code. */
export const state004Templates = `
  CREATE TABLE template (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    data TEXT NOT NULL
  ) WITHOUT ROWID;
`;
