import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  edgesOf,
  isSameQuery,
  monthMarks,
  monthOf,
  queryOfDays,
  spansOf,
  spanWords,
  weeksFrom,
} from '../../../renderer/src/features/expiry/day-spans.ts';
import {
  EXPIRY_PICTURES,
  expiryAddressOf,
  expiryPlaceOf,
} from '../../../renderer/src/features/expiry/expiry-place.ts';
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
    const shift = fc.integer({ min: -40, max: 40 });
    fc.assert(
      fc.property(zones, picture, shift, (zone, picture, shift) => {
        vi.stubEnv('TZ', zone);
        const spans = spansOf(picture, NOW, shift);
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
    vi.stubEnv('TZ', 'UTC');
    const { from, to, days } = monthOf(NOW, 3);
    expect([from, to]).toEqual([dayAt(2027, 2, 1), dayAt(2027, 3, 1)]);
    expect(days).toHaveLength(28);
    expect(monthOf(NOW, 0).days).toHaveLength(42);
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
    const marks = monthMarks(spansOf('year', NOW, 0)).filter((mark) => mark !== '');
    expect(marks).toEqual('Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov'.split(' '));
  });
});

describe('addresses', () => {
  it('say the same when they are read again', () => {
    const place = {
      chosen: 'expiry:7d project:library',
      scope: ['a', 'b'],
      by: 'project' as const,
      picture: 'month' as const,
      shift: -2,
    };
    expect(expiryPlaceOf({ ...expiryAddressOf(place) } as Record<string, string>)).toEqual(place);
    expect(expiryPlaceOf({ by: 'x', picture: ['?'], shift: '1e9' })).toEqual({
      chosen: '',
      scope: [],
      by: 'instance',
      picture: 'year',
      shift: 0,
    });
  });

  it('know what is chosen in other words', () => {
    expect(isSameQuery('expiry:7d  instance:"prod"', 'expiry:7d instance:prod')).toBe(true);
    expect(isSameQuery('expiry:7d', 'expiry:24h')).toBe(false);
  });
});
