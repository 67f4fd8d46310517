import { expect, it } from 'vitest';
import { secretAgeSentence } from '../../../renderer/src/features/changes/secret-age.ts';

const DAY = 86_400;
const now = 1_800_000_000;
const changed = (days: number, more = {}) => ({
  createdAt: now - 400 * DAY,
  updatedAt: now - days * DAY,
  ...more,
});

it.each([
  [[changed(90)], 'Its secret has been unchanged for at least 2 months.'],
  [[changed(0, { updatedAt: 0 })], 'Its secret has been unchanged for at least 13 months.'],
  [[changed(0, { updatedAt: 0, createdAt: 0 })], ''],
  [[], ''],
  [[changed(0)], ''],
  [
    [changed(0), changed(20)],
    'The oldest of their secrets has been unchanged for at least 20 days.',
  ],
  [[changed(5), changed(5)], 'Their secrets have been unchanged for at least 5 days.'],
  [
    [changed(5), changed(300)],
    'Their secrets have been unchanged for at least 5 days, the oldest for at least 9 months.',
  ],
])('%#', (robots, sentence) => {
  expect(secretAgeSentence(robots, now)).toBe(sentence);
});
