import { expect, it } from 'vitest';
import { lettersFor } from '../../../renderer/src/features/expiry/day-marks.ts';

it('gives every instance a letter of its own', () => {
  expect(lettersFor(['prod', 'eu', 'lab'])).toEqual(['P', 'E', 'L']);
  expect(lettersFor(['prod', 'prod-eu', 'p', '…'])).toEqual(['P', 'R', '2', '3']);
  expect(lettersFor(['2', '2', 'über'])).toEqual(['2', '3', 'Ü']);
  const many = Array.from({ length: 40 }, () => 'same');
  expect(new Set(lettersFor(many)).size).toBe(40);
});
