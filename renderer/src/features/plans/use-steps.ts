import type { Ref } from 'vue';
import type { PlanStep } from '../../../../shared/contract/plans.ts';
import { call, usePlaceWindow } from '../../api/index.ts';
import type { PlaceWindow } from '../../api/index.ts';
import type { StepChoice } from './plan-summary.ts';

/** Which steps of which plan are looked at. */
export interface StepQuery {
  readonly id: string;
  /** Null for all. */
  readonly only: StepChoice | null;
}

/** The steps in sight. Their place is their index only where nothing is left out. */
export const useSteps = (query: Ref<StepQuery>): PlaceWindow<PlanStep> =>
  usePlaceWindow(query, async ({ id, only }, from, count) =>
    call('plans.steps', { id, ...filterOf(only), from, count }),
  );

function filterOf(only: StepChoice | null) {
  if (only === null) return {};
  if (only === 'conflicts') return { conflicts: true };
  return only === 'nothing-to-do' ? { nothingToDo: true } : { only: [only], nothingToDo: false };
}
