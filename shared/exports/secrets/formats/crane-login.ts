import { loginHint } from '../login-hint.ts';

/** go-containerregistry’s crane, which copies and inspects images. */
export const craneLogin = loginHint({
  id: 'crane-login',
  title: 'crane login',
  words: 'crane go-containerregistry gcrane krane copy ls manifest digest auth login',
  purpose: 'Signs crane in, to copy and to look at images.',
  reader:
    'crane, which keeps the login in docker’s config.json: ~/.docker, or where DOCKER_CONFIG points.',
  fileName: 'harbor-crane.txt',
  tool: 'crane',
  then: ['crane ls HOST/PROJECT/REPOSITORY'],
  beware: [
    'One login for a host: what docker had for it is replaced.',
    'crane auth login --password puts the secret into the list of processes: this command does not.',
  ],
});
