import { beforeEach, describe, expect, test } from 'vitest';
import {
  createSchedule,
  isDue,
  type Clock,
  type Schedule,
} from '../../../electron/sync/schedule.ts';
import type { SyncState } from '../../../electron/sync/state.ts';
import { settings as schema } from '../../../shared/contract/settings.ts';

const MINUTE = 60;
const defaults = schema.parse({}).sync;

describe('isDue', () => {
  test.each([
    ['start', {}, 0, true],
    ['start', { atStart: false }, 1e6, false],
    ['focus', {}, 59 * MINUTE, false],
    ['focus', {}, 60 * MINUTE, true],
    ['focus', { onFocus: false }, 1e6, false],
    ['minute', {}, 1e6, false],
    ['minute', { everyMinutes: 15 }, 14 * MINUTE, false],
    ['minute', { everyMinutes: 15 }, 15 * MINUTE, true],
  ] as const)('%s with %o after %i s: %s', (occasion, change, untouched, expected) => {
    expect(isDue(occasion, { ...defaults, ...change }, untouched)).toBe(expected);
  });
});

describe('a schedule', () => {
  let time: number;
  let timers: { at: number; every: number | null; call: () => void }[];
  let started: string[][];
  let cancelled: string[][];
  let touched: Record<string, number>;
  let startedEarly: Set<string>;
  let running: Set<string>;
  let chosen: typeof defaults;
  let schedule: Schedule;

  const clock: Clock = {
    now: () => time,
    every: (seconds, call) => add({ at: time + seconds, every: seconds, call }),
    after: (seconds, call) => add({ at: time + seconds, every: null, call }),
  };

  const add = (timer: (typeof timers)[number]): (() => void) => {
    timers.push(timer);
    return () => (timers = timers.filter((other) => other !== timer));
  };

  const pass = (seconds: number): void => {
    const until = time + seconds;
    for (;;) {
      const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      time = next.at;
      if (next.every === null) timers = timers.filter((other) => other !== next);
      else next.at += next.every;
      next.call();
    }
    time = until;
  };

  beforeEach(() => {
    time = 1_000_000;
    timers = [];
    started = [];
    cancelled = [];
    touched = {};
    startedEarly = new Set();
    running = new Set();
    chosen = defaults;
    const state = (id: string) => ({ state: running.has(id) ? 'syncing' : 'fresh' }) as SyncState;
    schedule = createSchedule({
      sync: {
        start: (ids = []) => {
          started.push([...ids]);
          for (const id of ids) touched[id] = time;
        },
        cancel: (ids = []) => cancelled.push([...ids]),
        stateOf: state,
        lastTouched: (id) => touched[id] ?? 0,
        wasStarted: (id) => startedEarly.has(id),
      },
      instanceIds: () => ['a', 'b'],
      settings: () => chosen,
      clock,
    });
  });

  test('is waking until what sleep kept back has been started', () => {
    chosen = { ...defaults, everyMinutes: 15 };
    schedule.begin();
    pass(1);
    expect(schedule.isWaking()).toBe(false);
    schedule.suspended();
    time += 8 * 60 * MINUTE;
    // Timers go on before it is known that the machine is awake.
    expect(schedule.isWaking()).toBe(true);
    schedule.resumed();
    expect(schedule.isWaking()).toBe(true);
    started = [];
    timers = timers.filter(({ every }) => every === null);
    pass(10);
    expect(started).toEqual([['a', 'b']]);
    expect(schedule.isWaking()).toBe(false);
  });

  test('syncs at the start', () => {
    schedule.begin();
    expect(started).toEqual([['a', 'b']]);
  });

  test('reads nothing twice that was added while the start was waited for', () => {
    startedEarly.add('a');
    pass(1);
    schedule.begin();
    expect(started).toEqual([['b']]);
  });

  test('without that setting, the first focus does not count as one after 60 minutes', () => {
    chosen = { ...defaults, atStart: false };
    schedule.begin();
    schedule.focused();
    pass(59 * MINUTE);
    schedule.focused();
    expect(started).toEqual([]);
    pass(MINUTE);
    schedule.focused();
    expect(started).toEqual([['a', 'b']]);
  });

  test('on focus only those that are old enough', () => {
    chosen = { ...defaults, atStart: false };
    schedule.begin();
    pass(60 * MINUTE);
    touched['a'] = time - MINUTE;
    schedule.focused();
    expect(started).toEqual([['b']]);
  });

  test('every n minutes, and a change of the setting counts at once', () => {
    schedule.begin();
    pass(120 * MINUTE);
    expect(started).toHaveLength(1);
    chosen = { ...defaults, everyMinutes: 30 };
    pass(MINUTE);
    expect(started).toHaveLength(2);
    pass(30 * MINUTE);
    expect(started).toHaveLength(3);
  });

  test('nothing while the machine sleeps; what sleep cancelled goes on afterwards', () => {
    chosen = { ...defaults, everyMinutes: 5 };
    schedule.begin();
    running.add('b');
    schedule.suspended();
    running.clear();
    expect(cancelled).toEqual([['b']]);
    pass(60 * MINUTE);
    schedule.focused();
    expect(started).toHaveLength(1);
    schedule.resumed();
    pass(10);
    expect(started.slice(1)).toContainEqual(['b']);
  });

  test('a machine that falls asleep again at once starts nothing', () => {
    schedule.begin();
    running.add('a');
    schedule.suspended();
    schedule.resumed();
    schedule.suspended();
    pass(60);
    expect(started).toHaveLength(1);
    running.clear();
    schedule.resumed();
    pass(10);
    expect(started).toEqual([['a', 'b'], ['a']]);
  });

  test('after the end nothing comes any more', () => {
    chosen = { ...defaults, everyMinutes: 1 };
    schedule.begin();
    schedule.end();
    pass(600 * MINUTE);
    expect(started).toHaveLength(1);
    expect(timers).toEqual([]);
  });
});
