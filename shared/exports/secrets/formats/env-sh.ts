import { envFile } from '../env-file.ts';
import { shWord } from '../quoting/sh.ts';

/** Variables for shells. */
export const envSh = envFile({
  id: 'env-sh',
  title: 'Shell variables (POSIX sh)',
  words: 'sh bash zsh dash source env export variables',
  purpose: 'Variables for a script.',
  reader: 'sh, bash, zsh, dash: by a dot before the file’s name.',
  use: ['set -a; . ./FILE; set +a'],
  beware: ['Other readers of .env files unquote differently: take the format that is theirs.'],
  fileName: 'harbor.sh',
  value: shWord,
  better: [],
});
