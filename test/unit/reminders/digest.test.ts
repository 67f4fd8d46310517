import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  decide,
  isQuiet,
  RANK,
  type DueRobot,
  type Rank,
  type ReminderRules,
} from '../../../electron/reminders/digest.ts';
import { settings } from '../../../shared/contract/settings.ts';
import { dayOf } from '../../../shared/robots/expiry/index.ts';

const RULES: ReminderRules = settings.parse({}).reminders;

/** Epoch seconds of a local time: `2026-11-30 09:00`. */
const local = (text: string): number =>
  Math.floor(new Date(text.replace(' ', 'T')).getTime() / 1_000);

/** Someone who is told, and remembers it as Purser does. */
function aPurser(rules: Partial<ReminderRules> = {}, zone = 'Europe/Berlin') {
  vi.stubEnv('TZ', zone);
  const own = { ...RULES, ...rules };
  const waiting = new Map<number, DueRobot>();
  let lastDay: number | null = null;
  return {
    /** A robot has come to a rank; the worse takes the place of the better. */
    comes(key: number, rank: Rank, instanceId = 'prod'): void {
      waiting.set(key, { key, rank, instanceId });
    },
    /** What is said at a moment, as "digest 1 2". */
    at(moment: string | number): string {
      const now = typeof moment === 'number' ? moment : local(moment);
      const { kind, robots, day } = decide({
        now,
        rules: own,
        lastDay,
        due: [...waiting.values()],
      });
      for (const { key } of robots) waiting.delete(key);
      lastDay = day ?? lastDay;
      return [kind, ...robots.map(({ key }) => key)].join(' ');
    },
  };
}

afterEach(() => void vi.unstubAllEnvs());

type Step = readonly [
  time: string,
  comes: readonly (readonly [number, Rank, string?])[],
  says: string,
];
const { soon, critical, expired } = RANK;

/** Days as they go: when something is looked at, what has come due by then, what is said. */
const DAYS: readonly (readonly [string, Partial<ReminderRules>, readonly Step[]])[] = [
  [
    'one digest a day at its time, and only with what is new',
    {},
    [
      ['2026-11-30 08:59', [[1, soon]], 'nothing'],
      ['2026-11-30 09:00', [], 'digest 1'],
      ['2026-11-30 15:00', [[2, soon]], 'nothing'],
      ['2026-12-01 08:00', [], 'nothing'],
      ['2026-12-01 09:00', [], 'digest 2'],
      ['2026-12-02 09:00', [], 'nothing'],
      ['2026-12-02 09:30', [[3, soon]], 'nothing'],
    ],
  ],
  [
    'at once what turns critical or expires',
    {},
    [
      ['2026-11-30 09:00', [[1, soon]], 'digest 1'],
      ['2026-11-30 14:07', [[1, critical]], 'urgent 1'],
      ['2026-11-30 14:08', [], 'nothing'],
      [
        '2026-12-01 07:30',
        [
          [1, expired],
          [2, soon],
        ],
        'urgent 1',
      ],
      ['2026-12-01 09:00', [], 'digest 2'],
    ],
  ],
  [
    'nothing in quiet hours, and all of it when they end',
    {},
    [
      ['2026-11-30 20:00', [[1, critical]], 'nothing'],
      ['2026-12-01 03:00', [[2, expired]], 'nothing'],
      ['2026-12-01 06:59', [[3, soon]], 'nothing'],
      ['2026-12-01 07:00', [], 'urgent 1 2'],
      ['2026-12-01 09:00', [], 'digest 3'],
    ],
  ],
  [
    'a digest whose time is quiet comes when the quiet hours end',
    { at: 22 * 60 },
    [
      ['2026-11-30 07:00', [], 'nothing'],
      ['2026-11-30 19:00', [[1, soon]], 'nothing'],
      ['2026-11-30 22:00', [], 'nothing'],
      ['2026-12-01 07:00', [], 'digest 1'],
      ['2026-12-01 19:59', [[2, soon]], 'nothing'],
      ['2026-12-02 07:00', [], 'digest 2'],
    ],
  ],
  [
    'a digest that was slept through comes on waking, once',
    {},
    [
      ['2026-11-27 09:00', [[1, soon]], 'digest 1'],
      ['2026-11-30 08:00', [[2, soon]], 'nothing'],
      ['2026-11-30 11:20', [], 'digest 2'],
      ['2026-11-30 11:21', [[3, soon]], 'nothing'],
      ['2026-12-01 09:00', [], 'digest 3'],
    ],
  ],
  [
    'a clock that was put back an hour, or a day, says nothing twice',
    {},
    [
      ['2026-11-30 09:10', [[1, soon]], 'digest 1'],
      ['2026-11-30 08:10', [[2, soon]], 'nothing'],
      ['2026-11-30 09:00', [], 'nothing'],
      ['2026-11-29 12:00', [], 'nothing'],
      ['2026-12-01 09:00', [], 'digest 2'],
    ],
  ],
  [
    'a clock that was years ahead keeps nobody quiet for years',
    {},
    [
      ['2031-01-01 09:00', [[1, soon]], 'digest 1'],
      ['2026-11-30 09:00', [[2, soon]], 'digest 2'],
    ],
  ],
  [
    'the clocks go forward over the time of the digest',
    { at: 2 * 60 + 30, quiet: null },
    [
      ['2027-03-28 01:59', [[1, soon]], 'nothing'],
      ['2027-03-28 03:30', [], 'digest 1'],
      ['2027-03-28 04:00', [[2, soon]], 'nothing'],
      ['2027-03-29 02:30', [], 'digest 2'],
    ],
  ],
  [
    'a digest at midnight is that of the day which begins',
    { at: 0, quiet: null },
    [
      ['2026-11-30 23:59', [[1, soon]], 'digest 1'],
      ['2026-12-01 00:00', [[2, soon]], 'digest 2'],
    ],
  ],
  [
    'an instance that nobody is reminded of, and one beside it',
    { silent: ['lab'] },
    [
      [
        '2026-11-30 10:00',
        [
          [1, critical, 'lab'],
          [2, soon],
        ],
        'digest 2',
      ],
      [
        '2026-11-30 11:00',
        [
          [3, critical, 'lab'],
          [4, critical],
        ],
        'urgent 4',
      ],
    ],
  ],
  [
    'without the urgent ones they wait for the digest',
    { urgent: false },
    [
      ['2026-11-30 09:00', [], 'nothing'],
      ['2026-11-30 10:00', [[1, critical]], 'nothing'],
      ['2026-12-01 09:00', [], 'digest 1'],
    ],
  ],
  ['nothing at all', { notify: false }, [['2026-11-30 09:00', [[1, expired]], 'nothing']]],
];

