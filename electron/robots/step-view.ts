import {
  STEP_STATUSES,
  type Plan,
  type PlannedChange,
  type PlanStep,
  type StepStatus,
} from '../../shared/contract/plans.ts';
import { expectedAfter } from '../../shared/robots/changes/expected.ts';
import { changesBetween } from '../../shared/robots/changes/words.ts';
import { updateBody } from '../../shared/robots/changes/update-body.ts';
import type { Robot } from '../../shared/robots/robot.ts';
import { canAnswer, waitsForAnswer } from './answers.ts';
import type { PlanRecord, StepRecord } from './plan-record.ts';
import { changesNothing } from './situation.ts';

/** What Harbor is to hold after a step; null for deleting, and before it was checked. */
export const expectedOf = ({ fresh, edit }: Pick<StepRecord, 'fresh' | 'edit'>): Robot | null =>
  fresh === null || edit === null ? null : expectedAfter(fresh, edit);

/** What a step changes, in words; nothing before it was checked. */
export function changesOf(plan: PlanRecord, step: StepRecord): PlannedChange[] {
  if (plan.operation.kind === 'delete') {
    return [{ field: 'robot', from: (step.fresh ?? step.seen).name, to: 'deleted' }];
  }
  const expected = expectedOf(step);
  if (step.fresh === null || expected === null || changesNothing(step.fresh, step.edit)) return [];
  return changesBetween(step.fresh, expected);
}

function requestsOf(plan: PlanRecord, { seen, fresh, edit }: StepRecord): PlanStep['requests'] {
  const path = `/api/v2.0/robots/${String(seen.id)}`;
  if (plan.operation.kind === 'delete') return [{ method: 'DELETE', path, body: '' }];
  if (fresh === null || edit === null || changesNothing(fresh, edit)) return [];
  return [{ method: 'PUT', path, body: JSON.stringify(updateBody(fresh, edit), null, 2) }];
}

/** A step as the window shows it. */
export const stepView = (plan: PlanRecord, step: StepRecord): PlanStep => ({
  index: step.index,
  instanceId: step.instanceId,
  key: step.key,
  robotId: step.seen.id,
  robotName: (step.fresh ?? step.seen).name,
  changes: changesOf(plan, step),
  requests: requestsOf(plan, step),
  findings: [...step.findings],
  conflicts: [...step.conflicts],
  answer: step.answer?.kind ?? null,
  canAnswer: canAnswer(plan, step),
  status: step.status,
  error: step.error,
  differs: [...step.differs],
  requestIds: [...step.requestIds],
});

/** Whether the opposite of a step exists and something was done that it could take back. */
export const canTakeBack = (plan: PlanRecord, step: StepRecord): boolean =>
  plan.operation.kind !== 'delete' &&
  step.status === 'done' &&
  step.wasSent &&
  step.fresh !== null &&
  step.found !== null;

/** A plan as the window shows it. @param isProduction of an instance's id */
export function planView(plan: PlanRecord, isProduction: (id: string) => boolean): Plan {
  const counts = Object.fromEntries(STEP_STATUSES.map((status) => [status, 0])) as Record<
    StepStatus,
    number
  >;
  let production = 0;
  let warnings = 0;
  let conflicts = 0;
  for (const step of plan.steps) {
    const { status, instanceId, findings } = step;
    if (waitsForAnswer(step)) conflicts += 1;
    counts[status] += 1;
    if (status !== 'blocked' && status !== 'not-tried' && isProduction(instanceId)) production += 1;
    const isWarned = findings.some(({ severity }) => severity === 'warning');
    if (status === 'planned' && isWarned) warnings += 1;
  }
  const { id, title, operation, createdAt, state, pausedWhy, undoOf, steps } = plan;
  const isOver = state === 'finished' && !plan.wasUndone;
  const canUndo = isOver && steps.some((step) => canTakeBack(plan, step));
  return {
    id,
    title,
    operation,
    createdAt,
    state,
    pausedWhy,
    steps: steps.length,
    counts,
    production,
    warnings,
    conflicts: plan.wasUndone ? 0 : conflicts,
    undoOf,
    canUndo,
  };
}
