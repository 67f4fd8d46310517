import type { Settings } from '../../shared/contract/settings.ts';
import { REFRESH_ON_FOCUS_AFTER } from './limits.ts';
import type { Sync } from './sync.ts';

/** What makes Purser think of syncing by itself. */
export type Occasion = 'start' | 'focus' | 'minute';

/**
 * Whether an instance is synced on this occasion: at the start of Purser; when the window gets
 * the focus, after 60 minutes; every n minutes, if wanted.
 *
 * @param untouched seconds since it was last synced, or since Purser was started
 */
export function isDue(occasion: Occasion, settings: Settings['sync'], untouched: number): boolean {
  const { atStart, onFocus, everyMinutes } = settings;
  if (occasion === 'start') return atStart;
  if (occasion === 'focus') return onFocus && untouched >= REFRESH_ON_FOCUS_AFTER;
  return everyMinutes > 0 && untouched >= everyMinutes * 60;
}

/** Time, as far as a schedule needs it; a test brings its own. */
export interface Clock {
  /** Epoch seconds. */
  now(): number;
  /** Calls again and again until the function it returns is called. */
  every(seconds: number, call: () => void): () => void;
  /** Calls once, unless the function it returns is called before. */
  after(seconds: number, call: () => void): () => void;
}

/** The clock of this computer. Its timers keep no process alive. */
export const systemClock: Clock = {
  now: () => Date.now() / 1_000,
  every(seconds, call) {
    const timer = setInterval(call, seconds * 1_000).unref();
    return () => clearInterval(timer);
  },
  after(seconds, call) {
    const timer = setTimeout(call, seconds * 1_000).unref();
    return () => clearTimeout(timer);
  },
};

export interface ScheduleOptions {
  readonly sync: Pick<Sync, 'start' | 'cancel' | 'stateOf' | 'lastTouched' | 'wasStarted'>;
  readonly instanceIds: () => readonly string[];
  readonly settings: () => Settings['sync'];
  readonly clock: Clock;
}

/** Starts syncs without being asked. Whoever knows the window and the machine tells it. */
export interface Schedule {
  /** Purser has started and the instances are known. */
  begin(): void;
  focused(): void;
  /** The machine goes to sleep: what runs is cancelled, nothing starts. */
  suspended(): void;
  /** The machine is awake: what sleep has cancelled goes on, and what came due meanwhile starts. */
  resumed(): void;
  /** Whether what is due has not been started yet, because of a sleep: what is known may be old. */
  isWaking(): boolean;
  end(): void;
}

/** Seconds that a network needs after a machine has woken up. */
const NETWORK_WAKES_WITHIN = 10;

export function createSchedule({ sync, instanceIds, settings, clock }: ScheduleOptions): Schedule {
  const begun = clock.now();
  let asleep = false;
  let waking = false;
  let interrupted: readonly string[] = [];
  let stops: (() => void)[] = [];

  const consider = (occasion: Occasion): void => {
    if (asleep) return;
    const due = instanceIds().filter((id) => {
      // Whoever added or synced an instance before the first sync came does not want it twice.
      if (occasion === 'start' && sync.wasStarted(id)) return false;
      return isDue(occasion, settings(), clock.now() - Math.max(begun, sync.lastTouched(id)));
    });
    if (due.length > 0) sync.start(due, 'rule');
  };

  const goOn = (): void => {
    if (asleep) return;
    waking = false;
    if (interrupted.length > 0) sync.start(interrupted, 'rule');
    interrupted = [];
    consider('minute');
  };

  return {
    begin() {
      consider('start');
      stops.push(clock.every(60, () => consider('minute')));
    },
    focused: () => consider('focus'),
    suspended() {
      asleep = true;
      const running = instanceIds().filter((id) => sync.stateOf(id).state === 'syncing');
      interrupted = [...new Set([...interrupted, ...running])];
      sync.cancel(running);
    },
    resumed() {
      asleep = false;
      waking = true;
      stops.push(clock.after(NETWORK_WAKES_WITHIN, goOn));
    },
    isWaking: () => asleep || waking,
    end() {
      for (const stop of stops) stop();
      stops = [];
    },
  };
}
