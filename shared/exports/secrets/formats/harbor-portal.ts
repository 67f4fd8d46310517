import { onlyRobot, type SecretFormat } from '../secret-format.ts';

/** What Harbor's portal offers for download when it makes a robot. */
export const harborPortal: SecretFormat = {
  id: 'harbor-portal',
  title: 'Harbor portal JSON',
  group: 'Harbor tools',
  words: 'harbor portal download export file json',
  purpose: 'The file that Harbor’s own portal gives for a new robot.',
  reader: 'Scripts that were written for that file; harborapi reads it too.',
  use: ['Keep it where the portal’s file was kept.'],
  beware: ['It does not say which Harbor it is for.'],
  robots: 'one',
  holdsSecret: true,
  fileName: '{robot}.json',
  options: [],
  write: (writing) => {
    const { id, name, secret, createdAt, expiresAt } = onlyRobot(writing);
    return JSON.stringify({
      id,
      name,
      secret,
      creation_time: createdAt <= 0 ? null : new Date(createdAt * 1_000).toISOString(),
      expires_at: expiresAt,
    });
  },
};
