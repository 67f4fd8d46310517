import { onScopeDispose, ref } from 'vue';
import type { Ref } from 'vue';

/** Below this width, in CSS pixels, the filters are hidden until somebody asks for them. */
const NARROW = 1_100;

/** Whether the panel of filters is open; it gives way in a narrow window. */
export function useFacetPanel(): {
  readonly isOpen: Readonly<Ref<boolean>>;
  readonly toggle: () => void;
} {
  const query = window.matchMedia(`(max-width: ${NARROW}px)`);
  const isOpen = ref(!query.matches);
  const onChange = (event: MediaQueryListEvent): void => {
    isOpen.value = !event.matches;
  };
  query.addEventListener('change', onChange);
  onScopeDispose(() => {
    query.removeEventListener('change', onChange);
  });
  return { isOpen, toggle: () => (isOpen.value = !isOpen.value) };
}
