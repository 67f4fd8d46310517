/** Rotations by a second robot, which wait days between their steps. */
export const state005Rotations = `
  CREATE TABLE rotation (
    num INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    data TEXT NOT NULL
  );
`;