describe('days of reminders', () => {
  it.each(DAYS)('%s', (_words, rules, steps) => {
    const purser = aPurser(rules);
    for (const [time, comes, says] of steps) {
      for (const [key, rank, instanceId] of comes) purser.comes(key, rank, instanceId);
      expect(`${time} ${purser.at(time)}`).toBe(`${time} ${says}`);
    }
  });

  it('goes with whoever travels: at most one digest on each day of the calendar there', () => {
    const purser = aPurser();
    purser.comes(1, soon);
    const morning = local('2026-11-30 09:00');
    expect(purser.at(morning)).toBe('digest 1');
    purser.comes(2, soon);
    vi.stubEnv('TZ', 'America/Los_Angeles');
    // 09:00 there, on the same day of the calendar.
    expect(purser.at(morning + 9 * 3_600)).toBe('nothing');
    expect(purser.at(morning + 33 * 3_600)).toBe('digest 2');
    purser.comes(3, soon);
    vi.stubEnv('TZ', 'Asia/Tokyo');
    expect(purser.at(morning + 40 * 3_600)).toBe('digest 3');
  });
});

describe('any life of a computer', () => {
  it('says each thing once, nothing in quiet hours, and one digest a day', () => {
    const minutes = fc.integer({ min: 0, max: 1_439 });
    const rules = fc.record({
      at: minutes,
      urgent: fc.boolean(),
      quiet: fc.option(fc.record({ from: minutes, to: minutes })),
    });
    const steps = fc.array(
      fc.record({
        hours: fc.double({ min: 0, max: 30, noNaN: true }),
        rank: fc.constantFrom<Rank>(soon, critical, expired),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(rules, steps, (chosen, life) => {
        const purser = aPurser(chosen);
        let now = local('2026-11-30 00:00');
        const digests = new Map<number, number>();
        const told = new Set<string>();
        life.forEach(({ hours, rank }, place) => {
          now += Math.floor(hours * 3_600);
          purser.comes(place, rank);
          const [kind = '', ...keys] = purser.at(now).split(' ');
          const date = new Date(now * 1_000);
          if (isQuiet(date.getHours() * 60 + date.getMinutes(), chosen.quiet)) {
            expect(kind).toBe('nothing');
          }
          for (const key of keys) {
            expect(told.has(key)).toBe(false);
            told.add(key);
          }
          const today = dayOf(now) ?? 0;
          if (kind === 'digest') digests.set(today, (digests.get(today) ?? 0) + 1);
        });
        expect(Math.max(0, ...digests.values())).toBeLessThanOrEqual(1);
      }),
      { seed: 20_261_129, numRuns: 300 },
    );
  });

  it('tells of everybody within two days of being awake each minute', () => {
    const minutes = fc.integer({ min: 0, max: 1_439 });
    fc.assert(
      fc.property(minutes, minutes, minutes, (at, from, to) => {
        const purser = aPurser({ at, quiet: { from, to } });
        purser.comes(1, soon);
        const begin = local('2026-11-30 12:34');
        const said = Array.from({ length: 2 * 1_440 }, (_, step) => purser.at(begin + step * 60));
        expect(said.filter((one) => one === 'digest 1')).toHaveLength(1);
      }),
      { seed: 20_261_129, numRuns: 40 },
    );
  });
});
