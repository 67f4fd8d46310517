import type { ConflictAnswer, PlanStep } from '../../../../shared/contract/plans.ts';
import { hereValue } from './here-words.ts';

/** The answers to a conflict, in the order in which they are offered. */
export const ANSWERS = ['keep', 'mine', 'merge'] as const satisfies readonly ConflictAnswer[];

export const ANSWER_LABELS: Readonly<Record<ConflictAnswer, string>> = {
  keep: 'Keep Harbor’s',
  mine: 'Apply mine',
  merge: 'Merge',
};

/** What an answer leads to, in one sentence. */
export const ANSWER_SENTENCES: Readonly<Record<ConflictAnswer, string>> = {
  keep: 'The robot stays as it is at Harbor; nothing is sent for it.',
  mine: 'Your change is sent, over what was changed at Harbor.',
  merge: 'Yours is sent where nobody else changed anything, and permissions are put together.',
};

/** The answers that a plan has: what is deleted cannot be merged. */
export const answersFor = (operation: string): readonly ConflictAnswer[] =>
  operation === 'delete' ? ANSWERS.filter((answer) => answer !== 'merge') : ANSWERS;

/** What the fields in conflict hold after merging: "description: theirs". */
export const mergedWords = (conflicts: PlanStep['conflicts']): string =>
  conflicts
    .map(({ field, merged }) => `${field}: ${hereValue(field, merged) || '(empty)'}`)
    .join(' · ');
