import { AppError } from '../../../shared/contract/errors.ts';
import type { Plan } from '../../../shared/contract/plans.ts';
import type { Inventory } from '../../../shared/inventory/inventory.ts';
import { loadPlans, loadShelved, type ShelvedPlan } from './kept.ts';
import type { PlanRecord } from '../plan-record.ts';

/** The plans of a workspace. Those that an earlier Purser finished come with their steps only when asked for. */
export interface PlanShelf {
  load(now: number): Promise<void>;
  add(plan: PlanRecord): void;
  /** Whether a plan is there still; old ones are forgotten. */
  has(id: string): boolean;
  /** A plan that is in memory. Throws AppError `unknown-item`. */
  find(id: string): PlanRecord;
  /** A plan with its steps, read from the disk where it has to be. Throws AppError `unknown-item`. */
  open(id: string): Promise<PlanRecord>;
  view(id: string): Plan;
  /** Newest first. */
  views(): Plan[];
}

const gone = (): AppError => new AppError('unknown-item', 'This plan is not there any more.');

export function createPlanShelf(
  inventory: Inventory,
  viewOf: (plan: PlanRecord) => Plan,
): PlanShelf {
  const plans = new Map<string, PlanRecord>();
  const shelved = new Map<string, ShelvedPlan>();
  const opening = new Map<string, Promise<PlanRecord>>();

  const find = (id: string): PlanRecord => {
    const plan = plans.get(id);
    if (plan === undefined) throw gone();
    return plan;
  };

  const fetch = async (id: string, known: ShelvedPlan): Promise<PlanRecord> => {
    const plan = await loadShelved(inventory, known);
    plans.set(id, plan);
    shelved.delete(id);
    return plan;
  };

  return {
    async load(now) {
      const { open, finished } = await loadPlans(inventory, now);
      for (const plan of open) plans.set(plan.id, plan);
      for (const one of finished) shelved.set(one.plan.id, one);
    },
    add(plan) {
      plans.set(plan.id, plan);
    },
    has: (id) => plans.has(id) || shelved.has(id),
    find,
    open(id) {
      const known = shelved.get(id);
      // Two who ask at once get the same record.
      const running = opening.get(id);
      if (running !== undefined) return running;
      if (known === undefined) return Promise.resolve().then(() => find(id));
      const fetched = fetch(id, known).finally(() => opening.delete(id));
      opening.set(id, fetched);
      return fetched;
    },
    view: (id) => shelved.get(id)?.view ?? viewOf(find(id)),
    views() {
      const open = [...plans.values()].reverse().map(viewOf);
      const all = [...open, ...[...shelved.values()].reverse().map(({ view }) => view)];
      return all.sort((left, right) => right.createdAt - left.createdAt);
    },
  };
}
