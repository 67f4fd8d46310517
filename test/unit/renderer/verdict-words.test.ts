import { expect, test } from 'vitest';
import {
  secretStep,
  VERDICT_SIGNS,
} from '../../../renderer/src/features/diagnose/verdict-words.ts';
import { STATE_SIGNS } from '../../../renderer/src/features/robots/robot-words.ts';

test.each(['expired', 'disabled', 'gone', 'legacy'] as const)(
  'a verdict that a robot is %s has the sign that the table has for it',
  (state) => {
    expect(VERDICT_SIGNS[state]).toEqual(STATE_SIGNS[state]);
  },
);

test('a verdict that nothing is wrong looks as an active robot does', () => {
  const { icon, tone } = STATE_SIGNS.active;
  expect(VERDICT_SIGNS.healthy).toMatchObject({ icon, tone });
});

test('a healthy robot’s kept secret is tried; one that is not kept is checked where it is pasted', () => {
  expect(secretStep({ code: 'healthy', holdsSecret: true })).toBe('try-kept');
  expect(secretStep({ code: 'healthy', holdsSecret: false })).toBe('check-pasted');
  expect(secretStep({ code: 'expired', holdsSecret: false })).toBeNull();
});
