import { ref } from 'vue';
import type { Ref } from 'vue';
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router';

/** A question before unsaved changes are left behind. */
export interface LeaveGuard {
  readonly isAsking: Ref<boolean>;
  readonly leave: () => void;
  readonly stay: () => void;
}

/**
 * Asks before the page is left while `isDirty` answers true. What is being saved at that moment
 * is awaited first: `saving` settles when it is done.
 */
export function useLeaveGuard(isDirty: () => boolean, saving: () => Promise<unknown>): LeaveGuard {
  const isAsking = ref(false);
  let answer: ((leave: boolean) => void) | null = null;

  function settle(leave: boolean): void {
    isAsking.value = false;
    answer?.(leave);
    answer = null;
  }

  async function ask(): Promise<boolean> {
    await saving();
    if (!isDirty()) return true;
    settle(false);
    isAsking.value = true;
    return new Promise((resolve) => (answer = resolve));
  }

  onBeforeRouteLeave(ask);
  onBeforeRouteUpdate((to, from) => (to.path === from.path ? true : ask()));

  return {
    isAsking,
    leave: () => {
      settle(true);
    },
    stay: () => {
      settle(false);
    },
  };
}
