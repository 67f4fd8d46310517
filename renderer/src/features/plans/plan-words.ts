import type { Operation } from '../../../../shared/contract/operations.ts';
import type {
  Finding,
  Plan,
  PlanState,
  PlanStep,
  StepStatus,
} from '../../../../shared/contract/plans.ts';
import { counted, grouped } from '../../ui/number-words.ts';
import type { Sign } from '../../ui/tone.ts';
import { STATE_SIGNS } from '../robots/robot-words.ts';

/** Sign of a plan's state. */
export const PLAN_SIGNS: Readonly<Record<PlanState, Sign>> = {
  checking: { tone: 'busy', icon: 'i-lucide-loader-circle', word: 'Checking' },
  ready: { tone: 'neutral', icon: 'i-lucide-clipboard-list', word: 'Ready, nothing sent yet' },
  running: { tone: 'busy', icon: 'i-lucide-loader-circle', word: 'Running' },
  paused: { tone: 'warning', icon: 'i-lucide-circle-pause', word: 'Paused' },
  interrupted: { tone: 'warning', icon: 'i-lucide-unplug', word: 'Interrupted' },
  finished: { tone: 'quiet', icon: 'i-lucide-circle-check', word: 'Finished' },
};

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
  if (step.isGone) return 'The robot is no longer on its Harbor.';
  const unasked = unaskedWords(step);
  if (unasked !== undefined && state !== 'finished') return unasked;
  return step.status === 'blocked' && state === 'finished'
    ? 'It was not sent, because it would have been refused.'
    : STEP_SENTENCES[step.status];
}

/** Whether all that keeps a plan from being sent is that its instances do not answer. */
export const onlyWaits = (plan: Plan): boolean =>
  plan.state === 'ready' && plan.unchecked > 0 && sendable(plan) === 0 && !hasRefused(plan);

/** Whether a check found steps that would be refused. */
export const hasRefused = ({ counts, unchecked }: Plan): boolean => counts.blocked > unchecked;

/** Sign of a plan: one that was checked again in the middle has sent something already. */
export function planSign(plan: Plan): Sign {
  if (onlyWaits(plan) && !wasBegun(plan))
    return { ...UNASKED_SIGN, word: 'Waiting, nothing sent yet' };
  const sign = PLAN_SIGNS[plan.state];
  return plan.state === 'ready' && wasBegun(plan) ? { ...sign, word: 'Ready to go on' } : sign;
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

/** What an operation does, as the start of a button: "Renew", "Delete". */
export function verbOf(operation: Operation): string {
  switch (operation.kind) {
    case 'enable':
      return 'Enable';
    case 'disable':
      return 'Disable';
    case 'renew':
    case 'schedule':
      return 'Renew';
    case 'refresh':
      return 'Refresh';
    case 'delete':
      return 'Delete';
    case 'recreate':
      return 'Recreate';
    case 'create':
      return 'Create';
    case 'permissions':
      return 'Change';
    case 'narrow':
      return 'Limit';
    case 'define':
      return 'Apply to';
    case 'edit':
      return operation.until !== null ? 'Renew' : 'Change';
  }
}

/** Whether a step would still be sent, or carried on. */
export const isSendable = ({ status }: Pick<PlanStep, 'status'>): boolean =>
  status === 'planned' || status === 'running';

/** How many steps would still be sent, or carried on. */
export const sendable = ({ counts }: Plan): number => counts.planned + counts.running;

/** Whether a plan stands still with no robot left, and its file is still to be written. */
export const waitsForExport = (plan: Plan): boolean =>
  ['ready', 'paused', 'interrupted'].includes(plan.state) &&
  plan.exportTo?.failure === null &&
  sendable(plan) === 0 &&
  plan.counts.done + plan.counts.differs > 0;

/** Whether something of a plan was sent, or is on its way. */
export const wasBegun = (plan: Plan): boolean => ended(plan) + plan.counts.running > 0;

/** "Renew 112 robots": what the button that applies a plan says. */
export function applyWords(plan: Plan): string {
  return `${verbOf(plan.operation)} ${counted(sendable(plan), 'robot')}`;
}

/** Steps that came to an end, whichever it was. */
export function ended(plan: Plan): number {
  const { done, differs, refused, unknown } = plan.counts;
  return done + differs + refused + unknown;
}

/** Steps that are sent, were, or still can be. */
export const toSend = (plan: Plan): number => ended(plan) + sendable(plan);

/** How many robots of production make a plan one that has to be confirmed by typing. */
const MOST_UNTYPED = 10;

/** Whether there is no way back: what is gone, or whose secret is another one. */
function isForGood({ operation, ...plan }: Plan): boolean {
  if (operation.kind === 'delete' || operation.kind === 'recreate') return true;
  if (operation.kind === 'define') return operation.removes > 0;
  return operation.kind === 'refresh' && plan.counts.planned + plan.counts.running > 1;
}

/**
 * What has to be typed before a plan is applied: the name of one robot, the number of several;
 * null where one click is enough.
 * @param steps those that are known; the one robot is among them where the plan is small
 */
export function typedBefore(plan: Plan, steps: Iterable<PlanStep>): string | null {
  if (!isForGood(plan) && plan.production <= MOST_UNTYPED) return null;
  const count = sendable(plan);
  const one = count === 1 ? [...steps].find(isSendable) : undefined;
  return one?.robotName ?? String(count);
}

/** What happens with the robots once it is applied, for the question before. */
export function consequence(plan: Plan): string {
  const robots = counted(sendable(plan), 'robot');
  switch (plan.operation.kind) {
    case 'delete':
      return sendable(plan) === 1
        ? 'This deletes the robot at Harbor, with its secret. Whatever still logs in with it stops working, and there is no way to take it back.'
        : `This deletes ${robots} at Harbor, with their secrets. Whatever still logs in with them stops working, and there is no way to take it back.`;
    case 'disable':
      return `This switches ${robots} off. Whatever logs in with them stops working until they are switched on again.`;
    case 'recreate':
      return sendable(plan) === 1
        ? 'This deletes the robot at Harbor and makes it again with a new secret. Whatever logs in with the old one stops working, and there is no way to take it back.'
        : `This deletes ${robots} at Harbor and makes them again with new secrets. Whatever logs in with the old ones stops working, and there is no way to take it back.`;
    case 'refresh':
      return sendable(plan) === 1
        ? 'This gives the robot a new secret. Whatever logs in with the old one stops working, and there is no way to take it back.'
        : `This gives ${robots} new secrets. Whatever logs in with the old ones stops working, and there is no way to take it back.`;
    case 'create':
      return `This makes ${robots} at Harbor.`;
    case 'define':
      return plan.operation.removes > 0
        ? `This makes or changes robots at Harbor, and deletes up to ${grouped(plan.operation.removes)} that the file does not name, with their secrets. There is no way to take that back.`
        : `This makes or changes ${robots} at Harbor, as the file has them.`;
    default:
      return `This changes ${robots} at Harbor.`;
  }
}
