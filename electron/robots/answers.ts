import type { ConflictAnswer, Finding, PlanStep } from '../../shared/contract/plans.ts';
import { conflicts } from '../../shared/robots/changes/differences.ts';
import type { RobotEdit } from '../../shared/robots/changes/edit.ts';
import { expectedAfter } from '../../shared/robots/changes/expected.ts';
import { mergedEdit } from '../../shared/robots/changes/merge.ts';
import type { Robot } from '../../shared/robots/robot.ts';
import type { PlanRecord, StepRecord } from './plan-record.ts';
import { note, refusal, warning } from './situation.ts';
import { FIELD_NAMES, valueText } from '../../shared/robots/changes/words.ts';

/** The rule under which findings about the changes of others stand. */
const RULE = 'changed-since';

/** A step that is not sent because somebody else changed its robot. */
const isHeldUp = ({ status, findings, error }: StepRecord): boolean =>
  status === 'refused'
    ? error?.code === 'conflict'
    : status === 'blocked' &&
      findings.some(({ rule, severity }) => rule === RULE && severity === 'refusal');

/** A step that waits for somebody to say what becomes of the changes of others. */
export const waitsForAnswer = (step: StepRecord): boolean =>
  step.conflicts.length > 0 && step.answer === null && !step.wasSent && isHeldUp(step);

/** Whether the conflicts of a step can be settled, or settled otherwise than they are. */
export function canAnswer(plan: PlanRecord, step: StepRecord): boolean {
  if (plan.state === 'checking' || plan.state === 'running' || plan.wasUndone) return false;
  if (waitsForAnswer(step)) return true;
  const isOpen = ['planned', 'blocked', 'not-tried'].includes(step.status);
  return step.answer !== null && isOpen && !step.wasSent && plan.state !== 'finished';
}

/** Notes an answer; the step has to be judged afresh then. */
export function settle(step: StepRecord, kind: ConflictAnswer): void {
  const wasTried = step.status === 'refused';
  const now = step.answer?.now ?? (wasTried ? step.found : step.fresh);
  if (now === null) return;
  if (wasTried) step.base = step.fresh;
  step.answer = { kind, now };
  step.status = 'planned';
  step.error = null;
  step.found = null;
}

/** A field that somebody else changed, and whether this plan is about it too. */
interface Clash {
  readonly isOurs: boolean;
  readonly row: PlanStep['conflicts'][number];
}

/**
 * Every field that somebody else changed. Deleting is about all of them: what they added would
 * be lost with the robot.
 * @param edit our change of the robot as the user knew it; null for deleting
 */
function clashes(known: Robot, now: Robot, edit: RobotEdit | null): Clash[] {
  const planned = edit === null ? known : expectedAfter(known, edit);
  const merged = edit === null ? now : expectedAfter(now, mergedEdit(known, now, edit));
  return conflicts(known, now, planned).map(({ field, ...one }) => {
    const isOurs = one.isOurs || (edit === null && field !== 'name');
    const yours = edit === null ? 'deleted' : valueText(field, planned) || '(empty)';
    return {
      isOurs,
      row: {
        field: FIELD_NAMES[field],
        saw: valueText(field, known),
        now: valueText(field, now),
        yours: isOurs ? yours : '',
        merged: valueText(field, merged),
      },
    };
  });
}

const fieldsOf = (all: readonly Clash[], isOurs: boolean): string =>
  all
    .filter(({ isOurs: is, row }) => is === isOurs && row.field !== FIELD_NAMES.name)
    .map(({ row }) => row.field)
    .join(', ');

/** What was changed by others since the user last knew the robot, as findings. */
function changedSince(all: readonly Clash[]): Finding[] {
  const ours = fieldsOf(all, true);
  if (ours !== '') {
    return [
      refusal(
        RULE,
        `Changed at Harbor since it was shown, and by this plan too: ${ours}.`,
        'Say which of both shall be there.',
      ),
    ];
  }
  const others = fieldsOf(all, false);
  return others === ''
    ? []
    : [warning(RULE, `Changed at Harbor since it was shown, and left so: ${others}.`)];
}

/**
 * Stops a step whose robot was changed between check and sending; it can be answered like one
 * that was found by the check.
 */
export function noteChanged(step: StepRecord, now: Robot): void {
  const known = step.fresh ?? step.seen;
  const found = clashes(known, now, step.edit);
  step.conflicts = found.map(({ row }) => row);
  step.found = now;
  step.answer = null;
}

/** What to send of our change after the answer, and what is to be known about it. */
export interface Settled {
  readonly edit: RobotEdit | null;
  readonly findings: readonly Finding[];
}

/**
 * Compares the robot with what the user knew of it, and obeys the answer there is. An answer
 * counts for the robot as it was then: what was changed after it asks again.
 * @param editFor our change of a robot; null for deleting
 */
export function settledEdit(
  step: StepRecord,
  fresh: Robot,
  editFor: (robot: Robot) => RobotEdit | null,
): Settled {
  const { answer } = step;
  const known = answer?.now ?? step.base ?? step.seen;
  const found = clashes(known, fresh, editFor(known));
  const findings = changedSince(found);
  const edit = editFor(fresh);
  if (answer === null || found.some(({ isOurs }) => isOurs)) {
    step.base = known;
    step.answer = null;
    step.conflicts = found.map(({ row }) => row);
    return { edit, findings };
  }
  if (answer.kind === 'keep') {
    const kept = note(RULE, 'You kept what Harbor holds, so nothing is sent for this robot.');
    return { edit: {}, findings: [kept, ...findings] };
  }
  const from = step.base ?? step.seen;
  const ours = editFor(from);
  const isMerge = answer.kind === 'merge' && ours !== null;
  return { edit: isMerge ? mergedEdit(from, fresh, ours) : edit, findings };
}
