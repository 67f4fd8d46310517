import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  expiryReport,
  reportCsv,
  reportHtml,
  reportMarkdown,
} from '../../../../shared/exports/expiry/index.ts';
import { leftWords, localMoment } from '../../../../shared/exports/expiry/report.ts';
import { readCsv } from '../csv.ts';
import { whole } from '../whole.ts';
import { aRobot, DAY, NOW, robotLists } from './robots.ts';

const SEED = { seed: 20_261_128 };
const wish = { title: 'What expires', now: NOW, restsOn: ['eu as of Fri 18:02'] };

describe('a report', () => {
  it('speaks of one robot as one', () => {
    const report = expiryReport([aRobot(1)], wish);
    for (const text of [whole(reportHtml(report)), whole(reportMarkdown(report))]) {
      expect(text).toMatch(/\b1 robot\b/);
    }
    expect(whole(reportMarkdown(expiryReport([], wish)))).toContain('from 0 robots.');
  });

  it('counts every robot once in the spans, and those ahead in their weeks', () => {
    fc.assert(
      fc.property(robotLists, (robots) => {
        const { buckets, weeks, robots: sorted } = expiryReport(robots, wish);
        expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(robots.length);
        const inWeeks = weeks.flatMap(({ counts }) => counts).reduce((sum, one) => sum + one, 0);
        const ahead = robots.filter(
          ({ expiresAt }) => expiresAt > NOW && expiresAt < NOW + 53 * 7 * DAY - 8 * 3_600 - DAY,
        );
        expect(inWeeks).toBeGreaterThanOrEqual(ahead.length);
        expect(weeks.length).toBeLessThanOrEqual(53);
        const times = sorted.map(({ expiresAt }) => (expiresAt === -1 ? Infinity : expiresAt));
        expect(times).toEqual([...times].sort((left, right) => left - right));
      }),
      SEED,
    );
  });

  it('is a line for each robot in a CSV, with no formula', () => {
    fc.assert(
      fc.property(robotLists, (robots) => {
        const [head = [], ...rows] = readCsv(whole(reportCsv(expiryReport(robots, wish))));
        expect(rows).toHaveLength(robots.length);
        for (const row of rows) {
          expect(row).toHaveLength(head.length);
          for (const cell of row) expect(cell).not.toMatch(/^[=+\-@]/);
        }
      }),
      SEED,
    );
  });

  it('is a page that runs nothing and loads nothing', () => {
    fc.assert(
      fc.property(robotLists, (robots) => {
        const page = whole(reportHtml(expiryReport(robots, wish)));
        const tags = new Set([...page.matchAll(/<\/?([a-z0-9!]+)/g)].map(([, name]) => name));
        const known =
          'html head meta title style body h1 h2 p table thead tbody tr th td svg g rect text span';
        expect(
          [...tags].filter((tag) => !known.split(' ').includes(tag ?? '') && tag !== '!doctype'),
        ).toEqual([]);
        expect(page).not.toMatch(/<[^>]*\s(?:src|href|on\w+)=/);
      }),
      SEED,
    );
  });

  it('keeps its columns in Markdown', () => {
    fc.assert(
      fc.property(robotLists, (robots) => {
        const text = whole(reportMarkdown(expiryReport(robots, wish)));
        const rows = text.split('\n').filter((line) => line.startsWith('| '));
        const bars = rows.map((row) => row.replace(/\\./g, '').split('|').length);
        expect(bars.filter((count) => count === 8)).toHaveLength(robots.length + 2);
      }),
      SEED,
    );
  });

  it('says when, here', () => {
    vi.stubEnv('TZ', 'Europe/Zurich');
    expect(localMoment(NOW)).toBe('2026-11-23 09:00 +01:00');
    expect(localMoment(-1)).toBe('');
    expect(leftWords(NOW + 12 * DAY + 5, NOW)).toBe('in 12 days');
    expect(leftWords(NOW - DAY, NOW)).toBe('1 day ago');
    expect(leftWords(NOW + 5, NOW)).toBe('within a day');
    expect(whole(reportMarkdown(expiryReport([aRobot(3)], wish)))).toContain(
      '| prod | robot$team+r3 | team | 2026-11-26 09:00 +01:00 | in 3 days | admin |',
    );
    vi.unstubAllEnvs();
  });
});
