import { describe, expect, it } from 'vitest';
import { autostartEntry, autostartFile } from '../../../electron/reminders/autostart.ts';
import { RANK, type DueRobot, type Rank } from '../../../electron/reminders/digest.ts';
import { iconWords, reminderText } from '../../../electron/reminders/words.ts';

const NOW = 1_795_867_200;
const DAY = 86_400;
const due = (key: number, rank: Rank): DueRobot => ({ key, rank, instanceId: 'p' });
const row = (name: string, expiresAt: number) => ({
  ...{ key: 0, instanceId: 'p', name, expiresAt },
  lastUse: { kind: 'used' as const, at: expiresAt - 14 * 60, what: 'pull' },
});
const means = { now: NOW, nameOf: () => 'prod', cutOff: new Set<number>() };

describe('what a reminder says', () => {
  it.each([
    [[RANK.critical], '1 robot about to expire'],
    [[RANK.soon, RANK.soon], '2 robots to expire soon'],
    [[RANK.expired], '1 robot expired'],
    [
      [RANK.expired, RANK.soon, RANK.critical, RANK.soon],
      '4 robots: 1 expired, 1 critical, 2 soon',
    ],
  ])('%j: %s', (ranks, title) => {
    const robots = ranks.map((rank, place) => due(place, rank));
    expect(reminderText(robots, [], means).title).toBe(title);
  });

  it.each([
    [[RANK.expired], [0], '1 robot expired while in use'],
    [[RANK.expired, RANK.expired, RANK.expired], [2], '3 robots expired, 1 while in use'],
    [
      [RANK.expired, RANK.critical, RANK.expired],
      [0],
      '3 robots: 2 expired (1 in use), 1 critical',
    ],
  ])('%j, of which %j were in use: %s', (ranks, inUse, title) => {
    const robots = ranks.map((rank, place) => due(place, rank));
    const text = reminderText(robots, [row('robot$ci', NOW - 2 * DAY)], {
      ...means,
      cutOff: new Set(inUse),
    });
    expect(text.title).toBe(title);
    const first = 'robot$ci on prod expired 2 days ago';
    const [line] = text.body.split('\n');
    expect(line).toBe(inUse.includes(0) ? `${first}, in use until 14 minutes before` : first);
  });

  it('names the first three, and counts the others', () => {
    const robots = Array.from({ length: 5 }, (_, place) => due(place, RANK.critical));
    const rows = [
      row('robot$a', NOW - 3 * DAY),
      row('robot$b', NOW + 5 * DAY + 60),
      row('robot$c', NOW + 3 * 3_600),
      row('robot$d', NOW + DAY),
    ];
    expect(reminderText(robots, rows, means).body.split('\n')).toEqual([
      'robot$a on prod expired 3 days ago',
      'robot$b on prod expires in 5 days',
      'robot$c on prod expires in 3 hours',
      'and 2 robots more',
    ]);
  });
});

describe('what the icon that stays says', () => {
  it.each([
    [0, 'Purser'],
    [1, 'Purser: 1 robot needs you'],
    [1_200, 'Purser: 1\u00a0200 robots need you'],
  ])('of %d robots: %s', (count, words) => {
    expect(iconWords(count)).toBe(words);
  });
});

describe('starting at login on Linux', () => {
  it('quotes what is run', () => {
    const entry = autostartEntry({
      executable: '/opt/My "Apps"/100%/pur`ser$',
      args: ['/home/a\\b', '--hidden'],
    });
    const exec = entry.split('\n').find((line) => line.startsWith('Exec='));
    expect(exec).toBe(
      String.raw`Exec="/opt/My \\"Apps\\"/100%%/pur\\` +
        '`' +
        String.raw`ser\\$" "/home/a\\\\b" "--hidden"`,
    );
    expect(autostartFile('/home/me/.config')).toBe('/home/me/.config/autostart/purser.desktop');
  });
});
