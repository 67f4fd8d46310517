import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteWords, counted, grouped } from '../../../renderer/src/ui/number-words.ts';
import { absoluteTime, ageWords, recentTime, relativeTime } from '../../../renderer/src/ui/time.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0) / 1_000;
const DAY = 86_400;

describe('numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1_203, '1\u00a0203'],
    [1_234_567, '1\u00a0234\u00a0567'],
    [-1_203, '-1\u00a0203'],
  ])('groups %d', (value, words) => {
    expect(grouped(value)).toBe(words);
  });

  it('keeps all digits in order', () => {
    fc.assert(
      fc.property(fc.integer(), (value) => {
        expect(grouped(value).replaceAll('\u00a0', '')).toBe(String(value));
      }),
      { seed: 3 },
    );
  });

  it('counts one and many', () => {
    expect(counted(1, 'robot')).toBe('1 robot');
    expect(counted(0, 'robot')).toBe('0 robots');
    expect(counted(2, 'entry', 'entries')).toBe('2 entries');
  });

  it.each([
    [0, '0\u00a0B'],
    [999, '999\u00a0B'],
    [1_500, '1.5\u00a0kB'],
    [41_234_567, '41\u00a0MB'],
    [3e15, '3000\u00a0TB'],
  ])('says %d bytes', (bytes, words) => {
    expect(byteWords(bytes)).toBe(words);
  });
});

describe('moments', () => {
  it('says the day and the time in a zone', () => {
    expect(absoluteTime(NOW + 6 * DAY, 'UTC')).toBe('Sat 28 Nov 2026, 12:00');
    expect(absoluteTime(Date.UTC(2026, 8, 3, 0, 5) / 1_000, 'UTC')).toBe('Thu 3 Sep 2026, 00:05');
  });

  it.each([
    [0, 'just now'],
    [-59, 'just now'],
    [30, 'in less than a minute'],
    [-14 * 60, '14 minutes ago'],
    [3_600, 'in 1 hour'],
    [-47 * 3_600, '47 hours ago'],
    [6 * DAY + DAY / 2, 'in 6 days'],
    [-59 * DAY, '59 days ago'],
    [100 * DAY, 'in 3 months'],
    [800 * DAY, 'in 2 years'],
  ])('says %d seconds from now', (seconds, words) => {
    expect(relativeTime(NOW + seconds, NOW)).toBe(words);
  });

  it('never promises more time than there is', () => {
    const unit = { minute: 60, hour: 3_600, day: DAY, month: 30.44 * DAY, year: 365.25 * DAY };
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 4_000_000_000 }), (seconds) => {
        const [, count, name] = /^in (\d+) (\w+?)s?$/.exec(relativeTime(NOW + seconds, NOW)) ?? [];
        expect(Number(count) * unit[name as keyof typeof unit]).toBeLessThanOrEqual(seconds);
      }),
      { seed: 3 },
    );
  });

  it('says how old something is in few letters', () => {
    const ages = [5, 120, 3 * 3_600, 3 * DAY, 90 * DAY].map((age) => ageWords(NOW - age, NOW));
    expect(ages).toEqual(['now', '2m', '3h', '3d', '12w']);
    expect(ageWords(NOW + 500, NOW)).toBe('now');
  });

  it('names the weekday only while it is clear which', () => {
    expect(recentTime(NOW - 2 * DAY, NOW)).toMatch(/^\w{3} \d\d:\d\d$/);
    expect(recentTime(NOW - 20 * DAY, NOW)).toMatch(/^\d+ \w{3} 2026$/);
  });
});

describe('dates that no calendar has', () => {
  it('says something of every expiry that Harbor can give', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_147_483_646 }), (days) => {
        const expiresAt = NOW + days * DAY;
        expect(absoluteTime(expiresAt)).toMatch(/\d{2}:\d{2}$|more than 200\u00a0000 years/);
        expect(recentTime(expiresAt, NOW)).not.toBe('');
        expect(relativeTime(expiresAt, NOW)).toMatch(/^in /);
      }),
      { seed: 5 },
    );
    expect(absoluteTime(NOW + 2_147_483_646 * DAY)).toBe('in more than 200\u00a0000 years');
    expect(absoluteTime(8_640_000_000_000, 'UTC')).toBe('Sat 13 Sep 275760, 00:00');
  });
});
