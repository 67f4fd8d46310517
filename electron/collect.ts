/** Gathers things and passes them on together. */
export interface Collection<T> {
  add(items: Iterable<T>): void;
  /** Forgets what is waiting. */
  drop(): void;
}

/**
 * Passes items on at once, then at most once every so many milliseconds, each item once, so
 * that a busy sync does not keep the window busy.
 */
export const collect = <T>(milliseconds: number, pass: (items: T[]) => void): Collection<T> => {
  let waiting = new Set<T>();
  let timer: NodeJS.Timeout | null = null;

  const flush = (): void => {
    timer = null;
    if (waiting.size === 0) return;
    const items = [...waiting];
    waiting = new Set();
    timer = setTimeout(flush, milliseconds);
    timer.unref();
    pass(items);
  };

  return {
    add: (items) => {
      for (const item of items) waiting.add(item);
      if (timer === null) flush();
    },
    drop: () => {
      waiting.clear();
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
};
