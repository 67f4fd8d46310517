import { shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { AppError } from '../../../shared/contract/app-error.ts';
import { asAppError } from './as-app-error.ts';

/** The rows around what is shown, fetched by their place in the list as it scrolls. */
export interface PlaceWindow<Row> {
  /** By place in the list. */
  readonly rows: ShallowRef<ReadonlyMap<number, Row>>;
  readonly error: ShallowRef<AppError | null>;
  /** Says which places are shown, `last` inclusive; fetches what is missing. */
  readonly show: (first: number, last: number) => void;
  /** Fetches what is shown again, keeping the old rows until the new ones are there. */
  readonly refresh: () => void;
}

const WINDOW = 100;

/**
 * One request is on its way at a time; when it is back, the newest wish is looked at. Another
 * query begins anew.
 */
export function usePlaceWindow<Query, Row>(
  query: Readonly<Ref<Query>>,
  fetch: (query: Query, from: number, count: number) => Promise<readonly Row[]>,
): PlaceWindow<Row> {
  const rows = shallowRef<ReadonlyMap<number, Row>>(new Map());
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
      const found = await fetch(asked, from, WINDOW);
      if (asked === query.value) {
        rows.value = new Map(found.map((row, index) => [from + index, row]));
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

  watch(query, () => {
    rows.value = new Map();
    wish = null;
    known = { from: 0, to: 0 };
  });

  return {
    rows,
    error,
    show: (first, last) => {
      wish = { first, last };
      void fetchWish();
    },
    refresh: () => {
      known = { from: 0, to: 0 };
      void fetchWish();
    },
  };
}
