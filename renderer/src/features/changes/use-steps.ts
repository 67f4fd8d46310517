import { shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { PlanStep, StepStatus } from '../../../../shared/contract/plans.ts';
import { asAppError, call } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';

/** Which steps of which plan are looked at. */
export interface StepQuery {
  readonly id: string;
  /** Empty for all. */
  readonly only: readonly StepStatus[];
  /** Only those that wait for an answer to their conflicts. */
  readonly conflicts: boolean;
}

/** The steps around what is shown, fetched by their place in the list as it scrolls. */
export interface Steps {
  /** By place in the list, which is the index of the step only where nothing is left out. */
  readonly steps: ShallowRef<ReadonlyMap<number, PlanStep>>;
  readonly error: ShallowRef<AppError | null>;
  /** Says which places are shown, `last` inclusive; fetches what is missing. */
  readonly show: (first: number, last: number) => void;
  /** Fetches what is shown again, keeping the old steps until the new ones are there. */
  readonly refresh: () => void;
}

const WINDOW = 100;

/** One request is on its way at a time; when it is back, the newest wish is looked at. */
export function useSteps(query: Ref<StepQuery>): Steps {
  const steps = shallowRef<ReadonlyMap<number, PlanStep>>(new Map());
  const error = shallowRef<AppError | null>(null);
  let wish: { first: number; last: number } | null = null;
  let known: { from: number; to: number } = { from: 0, to: 0 };
  let isFetching = false;

  const isKnown = (): boolean =>
    wish === null || (known.from <= wish.first && wish.last < known.to);

  async function fetchWish(): Promise<void> {
    if (isFetching || wish === null || isKnown()) return;
    const asked = query.value;
    const from = Math.max(0, Math.floor((wish.first + wish.last) / 2) - WINDOW / 2);
    isFetching = true;
    // What changes from here on is asked for again.
    known = { from, to: from + WINDOW };
    try {
      const found = await call('plans.steps', {
        id: asked.id,
        only: [...asked.only],
        conflicts: asked.conflicts,
        from,
        count: WINDOW,
      });
      if (asked === query.value) {
        steps.value = new Map(found.map((step, index) => [from + index, step]));
        error.value = null;
      }
    } catch (thrown) {
      error.value = asAppError(thrown);
      return;
    } finally {
      isFetching = false;
    }
    void fetchWish();
  }

  function forget(): void {
    known = { from: 0, to: 0 };
    void fetchWish();
  }

  watch(query, () => {
    steps.value = new Map();
    wish = null;
    known = { from: 0, to: 0 };
  });

  return {
    steps,
    error,
    show: (first, last) => {
      wish = { first, last };
      void fetchWish();
    },
    refresh: forget,
  };
}
