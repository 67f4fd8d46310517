import type { Operation } from '../../../shared/contract/operations.ts';
import type { Finding } from '../../../shared/contract/plans.ts';
import { droppingStale, editOf, type RobotEdit } from '../../../shared/robots/changes/edit.ts';
import { expectedAfter } from '../../../shared/robots/changes/expected.ts';
import { effectiveOffset } from '../../../shared/robots/expiry/index.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import { settledEdit } from '../answers.ts';
import { judgeCreation, judgeRecreation, type Judging } from './judge-making.ts';
import { dropsStale } from '../stale.ts';
import type { StepRecord } from '../plan-record.ts';
import { preflight } from './rules/index.ts';
import { NO_FACTS, type Place, type StepFacts } from '../situation.ts';

/**
 * Plans a step afresh on the robot as it is now, and says what speaks against it.
 * @param fresh as just read; null for a robot that is to be made
 * @param now epoch seconds, our clock
 */
export function judgeStep(
  step: StepRecord,
  fresh: Robot | null,
  {
    operation,
    place,
    now,
    facts = NO_FACTS,
  }: { operation: Operation; place: Place; now: number; facts?: StepFacts },
): void {
  const judging = { operation, place, facts, now: now + effectiveOffset(place.clockOffset) };
  const { task } = step;
  if (task.kind === 'create') block(step, judgeCreation(step, task, judging));
  else if (fresh !== null) judgeKnown(step, fresh, judging);
}

function judgeKnown(step: StepRecord, fresh: Robot, judging: Judging): void {
  const { operation, place, now } = judging;
  const { seen, given, task } = step;
  const at = { now, accepted: place.accepted, version: place.version };
  const editFor = (robot: Robot): RobotEdit | null => {
    const edit = given ?? editOf(operation, robot, at);
    if (edit === null || !dropsStale(step)) return edit;
    return droppingStale(edit, robot, place.accepted);
  };
  const settled = settledEdit(step, fresh, editFor);
  const { edit } = settled;
  const expected = edit === null ? null : expectedAfter(fresh, edit);
  step.fresh = fresh;
  step.edit = edit;
  if (step.answer?.kind === 'keep') {
    step.findings = [...settled.findings];
    step.status = 'not-tried';
    return;
  }
  const again = task.kind === 'recreate' ? judgeRecreation(step, fresh, judging) : [];
  block(step, [
    ...preflight({ ...judging, task, seen, fresh, edit, expected }),
    ...again,
    ...settled.findings,
  ]);
}

/** Sets what was found about a step, each thing once; a refusal keeps it from being sent. */
export function block(step: StepRecord, findings: readonly Finding[]): void {
  const byText = new Map(findings.map((one) => [`${one.rule} ${one.message}`, one]));
  step.findings = [...byText.values()];
  step.status = findings.some(({ severity }) => severity === 'refusal') ? 'blocked' : 'planned';
}
