import type { JournalEntry } from '../../shared/contract/plans.ts';
import type { Inventory, KeptPlan, KeptStep } from '../../shared/inventory/inventory.ts';
import type { PlanRecord, StepRecord } from './plan-record.ts';

/** Steps that cross to the worker in one message. */
const SLICE = 500;

type NewEntry = Omit<JournalEntry, 'id'>;

const keptPlan = ({ steps: _steps, ...plan }: PlanRecord): KeptPlan => ({
  id: plan.id,
  finished: plan.state === 'finished',
  data: JSON.stringify(plan),
});

const keptStep = (step: StepRecord): KeptStep => ({
  place: step.index,
  data: JSON.stringify(step),
});

/** Keeps a plan with some of its steps, and adds to the journal, all or nothing. */
export const keepSome = (
  inventory: Inventory,
  plan: PlanRecord,
  steps: readonly StepRecord[],
  entries: readonly NewEntry[] = [],
): Promise<void> => inventory.keepPlan(keptPlan(plan), steps.map(keptStep), entries);

/** Keeps a plan with all of its steps, in slices that leave the process free in between. */
export async function keepAll(inventory: Inventory, plan: PlanRecord): Promise<void> {
  for (let from = 0; from < plan.steps.length; from += SLICE) {
    await keepSome(inventory, plan, plan.steps.slice(from, from + SLICE));
  }
}

/** The plans that an earlier Purser did not finish, as interrupted ones. */
export async function loadPlans(inventory: Inventory): Promise<PlanRecord[]> {
  const plans: PlanRecord[] = [];
  for (const { id, data } of await inventory.keptPlans()) {
    // Written by this room; a newer shape comes with a migration of its own.
    const plan = JSON.parse(data) as Omit<PlanRecord, 'steps'>;
    const steps: StepRecord[] = [];
    for (;;) {
      const slice = await inventory.keptSteps(id, steps.length, SLICE);
      steps.push(...slice.map((step) => JSON.parse(step.data) as StepRecord));
      if (slice.length < SLICE) break;
    }
    plans.push({ ...plan, steps, state: 'interrupted', pausedWhy: '' });
  }
  return plans;
}
