import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMoment, spanOf } from '../../../../shared/robots/query/moments.ts';
import type { Operator } from '../../../../shared/robots/query/operator.ts';

const NOW = 1_795_867_200;
const DAY = 86_400;

function admits(operator: Operator, value: string, past: boolean, time: number): boolean {
  const moment = parseMoment(value);
  if (moment === null || moment.kind === 'never') throw new Error(value);
  const { from, to } = spanOf(operator, moment, past, NOW);
  return from <= time && time < to;
}

describe('relative times', () => {
  it('count from now for what lies ahead', () => {
    expect(admits('<', '30d', false, NOW + 30 * DAY - 1)).toBe(true);
    expect(admits('<', '30d', false, NOW + 30 * DAY)).toBe(false);
    expect(admits('<=', '30d', false, NOW + 30 * DAY)).toBe(true);
    expect(admits('>', '30d', false, NOW + 30 * DAY)).toBe(false);
    expect(admits('>=', '30d', false, NOW + 30 * DAY)).toBe(true);
    expect(admits('>', '-7d', false, NOW - 6 * DAY)).toBe(true);
  });

  it('are ages for what lies behind', () => {
    expect(admits('<', '1y', true, NOW - 365 * DAY + 1)).toBe(true);
    expect(admits('<', '1y', true, NOW - 365 * DAY)).toBe(false);
    expect(admits('<=', '1y', true, NOW - 365 * DAY)).toBe(true);
    expect(admits('>', '90d', true, NOW - 91 * DAY)).toBe(true);
    expect(admits('>=', '90d', true, NOW - 90 * DAY)).toBe(true);
    expect(admits('>', '90d', true, NOW - 90 * DAY)).toBe(false);
  });

  it.each([
    ['1h', 3_600],
    ['24H', DAY],
    ['2w', 14 * DAY],
    ['3m', 90 * DAY],
    ['-1y', -365 * DAY],
    ['-0d', 0],
  ])('%s', (value, seconds) => {
    expect(parseMoment(value)).toEqual({ kind: 'relative', seconds });
  });
});

describe('the calendar', () => {
  const local = (...date: [number, number, number, number?, number?]): number =>
    new Date(...date).getTime() / 1_000;

  it.each([
    ['2026', local(2026, 0, 1), local(2027, 0, 1)],
    ['2026-12', local(2026, 11, 1), local(2027, 0, 1)],
    ['2026-12-01', local(2026, 11, 1), local(2026, 11, 2)],
    ['2024-02-29', local(2024, 1, 29), local(2024, 2, 1)],
    ['2026-12-01T14:05', local(2026, 11, 1, 14, 5), local(2026, 11, 1, 14, 6)],
  ])('%s is a stretch of time here', (value, from, to) => {
    expect(parseMoment(value)).toEqual({ kind: 'period', from, to });
  });

  it('puts what is before, within and after apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3 * DAY, max: 3 * DAY }), (shift) => {
        const time = local(2026, 11, 1) + shift;
        const [before, within, after] = (['<', 'is', '>'] as const).map((operator) =>
          admits(operator, '2026-12-01', false, time),
        );
        expect([before, within, after].filter(Boolean)).toHaveLength(1);
        expect(admits('<=', '2026-12-01', true, time)).toBe(before || within);
        expect(admits('>=', '2026-12-01', true, time)).toBe(within || after);
      }),
      { seed: 20_261_128 },
    );
  });

  it.each([
    '2026-13',
    '2026-00',
    '2025-02-29',
    '2026-04-31',
    '2026-12-01T24:00',
    '2026-12-01T12:60',
  ])('has no %s', (value) => {
    expect(parseMoment(value)).toBeNull();
  });

  it.each(['', '30', 'd', '1.5d', '30 d', '2026-1-1', '20261', 'tomorrow', '+3d', '1234567d'])(
    'does not know “%s”',
    (value) => {
      expect(parseMoment(value)).toBeNull();
    },
  );
});
