import type { JournalEntry, Plan } from '../../../shared/contract/plans.ts';
import type { Inventory, KeptPlan, KeptStep } from '../../../shared/inventory/inventory.ts';
import { leaveUntried, passOverUnread } from '../left-alone.ts';
import type { PlanRecord, StepRecord } from '../plan-record.ts';
import { planView } from '../plan/step-view.ts';

/** Steps that cross to the worker in one message. */
export const SLICE = 1_000;

type NewEntry = Omit<JournalEntry, 'id'>;

/** A finished plan without its steps, as it was last shown. */
export interface ShelvedPlan {
  readonly plan: Omit<PlanRecord, 'steps'>;
  readonly view: Plan;
}

const keptPlan = (record: PlanRecord): KeptPlan => {
  const { steps: _steps, ...plan } = record;
  const finished = record.state === 'finished';
  // What is finished is listed without reading its steps; whose instances they are is past.
  const view = finished ? { view: planView(record, () => false) } : {};
  const count = record.steps.length;
  return { id: plan.id, finished, data: JSON.stringify({ ...plan, ...view, count }) };
};

const keptStep = (step: StepRecord): KeptStep => ({
  place: step.index,
  data: JSON.stringify(step),
});

/** Keeps a plan with some of its steps, and adds to the journal, all or nothing. */
export const keepSome = (
  inventory: Pick<Inventory, 'keepPlan'>,
  plan: PlanRecord,
  steps: readonly StepRecord[],
  entries: readonly NewEntry[] = [],
): Promise<void> => inventory.keepPlan(keptPlan(plan), steps.map(keptStep), entries);

/** What steps of an earlier Purser do not say. */
const UNTOLD_OF_STEPS = { sentAs: '', wasTakenBack: false };

type KeptAlone = Pick<PlanRecord, 'id' | 'state'>;

/** Steps of a kept plan, read in slices. */
async function loadSteps(inventory: Inventory, { id, state }: KeptAlone): Promise<StepRecord[]> {
  const steps: StepRecord[] = [];
  for (;;) {
    const slice = await inventory.keptSteps(id, steps.length, SLICE);
    // Written by this room; a newer shape comes with a migration of its own.
    const read = slice.map(({ data }): StepRecord => ({
      ...UNTOLD_OF_STEPS,
      ...(JSON.parse(data) as StepRecord),
    }));
    passOverUnread(read);
    if (state === 'finished') leaveUntried(read);
    steps.push(...read);
    if (slice.length < SLICE) return steps;
  }
}

/** A finished plan with its steps. */
export const loadShelved = async (
  inventory: Inventory,
  { plan }: ShelvedPlan,
): Promise<PlanRecord> => ({ ...plan, steps: await loadSteps(inventory, plan) });

/** Why a plan is paused that ran when Purser was closed. */
export const CLOSED = 'Purser was closed.';

/** Why a plan waits that was not checked to its end. */
export const CHECK_STOPPED = 'The check was stopped.';

/** A plan of an earlier Purser: what ran was cut off, and what waited still waits. */
function afterStart(plan: Omit<PlanRecord, 'steps'>): Pick<PlanRecord, 'state' | 'pausedWhy'> {
  const { state, pausedWhy } = plan;
  if (state === 'checking') return { state: 'ready', pausedWhy: CHECK_STOPPED };
  const isWaiting = state === 'ready' || (state === 'paused' && pausedWhy !== CLOSED);
  return isWaiting ? { state, pausedWhy } : { state: 'interrupted', pausedWhy: '' };
}

/** What plans of an earlier Purser do not say. */
const UNTOLD = { pausedBy: null, checkedAs: {}, exportTo: null };

/** Older than any bound, so that the next start forgets it. */
const OVER = JSON.stringify({ createdAt: 0 });

const DAY = 86_400;
const MOST_STEPS = 100_000;

/**
 * What an earlier Purser kept: the plans that are not finished, and the last 200 finished ones
 * of 90 days, without their steps.
 * @param now epoch seconds
 */
export async function loadPlans(
  inventory: Inventory,
  now: number,
): Promise<{ readonly open: PlanRecord[]; readonly finished: ShelvedPlan[] }> {
  const open: PlanRecord[] = [];
  const finished: ShelvedPlan[] = [];
  const bounds = { since: now - 90 * DAY, plans: 200, steps: MOST_STEPS };
  for (const kept of await inventory.keptPlans(bounds)) {
    const { view, count, ...plan } = JSON.parse(kept.data) as ShelvedPlan['plan'] & {
      view?: Plan;
      count?: number;
    };
    if (kept.finished) {
      // What a plan shows may have grown since. One that does not say so may have remarks.
      const blank = planView({ ...plan, steps: [] }, () => false);
      finished.push({ plan, view: { ...blank, hasRemarks: true, ...view } });
    } else {
      const steps = await loadSteps(inventory, plan);
      if (count !== undefined && steps.length < count) {
        // Nobody saw it ready and nothing was sent: as one whose first check had not ended.
        await inventory.keepPlan({ id: kept.id, finished: true, data: OVER }, [], []);
        continue;
      }
      open.push({ ...UNTOLD, ...plan, steps, ...afterStart(plan) });
    }
  }
  return { open, finished };
}
