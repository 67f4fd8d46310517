import { expect, it } from 'vitest';
import {
  lacksOf,
  minuteOf,
  timeField,
} from '../../../renderer/src/features/settings/reminder-words.ts';

it('writes and reads the time of a day', () => {
  for (const minute of [0, 59, 545, 1_439]) expect(minuteOf(timeField(minute))).toBe(minute);
  expect(timeField(545)).toBe('09:05');
  for (const text of ['', '9:05', '24:00', '12:60', 'noon']) expect(minuteOf(text)).toBeNull();
});

it('says what a desktop lacks, and nothing where it has all', () => {
  const all = { notifications: true, tray: 'yes', login: true, last: null } as const;
  expect(lacksOf(all, false)).toEqual([]);
  const none = lacksOf({ ...all, notifications: false, tray: 'no', login: false }, false);
  expect(none.map((one) => one.split(' ').slice(0, 4).join(' '))).toEqual([
    'This desktop shows no',
    'This desktop has no',
    'This system does not',
  ]);
  expect(lacksOf({ ...all, tray: 'unknown' }, false)[0]).toContain('does not say');
  expect(lacksOf(all, true)).toHaveLength(1);
});
