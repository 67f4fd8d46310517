import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { InstanceView } from '../../../../shared/contract/instances.ts';
import { asAppError, call } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';
import type { WayOn } from './instance-words.ts';
import { useInstances } from './instances-store.ts';

/** Something about an instance that is asked in a dialog. */
export type Question =
  'remove' | 'sign-in' | 'certificate' | 'replaced' | 'reader' | 'reader-trouble' | 'reader-stop';

/**
 * What can be done with an instance from any page. Questions are asked by the one
 * InstanceDialogs of the frame.
 */
export const useInstanceActions = defineStore('instance-actions', () => {
  const store = useInstances();
  const asked = shallowRef<{ readonly question: Question; readonly id: string } | null>(null);
  /** The instance that is asked about; null when nothing is, or when it has gone meanwhile. */
  const subject = computed(() => (asked.value ? (store.byId.get(asked.value.id) ?? null) : null));
  /** What the last action failed with, until the next one. */
  const failure = shallowRef<AppError | null>(null);

  async function attempt(action: () => Promise<void>): Promise<void> {
    failure.value = null;
    try {
      await action();
    } catch (thrown) {
      failure.value = asAppError(thrown);
    }
  }

  const ask = (question: Question, id: string): void => {
    asked.value = { question, id };
  };
  const dismiss = (): void => {
    asked.value = null;
  };
  const sync = (ids: readonly string[]): Promise<void> =>
    attempt(() => call('sync.start', { ids: [...ids] }));
  const cancelSync = (ids: readonly string[]): Promise<void> =>
    attempt(() => call('sync.cancel', { ids: [...ids] }));
  const open = (id: string): Promise<void> => attempt(() => call('instances.open', { id }));
  /** Ends what somebody signed in to through the provider. */
  const signOut = (id: string): Promise<void> => attempt(() => call('signIn.end', { id }));
  const setLocked = (id: string, locked: boolean): Promise<void> =>
    attempt(async () => {
      store.put(await call('instances.setLocked', { id, locked }));
    });

  /** Shows the new order at once, and takes it back if it could not be kept. */
  const reorder = (views: readonly InstanceView[]): Promise<void> =>
    attempt(async () => {
      const before = store.instances;
      store.set(views);
      try {
        await call('instances.reorder', { ids: views.map((view) => view.config.id) });
      } catch (thrown) {
        store.set(before);
        throw thrown;
      }
    });

  /** Does what a state's button says. `details` belongs to the page that shows them. */
  async function take(wayOn: Exclude<WayOn, 'details'>, id: string): Promise<void> {
    switch (wayOn) {
      case 'sync':
        return sync([id]);
      case 'cancel-sync':
        return cancelSync([id]);
      case 'sign-in':
      case 'provider':
        return ask('sign-in', id);
      case 'look-at-certificate':
        return ask('certificate', id);
      case 'reader':
        return ask('reader-trouble', id);
      case 'answer-replaced':
        return ask('replaced', id);
    }
  }

  return {
    asked,
    subject,
    failure,
    ask,
    dismiss,
    sync,
    cancelSync,
    open,
    setLocked,
    signOut,
    reorder,
    take,
  };
});
