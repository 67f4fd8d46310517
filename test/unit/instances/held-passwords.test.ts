import { describe, expect, it } from 'vitest';
import { createHeldPasswords, HELD_FOR } from '../../../electron/instances/held-passwords.ts';

const stage = () => {
  let now = 1_000_000;
  const timers = new Set<{ at: number; call: () => void }>();
  const changed: string[] = [];
  const remembered: string[] = [];
  const held = createHeldPasswords({
    clock: {
      now: () => now,
      after(seconds, call) {
        const timer = { at: now + seconds, call };
        timers.add(timer);
        return () => void timers.delete(timer);
      },
    },
    remember: (secret) => remembered.push(secret),
    onChanged: (id) => changed.push(id),
  });
  return {
    held,
    changed,
    remembered,
    timers,
    /** @param isAwake timers are called */
    pass(seconds: number, isAwake = true) {
      now += seconds;
      for (const timer of isAwake ? [...timers].filter(({ at }) => at <= now) : []) {
        timers.delete(timer);
        timer.call();
      }
    },
  };
};

describe('a held password', () => {
  it('is there for 15 minutes, and told when it goes', () => {
    const { held, changed, remembered, pass } = stage();
    held.hold('a', 'pass-word');
    expect(remembered).toStrictEqual(['pass-word']);
    expect(held.until('a')).toBe(1_000_000 + HELD_FOR);
    pass(HELD_FOR - 1);
    expect(held.get('a')).toBe('pass-word');
    pass(1);
    expect(held.get('a')).toBeNull();
    expect(changed).toStrictEqual(['a', 'a']);
  });

  it('goes by the clock where timers stood still, forwards and backwards', () => {
    const { held, pass } = stage();
    held.hold('a', 'x');
    pass(HELD_FOR, false);
    expect(held.get('a')).toBeNull();
    held.hold('a', 'x');
    pass(-2 * HELD_FOR, false);
    expect(held.until('a')).toBeNull();
  });

  it('entered again is held for 15 minutes more', () => {
    const { held, pass, timers } = stage();
    held.hold('a', 'x');
    pass(HELD_FOR - 10);
    held.hold('a', 'y');
    expect(timers.size).toBe(1);
    pass(10);
    expect(held.get('a')).toBe('y');
    pass(HELD_FOR);
    expect(held.get('a')).toBeNull();
  });

  it('stays as long as anybody uses it, and goes with the last', () => {
    const { held, pass } = stage();
    held.hold('a', 'x');
    held.hold('b', 'y');
    const first = held.keep(['a', 'a']);
    const second = held.keep(['a']);
    pass(2 * HELD_FOR);
    expect(held.get('b')).toBeNull();
    expect(held.get('a')).toBe('x');
    first();
    first();
    expect(held.get('a')).toBe('x');
    second();
    expect(held.get('a')).toBeNull();
  });

  it('is not lost to whoever lets it go in time, and is forgotten at once when told to', () => {
    const { held } = stage();
    held.hold('a', 'x');
    held.keep(['a'])();
    expect(held.get('a')).toBe('x');
    const letGo = held.keep(['a']);
    held.forgetIdle();
    expect(held.get('a')).toBe('x');
    held.forget('a');
    expect(held.get('a')).toBeNull();
    letGo();
    held.hold('b', 'y');
    held.forgetIdle();
    expect(held.get('b')).toBeNull();
  });
});
