import type { Ref } from 'vue';
import type { PlanStep, StepStatus } from '../../../../shared/contract/plans.ts';
import { call, usePlaceWindow } from '../../api/index.ts';
import type { PlaceWindow } from '../../api/index.ts';

/** Which steps of which plan are looked at. */
export interface StepQuery {
  readonly id: string;
  /** Empty for all. */
  readonly only: readonly StepStatus[];
  /** Only those that wait for an answer to their conflicts. */
  readonly conflicts: boolean;
}

/** The steps in sight. Their place is their index only where nothing is left out. */
export const useSteps = (query: Ref<StepQuery>): PlaceWindow<PlanStep> =>
  usePlaceWindow(query, async ({ id, only, conflicts }, from, count) =>
    call('plans.steps', { id, only: [...only], conflicts, from, count }),
  );
