import { AppError } from '../../../shared/contract/errors.ts';
import { differences } from '../../../shared/robots/changes/differences.ts';
import { FIELD_NAMES, valueText } from '../../../shared/robots/changes/words.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import { noteChanged } from '../answers.ts';
import type { StepRecord } from '../plan-record.ts';
import { note } from '../situation.ts';

/** Ends a step, or sets it back to `planned`. */
export function end(
  step: StepRecord,
  status: StepRecord['status'],
  error: AppError | null = null,
): void {
  step.status = status;
  step.error = error?.toShape() ?? null;
}

export const gone = (): AppError =>
  new AppError('not-found', 'Harbor does not have this robot any more, so nothing was sent.');

export const changed = (): AppError =>
  new AppError(
    'conflict',
    'It was changed at Harbor since this plan was checked, so nothing was sent.',
  );

/** The secret of a step was sent, and is no longer here. */
export const secretLost = (): AppError =>
  new AppError(
    'unknown-item',
    'The new secret is not kept here any more: it was in memory alone, or it was forgotten. The robot may have it; refresh it again.',
  );

/** An error with one more sentence about what was found out. */
export const withRemark = (cause: AppError, remark: string): AppError =>
  new AppError(cause.code, `${cause.message} ${remark}`, cause.toShape());

/** Something to know about a step that is over. */
export function addNote(step: StepRecord, rule: string, message: string): void {
  step.findings = [...step.findings.filter((one) => one.rule !== rule), note(rule, message)];
}

/**
 * Writes down where a robot differs from what was planned.
 * @param expected null where there is nothing to compare with
 * @param found null where it is gone, or was not read
 */
export function noteDifferences(
  step: StepRecord,
  expected: Robot | null,
  found: Robot | null,
): void {
  step.found = found;
  if (expected === null || found === null) return;
  step.differs = differences(found, expected).map((field) => ({
    field: FIELD_NAMES[field],
    planned: valueText(field, expected),
    found: valueText(field, found),
  }));
}

/** Refuses a step because the robot is not as it was when the plan was checked. */
export function refuseChanged(step: StepRecord, now: Robot): void {
  noteChanged(step, now);
  end(step, 'refused', changed());
}
