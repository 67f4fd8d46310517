import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  edgesOf,
  isSameQuery,
  monthMarks,
  queryOfDays,
  spanWords,
  weeksFrom,
  yearMarks,
} from '../../../renderer/src/features/expiry/day-spans.ts';
import {
  EXPIRY_PICTURES,
  expiryAddressOf,
  expiryPlaceOf,
} from '../../../renderer/src/features/expiry/expiry-place.ts';
import {
  firstAfterZoom,
  firstOf,
  spansOf,
  wholeOf,
} from '../../../renderer/src/features/expiry/zoom.ts';
import { dayAt, dayOf, weekdayOf } from '../../../shared/robots/expiry/index.ts';
import { parseQuery } from '../../../shared/robots/query/index.ts';

const SEED = { seed: 20_261_128 };
/** Mon 23 Nov 2026, 08:00 UTC. */
const NOW = 1_795_420_800;

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('stretches of the calendar', () => {
  it('follow each other without a gap, in every zone', () => {
    const zones = fc.constantFrom('UTC', 'Europe/Zurich', 'America/Santiago', 'Pacific/Apia');
    const picture = fc.constantFrom(...EXPIRY_PICTURES);
    const day = fc.integer({ min: dayAt(1990, 1, 1), max: dayAt(2090, 1, 1) });
    fc.assert(
      fc.property(zones, picture, day, (zone, picture, day) => {
        vi.stubEnv('TZ', zone);
        const first = firstOf(picture, day);
        const spans = spansOf(picture, first);
        const whole = wholeOf(picture, first);
        expect([whole.from <= day, whole.to > day]).toEqual([true, true]);
        expect(spans[0]?.from).toBeLessThanOrEqual(whole.from);
        expect(spans.at(-1)?.to).toBeGreaterThanOrEqual(whole.to);
        expect(spans.length).toBeLessThan(400);
        for (const [place, span] of spans.entries()) {
          expect(span.to).toBe(spans[place + 1]?.from ?? span.to);
        }
        const edges = edgesOf(spans);
        expect(edges).toHaveLength(spans.length + 1);
        expect(edges).toEqual([...edges].sort((left, right) => left - right));
        for (const span of spans) expect(parseQuery(queryOfDays(span)).errors).toEqual([]);
      }),
      SEED,
    );
  });

  it('begin with today and end with Sundays', () => {
    vi.stubEnv('TZ', 'UTC');
    const wednesday = NOW + 2 * 86_400;
    const weeks = weeksFrom(wednesday, 12);
    expect(weeks[0]?.from).toBe(dayOf(wednesday));
    expect(weeks.map(({ to }) => weekdayOf(to - 1))).toEqual(weeks.map(() => 0));
    expect(weeks.slice(1).every(({ from, to }) => to - from === 7)).toBe(true);
  });

  it('show whole weeks of a month', () => {
    const first = firstOf('month', dayAt(2027, 2, 27));
    expect(wholeOf('month', first)).toEqual({ from: dayAt(2027, 2, 1), to: dayAt(2027, 3, 1) });
    expect(spansOf('month', first)).toHaveLength(28);
    expect(spansOf('month', dayAt(2026, 11, 1))).toHaveLength(42);
  });

  it('have the day that was zoomed at, and no more of the past than before', () => {
    const picture = fc.constantFrom(...EXPIRY_PICTURES);
    const today = dayAt(2026, 11, 25);
    const ahead = fc.integer({ min: -2_000, max: 4_000 });
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(picture, picture, ahead, part, (from, to, ahead, part) => {
        const before = firstOf(from, today + ahead);
        const whole = wholeOf(from, before);
        const day = whole.from + Math.floor(part * (whole.to - whole.from - 1));
        const first = firstAfterZoom(to, { day, part }, before, today);
        const shown = wholeOf(to, first);
        expect([shown.from <= day, day < shown.to]).toEqual([true, true]);
        expect(first).toBe(firstOf(to, first));
        expect(first).toBeGreaterThanOrEqual(firstOf(to, Math.min(before, today)));
      }),
      SEED,
    );
  });

  it('leave the day that was zoomed at where it was', () => {
    const before = dayAt(2028, 1, 3);
    const middle = before + 185;
    const first = firstAfterZoom(
      'quarter',
      { day: middle, part: 0.5 },
      before,
      dayAt(2026, 11, 25),
    );
    // Half of a quarter, and whole weeks.
    expect(Math.abs(middle - first - 45)).toBeLessThan(16);
  });
});

describe('words', () => {
  it('say which days', () => {
    const day = dayAt(2026, 11, 28);
    expect(spanWords({ from: day, to: day + 1 })).toBe('Sat 28 Nov 2026');
    expect(spanWords({ from: day - 5, to: day + 2 })).toBe('23 to 29 Nov 2026');
    expect(spanWords({ from: day, to: day + 7 })).toBe('28 Nov to 4 Dec 2026');
    expect(spanWords({ from: day, to: day + 40 })).toBe('28 Nov 2026 to 6 Jan 2027');
  });

  it('name each month once', () => {
    vi.stubEnv('TZ', 'UTC');
    const marks = monthMarks(spansOf('year', dayOf(NOW) ?? 0)).filter((mark) => mark !== '');
    expect(marks).toEqual('Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov'.split(' '));
  });

  it('name months and years of the widest picture', () => {
    const spans = spansOf('years', dayAt(2026, 11, 1));
    expect(spanWords(spans[1] ?? { from: 0, to: 0 })).toBe('Dec 2026');
    expect(yearMarks(spans).filter((mark) => mark !== '')).toEqual(
      '2027 2028 2029 2030 2031'.split(' '),
    );
    expect(yearMarks(spansOf('years', dayAt(2026, 5, 1)))[0]).toBe('2026');
  });
});

describe('addresses', () => {
  it('say the same when they are read again', () => {
    const place = {
      chosen: 'expiry:7d project:library',
      scope: ['a', 'b'],
      by: 'project' as const,
      picture: 'month' as const,
      from: dayAt(2027, 3, 1),
    };
    expect(expiryPlaceOf({ ...expiryAddressOf(place) } as Record<string, string>)).toEqual(place);
    expect(expiryPlaceOf({ by: 'x', picture: ['?'], from: '0001-01-01' })).toEqual({
      chosen: '',
      scope: [],
      by: 'instance',
      picture: 'year',
      from: null,
    });
  });

  it('know what is chosen in other words', () => {
    expect(isSameQuery('expiry:7d  instance:"prod"', 'expiry:7d instance:prod')).toBe(true);
    expect(isSameQuery('expiry:7d', 'expiry:24h')).toBe(false);
  });
});
