/**
 * How a secret was exported to a place, so that it can be exported there again, and which one it
 * was. Empty for places that people note, and for what came in a file from another computer.
 */
export const state013PlaceRecipes = `
  -- Format, options and encryption as JSON; never a passphrase.
  ALTER TABLE secret_place ADD COLUMN recipe TEXT NOT NULL DEFAULT '';
  -- Names the secret in the keychain; never the secret.
  ALTER TABLE secret_place ADD COLUMN handle TEXT NOT NULL DEFAULT '';
`;
