import type { Inventory } from '../../../shared/inventory/inventory.ts';
import type { PlanRecord, StepRecord } from '../plan-record.ts';
import { keepSome, SLICE } from './kept.ts';

/** Keeps plans while they are checked, so that little is left to be written when a check ends. */
export interface Keeping {
  /** Writes a new plan from its start, so that a kill before its first check has ended loses none. */
  begin(plan: PlanRecord): void;
  /** These steps were judged, or are to be. They are written a slice at a time, while work goes on. */
  add(plan: PlanRecord, steps: Iterable<StepRecord>): void;
  /**
   * Writes what is left, and with the last of it how the plan stands now. Throws `disk-full` and
   * `cache-failed`; what could not be written is written the next time.
   */
  end(plan: PlanRecord, standing: Partial<PlanRecord>): Promise<void>;
  /**
   * Writes which steps were not tried of a plan that is over: that follows no more once it goes
   * on. Throws as `end`.
   */
  beforeReopened(plan: PlanRecord): Promise<void>;
}

/** What is to be written of a plan. */
interface Unkept {
  readonly steps: Set<StepRecord>;
  /** Writes while there are enough for a slice; fails once, and is not begun again then. */
  writing: Promise<void> | null;
}

export function createKeeping(inventory: Pick<Inventory, 'keepPlan'>): Keeping {
  const plans = new WeakMap<PlanRecord, Unkept>();

  const of = (plan: PlanRecord): Unkept => {
    const unkept = plans.get(plan) ?? { steps: new Set(), writing: null };
    plans.set(plan, unkept);
    return unkept;
  };

  const keepSlice = async (plan: PlanRecord, steps: Set<StepRecord>): Promise<void> => {
    const slice: StepRecord[] = [];
    for (const step of steps) {
      if (slice.length === SLICE) break;
      slice.push(step);
      // One that is judged meanwhile comes again.
      steps.delete(step);
    }
    try {
      await keepSome(inventory, plan, slice);
    } catch (error) {
      for (const step of slice) steps.add(step);
      throw error;
    }
  };

  const keepFromStart = async (plan: PlanRecord, unkept: Unkept): Promise<void> => {
    for (let kept = 0; kept < plan.steps.length; kept += SLICE) {
      await keepSlice(plan, unkept.steps);
    }
    await keepSlices(plan, unkept);
  };

  const keepSlices = async (plan: PlanRecord, unkept: Unkept): Promise<void> => {
    while (unkept.steps.size >= SLICE) await keepSlice(plan, unkept.steps);
    unkept.writing = null;
  };

  const begin: Keeping['begin'] = (plan) => {
    const unkept = of(plan);
    for (const step of plan.steps) unkept.steps.add(step);
    unkept.writing = keepFromStart(plan, unkept);
    // `end` says it.
    unkept.writing.catch(() => undefined);
  };

  const add: Keeping['add'] = (plan, steps) => {
    const unkept = of(plan);
    for (const step of steps) unkept.steps.add(step);
    if (unkept.steps.size < SLICE || unkept.writing !== null) return;
    unkept.writing = keepSlices(plan, unkept);
    // `end` says it.
    unkept.writing.catch(() => undefined);
  };

  const end: Keeping['end'] = async (plan, standing) => {
    const unkept = of(plan);
    const { steps, writing } = unkept;
    await writing?.finally(() => (unkept.writing = null));
    while (steps.size > SLICE) await keepSlice(plan, steps);
    await keepSlice({ ...plan, ...standing }, steps);
  };

  return {
    begin,
    add,
    end,
    async beforeReopened(plan) {
      add(
        plan,
        plan.steps.filter(({ status }) => status === 'not-tried'),
      );
      await end(plan, {});
    },
  };
}
