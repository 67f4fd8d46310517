import { computed, shallowRef } from 'vue';
import type { ComputedRef, Ref, ShallowRef } from 'vue';
import type { RobotQuery, SavedView } from '../../../../shared/contract/robots.ts';
import { asAppError, call } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';
import { sortText } from './address.ts';

/** The views that come with Purser and the user's own. */
export interface Views {
  readonly views: ShallowRef<readonly SavedView[]>;
  /** The view that shows just this query, if any. */
  readonly active: ComputedRef<SavedView | null>;
  readonly error: ShallowRef<AppError | null>;
  readonly save: (name: string) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

export function useViews(query: Ref<RobotQuery>): Views {
  const views = shallowRef<readonly SavedView[]>([]);
  const error = shallowRef<AppError | null>(null);
  const active = computed(
    () =>
      views.value.find(
        (view) =>
          view.query === query.value.query && sortText(view.sort) === sortText(query.value.sort),
      ) ??
      views.value.find((view) => view.query === query.value.query) ??
      null,
  );

  async function take(asked: Promise<SavedView[]>): Promise<void> {
    try {
      views.value = await asked;
      error.value = null;
    } catch (thrown) {
      error.value = asAppError(thrown);
    }
  }

  void take(call('views.list'));
  return {
    views,
    active,
    error,
    save: (name) => {
      const { query: text, sort } = query.value;
      return take(call('views.save', { id: crypto.randomUUID(), name, query: text, sort }));
    },
    remove: (id) => take(call('views.remove', { id })),
  };
}
