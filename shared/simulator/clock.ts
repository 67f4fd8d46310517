/**
 * How the simulator's time passes. `real`: with the machine's, plus what it was moved by.
 * `jump`: it stands still, and a wait moves it at once. `manual`: it stands still, and a wait ends
 * when somebody advances the clock far enough.
 */
export type ClockMode = 'real' | 'jump' | 'manual';

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** The simulator's own clock. All times are epoch milliseconds. */
export class SimulatorClock {
  readonly mode: ClockMode;
  readonly #start: number;
  #offset = 0;
  readonly #sleepers = new Set<Sleeper>();

  /** `start` is the first reading of a clock that stands still (`jump`, `manual`). */
  constructor(mode: ClockMode = 'real', start: number = Date.now()) {
    this.mode = mode;
    this.#start = start;
  }

  /** Epoch milliseconds. */
  now(): number {
    return (this.mode === 'real' ? Date.now() : this.#start) + this.#offset;
  }

  /** Epoch seconds, rounded down as Go's `Unix()`. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  /** Moves the clock; waits that end before the new time end at once. */
  advance(seconds: number): void {
    this.#offset += seconds * 1000;
    const now = this.now();
    for (const sleeper of [...this.#sleepers]) if (sleeper.until <= now) sleeper.wake();
  }

  /** Back to where it began (`reset` of the simulator). */
  reset(): void {
    this.#offset = 0;
  }

  /** Number of waits under way, for tests that advance a manual clock. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  /** Resolves when `ms` have passed on this clock. */
  sleep(ms: number): Promise<void> {
    if (ms <= 0) return Promise.resolve();
    if (this.mode === 'jump') {
      this.#offset += ms;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const sleeper: Sleeper = {
        until: this.now() + ms,
        wake: () => {
          clearTimeout(timer);
          this.#sleepers.delete(sleeper);
          resolve();
        },
      };
      const timer = this.mode === 'real' ? setTimeout(() => sleeper.wake(), ms) : undefined;
      this.#sleepers.add(sleeper);
    });
  }
}
