import { envFile } from '../env-file.ts';
import { composeValue } from '../quoting/env-values.ts';

/** Variables for Docker Compose. */
export const envCompose = envFile({
  id: 'env-compose',
  title: 'Docker Compose .env',
  words: 'docker compose env_file environment',
  purpose: 'Variables for services of a compose.yaml.',
  reader: 'Docker Compose 2: .env beside compose.yaml, or env_file.',
  use: ['Save it as .env, or name it under env_file.'],
  beware: [
    'Written into compose.yaml itself, a $ must be doubled.',
    'docker run --env-file takes the quotes for a part of the value.',
  ],
  fileName: 'harbor.env',
  value: composeValue,
  better: ['env-docker-run', 'env-sh'],
});
