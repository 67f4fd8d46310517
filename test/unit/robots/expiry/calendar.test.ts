import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  dateOf,
  dayAt,
  dayOf,
  isoDay,
  mondayOf,
  momentOn,
  parseDay,
  SECONDS_PER_DAY,
  startOf,
  weekdayOf,
} from '../../../../shared/robots/expiry/index.ts';

const SEED = { seed: 20_261_128 };
/** Clocks that change at midnight, by half an hour, a whole day, twice a year, and never. */
const ZONES = [
  'UTC',
  'Europe/Zurich',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
];

afterEach(() => {
  vi.unstubAllEnvs();
});

const inZone = (zone: string): void => {
  vi.stubEnv('TZ', zone);
};

describe.each(ZONES)('in %s', (zone) => {
  it('every moment falls on the day that began before it and ends after it', () => {
    inZone(zone);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800 }), (at) => {
        const day = dayOf(at) ?? Number.NaN;
        expect(startOf(day)).toBeLessThanOrEqual(at);
        const date = new Date(at * 1_000);
        expect(dateOf(day)).toEqual({
          year: date.getFullYear(),
          month: date.getMonth() + 1,
          date: date.getDate(),
        });
        expect(weekdayOf(day)).toBe(date.getDay());
      }),
      { ...SEED, numRuns: 300 },
    );
  });

  it('days follow each other, whatever the clocks do', () => {
    inZone(zone);
    const first = dayAt(2026, 1, 1);
    for (let day = first; day < first + 800; day += 1) {
      const length = startOf(day + 1) - startOf(day);
      expect(length).toBeGreaterThanOrEqual(23 * 3_600);
      expect(length).toBeLessThanOrEqual(25 * 3_600);
      expect(dayOf(startOf(day))).toBe(day);
      expect(dayOf(startOf(day + 1) - 1)).toBe(day);
    }
  });
});

describe('dates', () => {
  it('are read as they are written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (day) => {
        expect(parseDay(isoDay(day))).toBe(day);
        const { year, month, date } = dateOf(day);
        expect(dayAt(year, month, date)).toBe(day);
      }),
      SEED,
    );
    expect(parseDay('2028-02-29')).toBe(dayAt(2028, 3, 1) - 1);
    expect(parseDay('2027-02-29')).toBeNull();
    expect(parseDay('2027-13-01')).toBeNull();
    expect(parseDay('tomorrow')).toBeNull();
  });

  it('know their week', () => {
    const monday = dayAt(2026, 11, 23);
    expect(weekdayOf(monday)).toBe(1);
    expect(mondayOf(monday)).toBe(monday);
    expect(mondayOf(monday + 6)).toBe(monday);
    expect(mondayOf(monday - 1)).toBe(monday - 7);
    expect(weekdayOf(-SECONDS_PER_DAY)).toBe((((-SECONDS_PER_DAY + 4) % 7) + 7) % 7);
  });

  it('are not asked for where no calendar has them', () => {
    expect(dayOf(2_147_483_646 * SECONDS_PER_DAY)).toBeNull();
    expect(dayOf(8_640_000_000_000)).not.toBeNull();
  });

  it('have hours', () => {
    inZone('Europe/Zurich');
    // The clocks go from 02:00 to 03:00 on 28 March 2027.
    expect(momentOn(dayAt(2027, 3, 28), 3) - momentOn(dayAt(2027, 3, 28), 1, 59)).toBe(60);
    expect(momentOn(dayAt(2026, 11, 28), 14, 2)).toBe(1_795_870_920);
  });
});
