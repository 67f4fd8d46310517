import { envFile } from '../env-file.ts';
import { dotenvValue } from '../quoting/env-values.ts';

/** Variables for programs that read .env files by themselves. */
export const envDotenv = envFile({
  id: 'env-dotenv',
  title: 'dotenv .env',
  words: 'node dotenv godotenv python env gh secret set env-file',
  purpose: 'Variables for a program that reads .env by itself.',
  reader: 'dotenv of node, and what follows it.',
  use: ['Save it as .env where the program starts, and name it in .gitignore.'],
  beware: [
    'Go’s readers (gh --env-file) know no backticks: where a value stands in those, take another format.',
    'With dotenv-expand (Vite, Next.js) take that format: it expands $ even in quotes.',
  ],
  fileName: '.env',
  value: dotenvValue,
  better: ['env-sh', 'env-docker-run'],
});
