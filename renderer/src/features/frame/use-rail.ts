import { computed, onScopeDispose, ref } from 'vue';
import type { ComputedRef } from 'vue';

/** Below this width, in CSS pixels, the sidebar is a rail of icons. */
const NARROW = 1_040;

const query = typeof window === 'undefined' ? null : window.matchMedia(`(max-width: ${NARROW}px)`);
const chosen = ref<boolean | null>(null);
const isNarrow = ref(query?.matches ?? false);

/** Whether the sidebar is a rail: as the user chose, else as the window's width asks. */
export function useRail(): { readonly isRail: ComputedRef<boolean>; readonly toggle: () => void } {
  const isRail = computed(() => chosen.value ?? isNarrow.value);
  const onChange = (event: MediaQueryListEvent): void => {
    isNarrow.value = event.matches;
    chosen.value = null;
  };
  query?.addEventListener('change', onChange);
  onScopeDispose(() => {
    query?.removeEventListener('change', onChange);
  });
  return { isRail, toggle: () => (chosen.value = !isRail.value) };
}
