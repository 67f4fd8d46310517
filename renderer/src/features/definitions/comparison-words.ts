import type {
  ComparisonKind,
  DefinitionComparison,
} from '../../../../shared/contract/definition-calls.ts';
import { counted, grouped } from '../../ui/number-words.ts';
import type { Sign } from '../../ui/tone.ts';

/** How a robot of a file stands to what is there. */
export const COMPARISON_SIGNS: Readonly<Record<ComparisonKind, Sign>> = {
  missing: { tone: 'busy', icon: 'i-lucide-plus', word: 'To be made' },
  differs: { tone: 'warning', icon: 'i-lucide-diff', word: 'Differs' },
  same: { tone: 'good', icon: 'i-lucide-circle-check', word: 'As defined' },
  extra: { tone: 'quiet', icon: 'i-lucide-circle-dashed', word: 'Not in the file' },
  unplaced: { tone: 'bad', icon: 'i-lucide-circle-question-mark', word: 'No instance' },
};

/** The kinds that say something to do, most telling first. */
export const SHOWN_KINDS = ['missing', 'differs', 'unplaced', 'extra', 'same'] as const;

/** "Plan 3 new robots and 2 changes"; '' where there is nothing to plan. */
export function planWords(
  { counts }: Pick<DefinitionComparison, 'counts'>,
  removes: boolean,
): string {
  const parts = [
    ...(counts.missing > 0 ? [counted(counts.missing, 'new robot')] : []),
    ...(counts.differs > 0 ? [counted(counts.differs, 'change')] : []),
    ...(removes && counts.extra > 0 ? [counted(counts.extra, 'deletion')] : []),
  ];
  if (parts.length === 0) return '';
  const last = parts.pop() ?? '';
  return `Plan ${parts.length === 0 ? last : `${parts.join(', ')} and ${last}`}`;
}

/** What a comparison comes to, in a sentence. */
export function resultWords({ counts }: Pick<DefinitionComparison, 'counts'>): string {
  const open = counts.missing + counts.differs + counts.unplaced;
  if (open === 0) {
    return counts.same === 0
      ? 'This file defines no robot.'
      : `Everything is as the file has it: ${counted(counts.same, 'robot')}.`;
  }
  const words = open === 1 ? 'is missing or differs' : 'are missing or differ';
  return `${grouped(open)} of ${counted(open + counts.same, 'robot')} of the file ${words}.`;
}
