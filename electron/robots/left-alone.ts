import type { Finding } from '../../shared/contract/plans.ts';
import { isJudged, type PlanRecord, type StepRecord } from './plan-record.ts';
import { refusal } from './situation.ts';

// Steps that nothing is sent for. What becomes of them follows from how their plan stands, so it is
// not written for each of them: of a large plan that would take longer than anybody waits.

/** The rule of steps that were not read because somebody stopped the check. */
const CHECK_STOPPED = 'check-stopped';

const notRead = (): Finding =>
  refusal(
    CHECK_STOPPED,
    'The check was stopped before this robot was read.',
    'Check this plan again.',
  );

/** Whether a check was stopped before it came to this step. */
export const wasPassedOver = ({ status, findings }: StepRecord): boolean =>
  status === 'blocked' && findings.some(({ rule }) => rule === CHECK_STOPPED);

/** Leaves no step that looks as if it could be sent though its robot was never read. */
export function passOverUnread(steps: readonly StepRecord[]): void {
  for (const step of steps) {
    if (step.status !== 'planned' || isJudged(step)) continue;
    step.findings = [notRead()];
    step.status = 'blocked';
  }
}

/** What was still to be sent of a plan that is over stays undone. */
export function leaveUntried(steps: readonly StepRecord[]): void {
  for (const step of steps) {
    if (step.status === 'planned') step.status = 'not-tried';
  }
}

/**
 * Ends a plan: what is running is unknown, and the rest stays undone.
 * @returns The steps that had begun, of which there is more to be written
 */
export function endSteps({ steps }: PlanRecord): StepRecord[] {
  const begun = steps.filter(
    ({ status, secret }) => status === 'running' || (status === 'planned' && secret !== null),
  );
  for (const step of begun) if (step.status === 'running') step.status = 'unknown';
  leaveUntried(steps);
  return begun;
}
