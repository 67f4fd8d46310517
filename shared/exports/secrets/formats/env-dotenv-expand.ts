import { envFile } from '../env-file.ts';
import { dotenvExpandValue } from '../quoting/env-values.ts';

/** Variables for programs that expand .env files. */
export const envDotenvExpand = envFile({
  id: 'env-dotenv-expand',
  title: 'dotenv-expand .env',
  words: 'vite next nuxt node dotenv expand env',
  purpose: 'Variables for a program that expands $ in .env.',
  reader: 'dotenv-expand of node: Vite, Next.js and others.',
  use: ['Save it as .env where the program starts, and name it in .gitignore.'],
  beware: ['Each $ has a backslash before it, which plain dotenv does not take away.'],
  fileName: '.env',
  value: dotenvExpandValue,
  better: ['env-sh', 'env-dotenv'],
});
