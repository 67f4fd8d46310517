import { setImmediate } from 'node:timers/promises';
import type { Operation } from '../../../shared/contract/operations.ts';
import { differences } from '../../../shared/robots/changes/differences.ts';
import type { RobotEdit } from '../../../shared/robots/changes/edit.ts';
import { newStep, type PlanRecord, type StepRecord } from '../plan-record.ts';

const FIELDS = ['description', 'disabled', 'duration', 'permissions'] as const;

/**
 * What takes a step back; null where nothing does: it was not sent, it changed nothing that can be
 * set again, or it was taken back already. What came out otherwise than planned is a change too;
 * what others changed meanwhile is theirs.
 */
export function takingBack(step: StepRecord): RobotEdit | null {
  const { task, status, wasSent, wasTakenBack, edit, fresh, found } = step;
  const isChanged = task.kind === 'change' && (status === 'done' || status === 'differs');
  if (!isChanged || !wasSent || wasTakenBack) return null;
  if (edit === null || fresh === null || found === null) return null;
  const changed = new Set(differences(fresh, found));
  const ours = FIELDS.filter((field) => edit[field] !== undefined && changed.has(field));
  return ours.length === 0 ? null : Object.fromEntries(ours.map((field) => [field, fresh[field]]));
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
  for (const step of plan.steps) {
    // So that windows and other calls have their turn.
    if (step.index % AT_ONCE === AT_ONCE - 1) await setImmediate();
    const given = takingBack(step);
    if (given === null) continue;
    steps.push(
      newStep({
        index: steps.length,
        instanceId: step.instanceId,
        key: step.key,
        seen: step.found ?? step.seen,
        given,
        task: step.task,
      }),
    );
  }
  return steps;
}
