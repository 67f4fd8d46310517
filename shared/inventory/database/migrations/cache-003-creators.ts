/** Whether the user behind a creator is still there: 1 gone, 0 there, null where nobody knows. */
export const cache003Creators = `
  ALTER TABLE creator ADD COLUMN gone INTEGER;
`;
