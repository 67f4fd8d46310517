import type { Operation } from '../../../../shared/contract/operations.ts';
import type { Plan, PlanState, PlanStep } from '../../../../shared/contract/plans.ts';
import { isSoAlready, NOTHING_TO_DO_SIGN, UNASKED_SIGN } from './step-signs.ts';
import { counted, grouped } from '../../ui/number-words.ts';
import type { Sign } from '../../ui/tone.ts';

/** Sign of a plan's state. */
export const PLAN_SIGNS: Readonly<Record<PlanState, Sign>> = {
  checking: { tone: 'busy', icon: 'i-lucide-loader-circle', word: 'Checking' },
  ready: { tone: 'neutral', icon: 'i-lucide-clipboard-list', word: 'Ready, nothing sent yet' },
  running: { tone: 'busy', icon: 'i-lucide-loader-circle', word: 'Running' },
  paused: { tone: 'warning', icon: 'i-lucide-circle-pause', word: 'Paused' },
  interrupted: { tone: 'warning', icon: 'i-lucide-unplug', word: 'Interrupted' },
  finished: { tone: 'quiet', icon: 'i-lucide-circle-check', word: 'Finished' },
};

/** Whether all that keeps a plan from being sent is that its instances do not answer. */
export const onlyWaits = (plan: Plan): boolean =>
  plan.state === 'ready' && plan.unchecked > 0 && sendable(plan) === 0 && !hasRefused(plan);

/** Whether all that is left of a plan are robots that are what is wanted already. */
export const leavesNothing = (plan: Plan): boolean =>
  plan.state === 'ready' &&
  plan.nothingToDo.planned > 0 &&
  sendable(plan) === 0 &&
  plan.counts.blocked === 0;

/** Whether a check found steps that would be refused. */
export const hasRefused = ({ counts, unchecked }: Plan): boolean => counts.blocked > unchecked;

/** Sign of a plan: one that was checked again in the middle has sent something already. */
export function planSign(plan: Plan): Sign {
  if (onlyWaits(plan) && !wasBegun(plan))
    return { ...UNASKED_SIGN, word: 'Waiting, nothing sent yet' };
  if (leavesNothing(plan)) {
    return wasBegun(plan)
      ? { ...NOTHING_TO_DO_SIGN, word: 'Nothing left to do' }
      : NOTHING_TO_DO_SIGN;
  }
  const sign = PLAN_SIGNS[plan.state];
  return plan.state === 'ready' && wasBegun(plan) ? { ...sign, word: 'Ready to go on' } : sign;
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

/** Whether something of a step would still be sent, or carried on. */
export const isSendable = (step: Pick<PlanStep, 'status' | 'findings'>): boolean =>
  step.status === 'running' || (step.status === 'planned' && !isSoAlready(step));

/** Of how many steps something would still be sent, or carried on. */
export const sendable = (plan: Plan): number => left(plan) - plan.nothingToDo.planned;

/** How many steps have not come to an end, also those with nothing to send. */
export const left = ({ counts }: Plan): number => counts.planned + counts.running;

/** Whether a plan stands still with no robot left, and its file is still to be written. */
export const waitsForExport = (plan: Plan): boolean =>
  ['ready', 'paused', 'interrupted'].includes(plan.state) &&
  plan.exportTo?.failure === null &&
  left(plan) === 0 &&
  plan.counts.done + plan.counts.differs > 0;

/** Whether something of a plan was sent, or is on its way. */
export const wasBegun = (plan: Plan): boolean => ended(plan) + plan.counts.running > 0;

/** "Renew 112 robots": what the button that applies a plan says. */
export function applyWords(plan: Plan): string {
  return `${verbOf(plan.operation)} ${counted(sendable(plan), 'robot')}`;
}

/** Steps that were sent and came to an end, whichever it was. */
export function ended(plan: Plan): number {
  const { done, differs, refused, unknown } = plan.counts;
  return done - plan.nothingToDo.done + differs + refused + unknown;
}

/** Steps that are sent, were, or still can be. */
export const toSend = (plan: Plan): number => ended(plan) + sendable(plan);

/** How many robots of production make a plan one that has to be confirmed by typing. */
const MOST_UNTYPED = 10;

/** Whether there is no way back: what is gone, or whose secret is another one. */
function isForGood(plan: Plan): boolean {
  const { operation } = plan;
  if (operation.kind === 'delete' || operation.kind === 'recreate') return true;
  if (operation.kind === 'define') return operation.removes > 0;
  return operation.kind === 'refresh' && sendable(plan) > 1;
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
