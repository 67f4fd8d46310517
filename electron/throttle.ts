export interface Throttle<T> {
  /** Passes the value on at once, or the newest one when the time has come. */
  say(value: T): void;
  /** Passes on what is waiting, now. */
  flush(): void;
  /** Forgets what is waiting. */
  drop(): void;
}

/**
 * Lets a report through at most once every `milliseconds`; of several in between the newest
 * is kept and told at the end of the time.
 */
export function throttle<T>(milliseconds: number, tell: (value: T) => void): Throttle<T> {
  let waiting: { value: T } | null = null;
  let timer: NodeJS.Timeout | null = null;

  const pass = (): void => {
    timer = null;
    if (waiting === null) return;
    const { value } = waiting;
    waiting = null;
    timer = setTimeout(pass, milliseconds);
    timer.unref();
    tell(value);
  };

  const quiet = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };

  return {
    say(value) {
      waiting = { value };
      if (timer === null) pass();
    },
    flush() {
      quiet();
      if (waiting !== null) tell(waiting.value);
      waiting = null;
    },
    drop() {
      quiet();
      waiting = null;
    },
  };
}
