import type { PairKind } from '../../../../shared/permissions/pairs.ts';

/** "repository:push" → "repository push". */
export const pairWords = (pair: string): string => pair.replace(':', ' ').replaceAll('-', ' ');

/** "repository push, in projects". */
export const pairName = (kind: PairKind, pair: string): string =>
  `${pairWords(pair)}, ${kind === 'system' ? 'in the system' : 'in projects'}`;

/** The value of `may:` that asks for it, in any project where none is said. */
export const mayValue = (kind: PairKind, pair: string, project: string | null = null): string =>
  `${pair}@${kind === 'system' ? '/' : (project ?? '?')}`;
