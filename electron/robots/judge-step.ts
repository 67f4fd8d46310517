import type { Operation } from '../../shared/contract/operations.ts';
import type { Finding } from '../../shared/contract/plans.ts';
import { editOf } from '../../shared/robots/changes/edit.ts';
import { expectedAfter } from '../../shared/robots/changes/expected.ts';
import { effectiveOffset } from '../../shared/robots/expiry.ts';
import type { Robot } from '../../shared/robots/robot.ts';
import { settledEdit } from './answers.ts';
import type { StepRecord } from './plan-record.ts';
import { preflight } from './preflight/index.ts';
import type { Place } from './situation.ts';

/**
 * Plans a step afresh on the robot as it is now, and says what speaks against it.
 * @param now epoch seconds, our clock
 */
export function judgeStep(
  step: StepRecord,
  fresh: Robot,
  { operation, place, now }: { operation: Operation; place: Place; now: number },
): void {
  const serverNow = now + effectiveOffset(place.clockOffset);
  const at = { now: serverNow, accepted: place.accepted };
  const { seen, given } = step;
  const settled = settledEdit(step, fresh, (robot) => given ?? editOf(operation, robot, at));
  const { edit } = settled;
  const expected = edit === null ? null : expectedAfter(fresh, edit);
  step.fresh = fresh;
  step.edit = edit;
  if (step.answer?.kind === 'keep') {
    step.findings = [...settled.findings];
    step.status = 'not-tried';
    return;
  }
  block(step, [
    ...preflight({ place, operation, seen, fresh, edit, expected, now: serverNow }),
    ...settled.findings,
  ]);
}

/** Sets what was found about a step; a refusal keeps it from being sent. */
export function block(step: StepRecord, findings: Finding[]): void {
  step.findings = findings;
  step.status = findings.some(({ severity }) => severity === 'refusal') ? 'blocked' : 'planned';
}
