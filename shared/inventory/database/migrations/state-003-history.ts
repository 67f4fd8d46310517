/**
 * What changed at the Harbors between syncs. By Harbor's id and the robot's birthday, so that it
 * outlives a cache that was rebuilt and is never shown with another robot of the same id.
 */
export const state003History = `
  CREATE TABLE history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    instance_id TEXT NOT NULL,
    -- Null for a change of the whole instance.
    robot_id INTEGER,
    created INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    -- Bits, by the contract's list of kinds.
    kinds INTEGER NOT NULL,
    -- Folded: what people search by.
    search TEXT NOT NULL,
    entry TEXT NOT NULL,
    -- Characters of this and all earlier entries, to know the size without reading it.
    upto INTEGER NOT NULL
  );
  CREATE INDEX history_by_robot ON history (instance_id, robot_id, id);
`;
