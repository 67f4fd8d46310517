import type { Plan, StepStatus } from '../../../../shared/contract/plans.ts';
import { counted, grouped } from '../../ui/number-words.ts';
import type { Sign } from '../../ui/tone.ts';
import { hasRefused } from './plan-words.ts';
import { CONFLICT_SIGN, CUT_OFF_SIGN, GONE_SIGN, STEP_SIGNS, UNASKED_SIGN } from './step-signs.ts';

/** Which steps are looked at: those of a status, or those in conflict. */
export type StepChoice = StepStatus | 'conflicts';

/** A piece of the summary; choosing one shows only these steps. */
export interface SummaryPart {
  readonly status: StepChoice;
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

const IN_ORDER: readonly StepStatus[] = [
  'running',
  'done',
  'differs',
  'refused',
  'unknown',
  'planned',
  'not-tried',
  'blocked',
];

/** What a plan comes to: one part a status that occurs, and one for conflicts. */
export function summaryOf(plan: Plan): SummaryPart[] {
  const isShown = (status: StepStatus): boolean =>
    plan.counts[status] > 0 &&
    // Held up by nothing but conflicts, they are named once.
    !(status === 'blocked' && plan.counts.blocked === plan.conflicts);
  const parts: SummaryPart[] = IN_ORDER.filter(isShown).map((status) => ({
    status,
    count: plan.counts[status],
    words: `${grouped(plan.counts[status])} ${wordsOf(plan, status)}`,
    sign: signOf(plan, status),
  }));
  if (plan.conflicts === 0) return parts;
  const words = counted(plan.conflicts, 'conflict');
  return [...parts, { status: 'conflicts', count: plan.conflicts, words, sign: CONFLICT_SIGN }];
}

const isCutOff = (plan: Plan, status: StepStatus): boolean =>
  status === 'running' && plan.state !== 'running';

function signOf(plan: Plan, status: StepStatus): Sign {
  if (isCutOff(plan, status)) return CUT_OFF_SIGN;
  if (onlyGone(plan, status)) return GONE_SIGN;
  return status === 'blocked' && onlyUnchecked(plan) ? UNASKED_SIGN : STEP_SIGNS[status];
}

const onlyGone = ({ counts, gone }: Plan, status: StepStatus): boolean =>
  (status === 'blocked' || status === 'refused') && counts[status] === gone[status];

const onlyUnchecked = (plan: Plan): boolean => plan.unchecked > 0 && !hasRefused(plan);

/** How many steps a choice leaves; null is all of them. */
export function countOf(plan: Plan, choice: StepChoice | null): number {
  if (choice === null) return plan.steps;
  return choice === 'conflicts' ? plan.conflicts : plan.counts[choice];
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
