import type { Finding } from '../../shared/contract/plans.ts';
import type { Operation } from '../../shared/contract/operations.ts';
import { conflicts } from '../../shared/robots/changes/differences.ts';
import { editOf } from '../../shared/robots/changes/edit.ts';
import { expectedAfter } from '../../shared/robots/changes/expected.ts';
import { effectiveOffset } from '../../shared/robots/expiry.ts';
import type { Robot } from '../../shared/robots/robot.ts';
import { FIELD_NAMES, valueText } from '../../shared/robots/changes/words.ts';
import type { StepRecord } from './plan-record.ts';
import { preflight } from './preflight/index.ts';
import { type Place, refusal, warning } from './situation.ts';

/** What was changed by others since the robot was shown, as a finding. */
export function changedSince(ours: readonly string[], others: readonly string[]): Finding[] {
  if (ours.length > 0) {
    return [
      refusal(
        'changed-since',
        `Somebody changed its ${ours.join(', ')} at Harbor since it was shown, and this plan would change that too.`,
        'Plan it again to use what is there now.',
      ),
    ];
  }
  if (others.length === 0) return [];
  const what = others.join(', ');
  return [
    warning(
      'changed-since',
      `Somebody changed its ${what} at Harbor since it was shown. That stays.`,
    ),
  ];
}

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
  const edit = given ?? editOf(operation, fresh, at);
  const editSeen = given ?? editOf(operation, seen, at);
  const planned = editSeen === null ? seen : expectedAfter(seen, editSeen);
  const expected = edit === null ? null : expectedAfter(fresh, edit);
  const found = conflicts(seen, fresh, planned);
  const named = (isOurs: boolean): string[] =>
    found
      .filter((one) => one.isOurs === isOurs && one.field !== 'name')
      .map(({ field }) => FIELD_NAMES[field]);

  step.fresh = fresh;
  step.edit = edit;
  step.conflicts = found.map(({ field, isOurs }) => ({
    field: FIELD_NAMES[field],
    saw: valueText(field, seen),
    now: valueText(field, fresh),
    yours: isOurs ? valueText(field, planned) : '',
  }));
  block(step, [
    ...preflight({ place, operation, seen, fresh, edit, expected, now: serverNow }),
    ...changedSince(named(true), named(false)),
  ]);
}

/** Sets what was found about a step; a refusal keeps it from being sent. */
export function block(step: StepRecord, findings: Finding[]): void {
  step.findings = findings;
  step.status = findings.some(({ severity }) => severity === 'refusal') ? 'blocked' : 'planned';
}
