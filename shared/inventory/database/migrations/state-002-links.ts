/** Robots of several Harbors that the user linked, or took apart: by Harbor's id, as tags are. */
export const state002Links = `
  CREATE TABLE robot_link (
    instance_id TEXT NOT NULL,
    robot_id INTEGER NOT NULL,
    set_id TEXT NOT NULL,
    PRIMARY KEY (instance_id, robot_id)
  ) WITHOUT ROWID;
  CREATE INDEX robot_link_by_set ON robot_link (set_id);
`;
