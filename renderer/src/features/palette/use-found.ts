import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import { asAppError, call } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';
import type { CallOutput } from '../../../../shared/contract/calls.ts';

type Found = CallOutput<'robots.find'>;

const REST = 80;
const NOTHING: Found = { robots: [], projects: [] };

/** Robots and projects whose name contains the text, a moment after it was typed. */
export function useFound(text: Ref<string>): {
  readonly found: ShallowRef<Found>;
  readonly isSearching: ShallowRef<boolean>;
  readonly error: ShallowRef<AppError | null>;
} {
  const found = shallowRef<Found>(NOTHING);
  const isSearching = shallowRef(false);
  const error = shallowRef<AppError | null>(null);
  let newest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function search(wanted: string, mine: number): Promise<void> {
    try {
      const answer = await call('robots.find', { text: wanted });
      if (mine === newest) found.value = answer;
    } catch (thrown) {
      if (mine === newest) error.value = asAppError(thrown);
    } finally {
      if (mine === newest) isSearching.value = false;
    }
  }

  watch(text, (now) => {
    const wanted = now.trim().slice(0, 255);
    const mine = ++newest;
    clearTimeout(timer);
    error.value = null;
    isSearching.value = wanted !== '';
    if (wanted === '') found.value = NOTHING;
    else timer = setTimeout(() => void search(wanted, mine), REST);
  });
  onScopeDispose(() => {
    newest += 1;
    clearTimeout(timer);
  });
  return { found, isSearching, error };
}
