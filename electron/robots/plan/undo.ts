import { setImmediate } from 'node:timers/promises';
import type { Operation } from '../../../shared/contract/operations.ts';
import { differences } from '../../../shared/robots/changes/differences.ts';
import type { RobotEdit } from '../../../shared/robots/changes/edit.ts';
import { newStep, type PlanRecord, type StepRecord } from '../plan-record.ts';
import { canTakeBack } from './step-view.ts';

/** What brings a robot back to what it was before a step. */
function editBack({ fresh, found }: StepRecord): RobotEdit {
  if (fresh === null || found === null) return {};
  const changed = new Set(differences(fresh, found));
  return {
    ...(changed.has('description') ? { description: fresh.description } : {}),
    ...(changed.has('disabled') ? { disabled: fresh.disabled } : {}),
    ...(changed.has('duration') ? { duration: fresh.duration } : {}),
    ...(changed.has('permissions') ? { permissions: fresh.permissions } : {}),
  };
}

/** The operation that an undo of a plan counts as. */
export function oppositeOf({ operation }: PlanRecord): Operation {
  if (operation.kind === 'enable') return { kind: 'disable' };
  if (operation.kind === 'disable') return { kind: 'enable' };
  return { kind: 'edit', description: null, permissions: null, until: null, dropStale: false };
}

/** Steps that are made at once: few enough for nobody to wait for them. */
const AT_ONCE = 1_000;

/** The steps of a plan that takes another one back: each robot gets what it had. */
export async function undoSteps(plan: PlanRecord): Promise<StepRecord[]> {
  const steps: StepRecord[] = [];
  for (const step of plan.steps.filter(canTakeBack)) {
    // So that windows and other calls have their turn.
    if (steps.length % AT_ONCE === AT_ONCE - 1) await setImmediate();
    steps.push(
      newStep({
        index: steps.length,
        instanceId: step.instanceId,
        key: step.key,
        seen: step.found ?? step.seen,
        given: editBack(step),
        task: { kind: 'change' },
      }),
    );
  }
  return steps;
}
