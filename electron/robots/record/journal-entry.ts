import type { OperationKind } from '../../../shared/contract/operations.ts';
import type { JournalEntry } from '../../../shared/contract/plans.ts';
import { type PlanRecord, robotOf, type StepRecord } from '../plan-record.ts';
import { changesOf, isGone } from '../plan/step-view.ts';

const RESULTS: Partial<Record<StepRecord['status'], JournalEntry['result']>> = {
  done: 'done',
  differs: 'differs',
  refused: 'refused',
  unknown: 'unknown',
};

const messageOf = ({ error, differs }: StepRecord): string =>
  error?.message ??
  differs
    .map(({ field, planned, found }) => `${field}: planned ${planned}, found ${found}`)
    .join('; ');

/** A file of definitions asks for something else of each robot. */
function operationOf({ operation }: PlanRecord, { task }: StepRecord): OperationKind {
  if (operation.kind !== 'define') return operation.kind;
  return task.kind === 'change' ? 'edit' : task.kind;
}

/** What the journal keeps of a step; null where nothing was sent to Harbor. */
export function entryOf(
  plan: PlanRecord,
  step: StepRecord,
  who: Pick<JournalEntry, 'at' | 'instanceName' | 'username'>,
): Omit<JournalEntry, 'id'> | null {
  const result = RESULTS[step.status];
  if (!step.wasSent || result === undefined) return null;
  return {
    ...who,
    planId: plan.id,
    instanceId: step.instanceId,
    robotId: step.made?.id ?? step.seen.id,
    robotName: step.made?.name ?? robotOf(step).name,
    operation: operationOf(plan, step),
    changes: changesOf(step),
    result: isGone(step) ? 'gone' : result,
    message: messageOf(step),
    requestIds: [...step.requestIds],
  };
}

/**
 * What the journal keeps of steps that had begun when their plan was closed.
 * @param at epoch seconds
 * @param nameOf an instance, by id
 */
export const entriesOfClosed = (
  plan: PlanRecord,
  begun: readonly StepRecord[],
  at: number,
  nameOf: (instanceId: string) => string,
): Omit<JournalEntry, 'id'>[] =>
  begun.flatMap((step) => {
    const who = { at, instanceName: nameOf(step.instanceId), username: step.sentAs };
    return entryOf(plan, step, who) ?? [];
  });
