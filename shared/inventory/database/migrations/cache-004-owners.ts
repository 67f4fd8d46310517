/** Who answers for each robot, as it follows from what people entered, to be sorted and searched by. */
export const cache004Owners = `
  CREATE TABLE owner (
    num INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE
  );
  -- Whom the robots without an owner point to.
  INSERT INTO owner (num, name, folded) VALUES (0, '', '');
  ALTER TABLE robot ADD COLUMN owner INTEGER NOT NULL DEFAULT 0;
`;
