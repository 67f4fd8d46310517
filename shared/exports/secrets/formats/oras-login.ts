import { loginHint } from '../login-hint.ts';

/** ORAS, which pushes and pulls artifacts of any kind. */
export const orasLogin = loginHint({
  id: 'oras-login',
  title: 'ORAS login',
  words: 'oras oci artifacts push pull attach sbom registry-config login',
  purpose: 'Signs oras in, to push and pull artifacts.',
  reader: 'oras, which keeps the login in docker’s config.json, or where --registry-config points.',
  fileName: 'harbor-oras.txt',
  tool: 'oras',
  then: ['oras repo tags HOST/PROJECT/REPOSITORY'],
  beware: [
    'One login for a host: what docker had for it is replaced.',
    'To push, the robot needs the permission to pull as well.',
  ],
});
