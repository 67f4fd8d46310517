/** Who may make projects at a Harbor: 'everyone' or 'adminonly', null where that was not read. */
export const cache005ProjectCreation = `
  ALTER TABLE instance ADD COLUMN project_creation TEXT;
`;
