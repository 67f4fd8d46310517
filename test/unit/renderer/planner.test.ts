import { describe, expect, it } from 'vitest';
import { pictureOf } from '../../../renderer/src/features/planner/picture-spans.ts';
import {
  shortfallWords,
  simulationWords,
} from '../../../renderer/src/features/planner/planner-words.ts';
import {
  entryOf,
  newEntry,
  policyOf,
  policyProblems,
  readDates,
} from '../../../renderer/src/features/planner/policy-form.ts';
import type { Simulation } from '../../../shared/contract/planner.ts';
import { dayAt } from '../../../shared/robots/expiry/index.ts';

const ID = '11111111-1111-4111-8111-111111111111';
const TODAY = dayAt(2026, 11, 29);

describe('a policy as it is typed', () => {
  it('says what is wrong, field by field', () => {
    expect(policyProblems(newEntry(ID))).toEqual({});
    const problems = policyProblems({
      ...newEntry(ID),
      lifetimeDays: '30',
      renewWithin: '30',
      perDay: '0',
      perProject: 'x',
      weekdays: [0, 1, 2, 3, 4, 5, 6],
      dates: '2026-02-30',
      query: 'stat:gone',
      keep: '"open',
    });
    expect(Object.keys(problems).sort()).toEqual(
      ['dates', 'keep', 'perDay', 'perProject', 'query', 'renewWithin', 'weekdays'].sort(),
    );
    expect(policyOf({ ...newEntry(ID), lifetimeDays: '3651' }, [])).toBeNull();
  });

  it('reads dates and ranges, and names the line that is none', () => {
    const day = dayAt(2026, 12, 24);
    expect(readDates('2026-12-24\n\n 2026-12-24 to 2027-01-06 ')).toEqual({
      dates: [
        { from: day, to: day },
        { from: day, to: day + 13 },
      ],
      wrong: '',
    });
    expect(readDates('2026-12-24\nXmas').wrong).toBe('Xmas');
    expect(readDates('2026-12-24 to 2026-12-23').wrong).toContain('to');
  });

  it('is the same after it was kept and opened again', () => {
    const entry = {
      ...newEntry(ID),
      name: 'Quarterly',
      dates: '2026-12-24 to 2027-01-06\n2027-05-01',
      perProject: '2',
      keep: 'tag:keep',
    };
    const policy = policyOf(entry, ['prod']);
    if (policy === null) throw new Error('the policy is wrong');
    expect(policy).toMatchObject({ scope: ['prod'], perDay: 10, perProject: 2 });
    expect(entryOf(policy)).toEqual(entry);
  });
});

const spread = { days: [] as number[], expired: 0, later: 0, never: 0 };
const aSimulation = (more: Partial<Simulation> = {}): Simulation => ({
  id: ID,
  at: 0,
  today: TODAY,
  days: 52,
  robots: 412,
  kept: 10,
  stays: 290,
  moves: 112,
  unplaced: 0,
  drifts: {
    never: 112,
    expired: 0,
    due: 0,
    'too-long': 0,
    weekday: 0,
    date: 0,
    'day-full': 0,
    'project-full': 0,
  },
  before: spread,
  after: spread,
  shortfalls: [],
  ...more,
});

describe('what a simulation comes to', () => {
  it.each([
    [{}, '112 of 412 robots get another date. 290 are as the policy wants, 10 are left alone.'],
    [
      { moves: 100, unplaced: 12, kept: 0 },
      '112 of 412 robots need another date, and 12 of them find none. 290 are as the policy wants.',
    ],
    [
      { robots: 290, moves: 0, kept: 0 },
      'Nobody drifted: 290 robots. 290 are as the policy wants.',
    ],
    [{ robots: 1, moves: 1, kept: 0, stays: 0 }, '1 of 1 robot gets another date.'],
    [
      { robots: 3, moves: 0, unplaced: 1, kept: 0, stays: 2 },
      '1 of 3 robots needs another date, and 1 of them finds none. 2 are as the policy wants.',
    ],
  ])('in a sentence: %o', (more, words) => {
    expect(simulationWords(aSimulation(more))).toBe(words);
  });

  it('says no robot where none fits', () => {
    expect(simulationWords(aSimulation({ robots: 0 }))).toContain('No robot fits');
  });

  it('says what cannot be met with the numbers, and what would help', () => {
    const range = { from: TODAY + 30, to: TODAY + 90 };
    const limit = { kind: 'per-day', robots: 5_000, limit: 10, needs: 500, days: 43 } as const;
    expect(shortfallWords({ ...limit, project: '', lifetime: 720, ...range })).toBe(
      '5\u00a0000 robots at 10 a day need 500 days; there are 43 from 29 Dec 2026 to 27 Feb 2027. A lifetime of 720 days would do, or a higher limit.',
    );
    expect(
      shortfallWords({ ...limit, kind: 'per-project', project: 'ci', lifetime: null, ...range }),
    ).toContain('of ci at 10 a day');
    expect(shortfallWords({ kind: 'no-days', robots: 3, ...range })).toContain('no day at all');
    expect(shortfallWords({ kind: 'no-place', robots: 1 })).toMatch(/^1 robot found no day/);
    expect(shortfallWords({ kind: 'no-birth', robots: 2 })).toBe(
      'Nobody knows when 2 robots were made, and Harbor counts from there. Recreate them.',
    );
    expect(shortfallWords({ kind: 'no-birth', robots: 1 })).toBe(
      'Nobody knows when 1 robot was made, and Harbor counts from there. Recreate it.',
    );
  });
});

describe('the picture', () => {
  it.each([31, 91, 366, 3_651])('loses nobody in %s days, and has few bars', (length) => {
    const before = { ...spread, days: Array.from({ length }, (_, place) => place % 3) };
    const after = { ...spread, days: Array.from({ length }, (_, place) => place % 5) };
    const bars = pictureOf(aSimulation({ before, after }));
    expect(bars.length).toBeLessThanOrEqual(130);
    const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);
    expect(sum(bars.map((bar) => bar.before))).toBe(sum(before.days));
    expect(sum(bars.map((bar) => bar.after))).toBe(sum(after.days));
    expect(bars[0]?.from).toBe(TODAY);
    expect(bars.at(-1)?.to).toBe(TODAY + length);
    for (const [place, { from }] of bars.slice(1).entries()) expect(from).toBe(bars[place]?.to);
  });
});
