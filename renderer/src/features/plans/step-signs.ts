import type {
  Finding,
  PlanState,
  PlanStep,
  StepStatus,
} from '../../../../shared/contract/plans.ts';
import type { Sign } from '../../ui/tone.ts';
import { STATE_SIGNS } from '../robots/robot-words.ts';

/** Sign of a step's status. */
export const STEP_SIGNS: Readonly<Record<StepStatus, Sign>> = {
  planned: { tone: 'neutral', icon: 'i-lucide-circle-dashed', word: 'Can be sent' },
  blocked: { tone: 'bad', icon: 'i-lucide-ban', word: 'Would be refused' },
  running: { tone: 'busy', icon: 'i-lucide-loader-circle', word: 'Running' },
  done: { tone: 'good', icon: 'i-lucide-circle-check', word: 'Done' },
  differs: { tone: 'warning', icon: 'i-lucide-diff', word: 'Done, but differs' },
  refused: { tone: 'bad', icon: 'i-lucide-circle-x', word: 'Refused' },
  unknown: { tone: 'warning', icon: 'i-lucide-circle-question-mark', word: 'Not known' },
  'not-tried': { tone: 'quiet', icon: 'i-lucide-circle-minus', word: 'Not tried' },
};

/** What a status means, in one sentence. */
const STEP_SENTENCES: Readonly<Record<StepStatus, string>> = {
  planned: 'Nothing was sent yet.',
  blocked: 'It is not sent, because it would be refused.',
  running: 'It is being sent.',
  done: 'Harbor did it, and holds what was planned.',
  differs: 'Harbor did it, but holds something else than was planned.',
  refused: 'Harbor refused it.',
  unknown: 'The answer was lost, and looking at Harbor did not tell whether it was done.',
  'not-tried': 'The plan ended before its turn.',
};

/** What the words about a step depend on. */
type StepState = Pick<PlanStep, 'status' | 'answer' | 'canAnswer' | 'findings' | 'isGone'>;

/** Why an instance could not be asked, by the rule that says so. */
const NOT_ASKED: ReadonlyMap<string, string> = new Map([
  ['unreachable', 'Its instance could not be asked, so nothing is sent before that answers.'],
  ['check-stopped', 'The check was stopped before it, so nothing is sent before it is checked.'],
  ['login', 'Purser cannot log in to its instance, so nothing was checked and nothing is sent.'],
  [
    'keychain',
    'The login of its instance could not be read, so nothing was checked and nothing is sent.',
  ],
]);

/** What keeps a step from being checked; undefined where it was checked. */
const unaskedWords = ({ status, findings }: StepState): string | undefined =>
  status === 'blocked'
    ? findings.map(({ rule }) => NOT_ASKED.get(rule)).find((words) => words !== undefined)
    : undefined;

export const UNASKED_SIGN: Sign = {
  tone: 'warning',
  icon: 'i-lucide-cloud-off',
  word: 'Not checked',
};

/** Nothing comes of a step whose robot somebody took away. */
export const GONE_SIGN = STATE_SIGNS.gone;

const CHECKING_SIGN: Sign = { ...STEP_SIGNS.planned, word: 'Being checked' };

/** A step whose turn comes. */
const TO_GO_SIGN: Sign = { ...STEP_SIGNS.planned, word: 'To go' };

/** A step of a robot that is what was wanted already. */
export const NOTHING_TO_DO_SIGN: Sign = {
  tone: 'quiet',
  icon: 'i-lucide-equal',
  word: 'Nothing to do',
};

/** A step that was being sent when its plan stopped. */
export const CUT_OFF_SIGN: Sign = {
  tone: 'warning',
  icon: 'i-lucide-unplug',
  word: 'Cut off',
};

export const CONFLICT_SIGN: Sign = {
  tone: 'warning',
  icon: 'i-lucide-git-merge',
  word: 'In conflict',
};

/** Somebody else changed the robot, and nobody said yet what becomes of it. */
export const waitsForAnswer = ({ canAnswer, answer }: StepState): boolean =>
  canAnswer && answer === null;

/** Whether what somebody else changed keeps a step from being sent, and nobody said what becomes of it. */
const isHeldUp = ({ status, answer, findings }: StepState): boolean =>
  status === 'blocked' &&
  answer === null &&
  findings.some(({ rule, severity }) => rule === 'changed-since' && severity === 'refusal');

/** Whether a robot was what was wanted before anything was sent. */
export const isSoAlready = ({ status, findings }: Pick<PlanStep, 'status' | 'findings'>): boolean =>
  (status === 'planned' || status === 'done') &&
  findings.some(({ rule }) => rule === 'nothing-to-change');

/** Whether a step was left in the middle: its plan stopped, or Purser ended. */
const isCutOff = ({ status }: StepState, state: PlanState): boolean =>
  status === 'running' && state !== 'running';

/** Sign of a step, by what became of its plan and by how its conflict was settled. */
export function stepSign(step: StepState, state: PlanState): Sign {
  if (waitsForAnswer(step)) return CONFLICT_SIGN;
  // It can be answered again once the plan stands still.
  if (state === 'running' && isHeldUp(step)) return CONFLICT_SIGN;
  if (isCutOff(step, state)) return CUT_OFF_SIGN;
  if (step.isGone) return GONE_SIGN;
  if (state === 'checking' && step.status === 'planned') return CHECKING_SIGN;
  if (isSoAlready(step)) return NOTHING_TO_DO_SIGN;
  if (state !== 'ready' && step.status === 'planned') return TO_GO_SIGN;
  const sign = STEP_SIGNS[step.status];
  if (step.status === 'not-tried' && step.answer === 'keep')
    return { ...sign, word: 'Kept as it is' };
  if (step.status === 'blocked' && state === 'finished') return { ...sign, word: 'Not sent' };
  if (unaskedWords(step) !== undefined) return UNASKED_SIGN;
  return sign;
}

/** What a step's status means, by what became of its plan. */
export function stepSentence(step: StepState, state: PlanState): string {
  if (waitsForAnswer(step)) {
    return 'Somebody changed this robot at Harbor since you saw it. Nothing is sent until you say what shall be there.';
  }
  // The answer to its conflict says it.
  if (step.answer === 'keep') return '';
  if (isCutOff(step, state)) {
    return 'It was being sent when the plan stopped. What became of it is looked at before anything else is sent.';
  }
  if (isSoAlready(step)) return '';
  if (step.isGone) return 'The robot is no longer on its Harbor.';
  const unasked = unaskedWords(step);
  if (unasked !== undefined && state !== 'finished') return unasked;
  return step.status === 'blocked' && state === 'finished'
    ? 'It was not sent, because it would have been refused.'
    : STEP_SENTENCES[step.status];
}

export const FINDING_SIGNS: Readonly<Record<Finding['severity'], Sign>> = {
  refusal: { tone: 'bad', icon: 'i-lucide-ban', word: 'Refusal' },
  warning: { tone: 'warning', icon: 'i-lucide-triangle-alert', word: 'Warning' },
  note: { tone: 'quiet', icon: 'i-lucide-info', word: 'Note' },
};

/** Sign of a finding: what was not asked, or is not there, was not refused. */
export function findingSign({ rule, severity }: Pick<Finding, 'rule' | 'severity'>): Sign {
  if (rule === 'gone') return GONE_SIGN;
  return NOT_ASKED.has(rule) ? UNASKED_SIGN : FINDING_SIGNS[severity];
}
