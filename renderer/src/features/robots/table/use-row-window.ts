import { onScopeDispose, shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import { asAppError } from '../../../api/index.ts';
import type { AppError } from '../../../api/index.ts';
import { dropFar, missingKeys } from './row-window.ts';

/** The rows around what is shown, fetched by key as a table scrolls. */
export interface RowWindow<Row> {
  readonly rows: ShallowRef<ReadonlyMap<number, Row>>;
  readonly error: ShallowRef<AppError | null>;
  /** Says which rows are shown, `last` inclusive; fetches what is missing. */
  readonly show: (keys: Uint32Array, first: number, last: number) => void;
  /** Fetches what is shown again, keeping the old rows until the new ones are there. */
  readonly refresh: () => void;
}

/**
 * Milliseconds of rest after a jump past everything in sight. Whoever drags the scrollbar through
 * the whole table passes thousands of rows: they are fetched where the drag pauses.
 */
const REST = 80;

/**
 * One request is on its way at a time; when it is back, the newest wish is looked at. `first` are
 * rows that are known already.
 */
export function useRowWindow<Row extends { readonly key: number }>(
  fetch: (keys: number[]) => Promise<readonly Row[]>,
  first: readonly Row[] = [],
): RowWindow<Row> {
  const known = new Map(first.map((row) => [row.key, row]));
  const rows = shallowRef<ReadonlyMap<number, Row>>(new Map(known));
  const error = shallowRef<AppError | null>(null);
  const stale = new Set<number>();
  /** Keys that the inventory no longer has, so that they are not asked for again and again. */
  const unknown = new Set<number>();
  let wish: { keys: Uint32Array; first: number; last: number } | null = null;
  let isFetching = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  onScopeDispose(() => {
    clearTimeout(timer);
  });

  async function fetchWish(): Promise<void> {
    if (isFetching || wish === null) return;
    const { keys, first, last } = wish;
    const isThere = (key: number): boolean =>
      (known.has(key) && !stale.has(key)) || unknown.has(key);
    const missing = missingKeys(keys, first, last, isThere);
    if (missing.length === 0) return;
    isFetching = true;
    try {
      for (const row of await fetch(missing)) known.set(row.key, row);
      for (const key of missing) {
        stale.delete(key);
        if (!known.has(key)) unknown.add(key);
      }
      error.value = null;
      dropFar(known, wish.keys, wish.first, wish.last);
      rows.value = new Map(known);
    } catch (thrown) {
      error.value = asAppError(thrown);
      return;
    } finally {
      isFetching = false;
    }
    void fetchWish();
  }

  return {
    rows,
    error,
    show: (keys, first, last) => {
      const isJump =
        wish !== null && wish.keys === keys && (first > wish.last || last < wish.first);
      wish = { keys, first, last };
      clearTimeout(timer);
      if (isJump) timer = setTimeout(() => void fetchWish(), REST);
      else void fetchWish();
    },
    refresh: () => {
      unknown.clear();
      for (const key of known.keys()) stale.add(key);
      void fetchWish();
    },
  };
}
