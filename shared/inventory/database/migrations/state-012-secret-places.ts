/**
 * Where secrets of robots are used, as people note it: never a secret. By Harbor's id and the
 * robot's birthday, so that it is never shown with another robot of the same id.
 */
export const state012SecretPlaces = `
  CREATE TABLE secret_place (
    id TEXT PRIMARY KEY,
    instance_id TEXT NOT NULL,
    robot_id INTEGER NOT NULL,
    -- When Harbor made the robot, epoch seconds on its clock; 0 if unknown.
    created INTEGER NOT NULL,
    -- A path, or what somebody calls the place.
    place TEXT NOT NULL,
    -- In which format it was exported there; '' where nobody said.
    format TEXT NOT NULL,
    -- Epoch seconds.
    at INTEGER NOT NULL,
    UNIQUE (instance_id, robot_id, created, place)
  ) WITHOUT ROWID;
`;
