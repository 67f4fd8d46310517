import { envFile } from '../env-file.ts';
import { dockerRunValue } from '../quoting/env-values.ts';

/** Variables for containers that are started by hand. */
export const envDockerRun = envFile({
  id: 'env-docker-run',
  title: 'docker run --env-file',
  words: 'docker podman run env-file environment',
  purpose: 'Variables for one container.',
  reader: 'docker run and podman run, by --env-file.',
  use: ['docker run --env-file FILE IMAGE'],
  beware: [
    'Values stand without quotes: no other reader takes this file.',
    'Whoever may run docker inspect sees the variables of a container.',
  ],
  fileName: 'harbor-run.env',
  value: dockerRunValue,
  better: ['env-sh'],
});
