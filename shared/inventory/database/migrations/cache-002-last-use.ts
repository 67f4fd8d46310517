/** When a robot was last used, copied from what is kept of the audit logs, to be sorted and searched by. */
export const cache002LastUse = `
  -- On this computer's clock, 0 where no entry names the robot.
  ALTER TABLE robot ADD COLUMN used INTEGER NOT NULL DEFAULT 0;
`;
