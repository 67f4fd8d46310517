/** Findings about robots that somebody accepts for a time: by Harbor's id, as tags are. */
export const state009Exceptions = `
  CREATE TABLE risk_exception (
    id TEXT PRIMARY KEY,
    instance_id TEXT NOT NULL,
    robot_id INTEGER NOT NULL,
    rule TEXT NOT NULL,
    -- Epoch seconds; it counts up to then.
    ends_at INTEGER NOT NULL,
    -- Name of the robot, reason, who said so and when, as JSON.
    data TEXT NOT NULL,
    UNIQUE (instance_id, robot_id, rule)
  ) WITHOUT ROWID;
`;
