import { dockerAuths, jsonText } from '../docker-auths.ts';
import { mergeAuths } from '../merge-auths.ts';
import type { SecretFormat } from '../secret-format.ts';

/** docker's own file of logins. */
export const dockerConfig: SecretFormat = {
  id: 'docker-config',
  title: 'Docker config.json',
  group: 'Docker and Podman',
  words: 'dockerconfigjson buildx kaniko crane oras cosign skopeo auths login trivy grype',
  purpose: 'Signs docker in to the registry, for good.',
  reader:
    'Docker, buildx, crane, oras, cosign and others, in ~/.docker or where DOCKER_CONFIG points; kaniko in /kaniko/.docker.',
  use: [
    'Save it as ~/.docker/config.json; what is in that file stays.',
    'Or save it in a folder of its own and set DOCKER_CONFIG to that folder.',
  ],
  beware: [
    'The secret is Base64, which anybody can read.',
    'Docker knows one login for a host: two robots of one registry do not fit.',
    'Where credsStore or credHelpers is set, docker asks that program instead: run a login command.',
  ],
  robots: 'many',
  holdsSecret: true,
  fileName: 'config.json',
  options: [],
  write: (writing) =>
    jsonText({
      auths: dockerAuths(writing, 'host', ['containers-auth', 'kubernetes-secret', 'list-json']),
    }),
  login: 'docker',
  merge: (before, text) => mergeAuths(before, text, { program: 'Docker', hasStore: true }),
};
