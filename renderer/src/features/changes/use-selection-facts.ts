import { computed } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import { useInstances } from '../instances/instances-store.ts';
import { factsOf, factWords, whyNothing, type SelectionFacts } from './selection-facts.ts';
import { useMakeUp } from './target-rows.ts';

/** What selected robots are made of, and what keeps them from being changed; once it is known. */
export function useSelectionFacts(keys: Ref<readonly number[]>): {
  readonly facts: ComputedRef<SelectionFacts | null>;
  /** Why nothing can be changed, else how many can; '' where there is nothing to say. */
  readonly words: ComputedRef<string>;
} {
  const store = useInstances();
  const makeUp = useMakeUp(keys);
  const facts = computed(() =>
    makeUp.value === null ? null : factsOf(makeUp.value, (id) => store.byId.get(id)),
  );
  const words = computed(() =>
    facts.value === null ? '' : whyNothing(facts.value) || factWords(facts.value),
  );
  return { facts, words };
}
