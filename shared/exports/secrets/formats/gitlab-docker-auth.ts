import { dockerAuths } from '../docker-auths.ts';
import type { SecretFormat } from '../secret-format.ts';

/** The variable with which runners of GitLab pull images of jobs. */
export const gitlabDockerAuth: SecretFormat = {
  id: 'gitlab-docker-auth',
  title: 'GitLab DOCKER_AUTH_CONFIG',
  group: 'CI',
  words: 'gitlab runner ci image pull variable',
  purpose: 'Lets runners pull the images that jobs run in.',
  reader: 'GitLab runners, from the variable DOCKER_AUTH_CONFIG.',
  use: [
    'Settings, CI/CD, Variables: add DOCKER_AUTH_CONFIG with this value.',
    'Type Variable, not File; switch Expand variable reference off.',
  ],
  beware: ['The registry must be named as in image:, with its port.', 'One login for a host.'],
  robots: 'many',
  holdsSecret: true,
  fileName: 'docker-auth-config.json',
  options: [],
  write: (writing) =>
    `${JSON.stringify({ auths: dockerAuths(writing, 'host', ['gitlab-variables']) })}\n`,
};
