import { computed } from 'vue';
import type { ComputedRef, Ref } from 'vue';
import { useInstances } from '../instances/instances-store.ts';
import { factsOf, factWords, whyNothing, type SelectionFacts } from './selection-facts.ts';
import { useTargetRows } from './target-rows.ts';

/** What selected robots are made of, and what keeps them from being changed; once it is known. */
export function useSelectionFacts(keys: Ref<readonly number[]>): {
  readonly facts: ComputedRef<SelectionFacts | null>;
  /** Why nothing can be changed, else how many can; '' where there is nothing to say. */
  readonly words: ComputedRef<string>;
} {
  const store = useInstances();
  const rows = useTargetRows(keys);
  const facts = computed(() =>
    rows.value === null ? null : factsOf(rows.value, (id) => store.byId.get(id)),
  );
  const words = computed(() =>
    facts.value === null ? '' : whyNothing(facts.value) || factWords(facts.value),
  );
  return { facts, words };
}
