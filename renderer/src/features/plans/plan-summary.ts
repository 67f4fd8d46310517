import type { Plan, StepStatus } from '../../../../shared/contract/plans.ts';
import { counted, grouped } from '../../ui/number-words.ts';
import type { Sign } from '../../ui/tone.ts';
import { hasRefused } from './plan-words.ts';
import {
  CONFLICT_SIGN,
  CUT_OFF_SIGN,
  GONE_SIGN,
  NOTHING_TO_DO_SIGN,
  STEP_SIGNS,
  UNASKED_SIGN,
} from './step-signs.ts';

/** Which steps are looked at: those of a status, those with nothing to do, or those in conflict. */
export type StepChoice = StepStatus | 'nothing-to-do' | 'conflicts';

/** A piece of the summary; choosing one shows only these steps. */
export interface SummaryPart {
  readonly choice: StepChoice;
  readonly count: number;
  readonly words: string;
  readonly sign: Sign;
}

const SUMMARY_WORDS: Readonly<Record<StepStatus, string>> = {
  planned: 'can be sent',
  blocked: 'would be refused',
  running: 'running',
  done: 'done',
  differs: 'differ from the plan',
  refused: 'refused',
  unknown: 'not known',
  'not-tried': 'not tried',
};

const IN_ORDER: readonly StepChoice[] = [
  'running',
  'done',
  'differs',
  'refused',
  'unknown',
  'planned',
  'nothing-to-do',
  'not-tried',
  'blocked',
  'conflicts',
];

/** What a plan comes to: one part for each choice that leaves any steps. */
export function summaryOf(plan: Plan): SummaryPart[] {
  const isShown = (choice: StepChoice): boolean =>
    countOf(plan, choice) > 0 &&
    // Held up by nothing but conflicts, they are named once.
    !(choice === 'blocked' && plan.counts.blocked === plan.conflicts);
  return IN_ORDER.filter(isShown).map((choice) => {
    const count = countOf(plan, choice);
    return { choice, count, words: partWords(plan, choice, count), sign: signOf(plan, choice) };
  });
}

const isCutOff = (plan: Plan, status: StepStatus): boolean =>
  status === 'running' && plan.state !== 'running';

function signOf(plan: Plan, status: StepChoice): Sign {
  if (status === 'conflicts') return CONFLICT_SIGN;
  if (status === 'nothing-to-do') return NOTHING_TO_DO_SIGN;
  if (isCutOff(plan, status)) return CUT_OFF_SIGN;
  if (onlyGone(plan, status)) return GONE_SIGN;
  return status === 'blocked' && onlyUnchecked(plan) ? UNASKED_SIGN : STEP_SIGNS[status];
}

const onlyGone = ({ counts, gone }: Plan, status: StepStatus): boolean =>
  (status === 'blocked' || status === 'refused') && counts[status] === gone[status];

const onlyUnchecked = (plan: Plan): boolean => plan.unchecked > 0 && !hasRefused(plan);

/** How many steps a choice leaves; null is all of them. */
export function countOf(plan: Plan, choice: StepChoice | null): number {
  const { counts, conflicts, nothingToDo } = plan;
  switch (choice) {
    case null:
      return plan.steps;
    case 'conflicts':
      return conflicts;
    case 'nothing-to-do':
      return nothingToDo.planned + nothingToDo.done;
    case 'planned':
    case 'done':
      return counts[choice] - nothingToDo[choice];
    default:
      return counts[choice];
  }
}

function partWords(plan: Plan, choice: StepChoice, count: number): string {
  if (choice === 'conflicts') return counted(count, 'conflict');
  if (choice !== 'nothing-to-do') return `${grouped(count)} ${wordsOf(plan, choice)}`;
  if (plan.state === 'finished') return `${grouped(count)} had nothing to do`;
  return `${grouped(count)} ${count === 1 ? 'has' : 'have'} nothing to do`;
}

function wordsOf(plan: Plan, status: StepStatus): string {
  if (onlyGone(plan, status)) return 'gone';
  if (status === 'blocked') return blockedWords(plan);
  if (isCutOff(plan, status)) return 'cut off';
  if (status !== 'planned') return SUMMARY_WORDS[status];
  if (plan.state === 'checking') return 'being checked';
  return plan.state === 'ready' ? SUMMARY_WORDS.planned : 'to go';
}

function blockedWords(plan: Plan): string {
  if (plan.state === 'finished') return 'not sent';
  if (onlyUnchecked(plan)) return 'not checked';
  const others = [
    ...(plan.unchecked > 0 ? [`${grouped(plan.unchecked)} of them not checked`] : []),
    ...(plan.gone.blocked > 0 ? [`${grouped(plan.gone.blocked)} of them gone`] : []),
  ];
  return others.length === 0 ? SUMMARY_WORDS.blocked : `cannot be sent, ${others.join(', ')}`;
}
