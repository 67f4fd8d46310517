import { expect, it, onTestFinished, vi } from 'vitest';
import type { ReminderRules } from '../../../electron/reminders/digest.ts';
import { createReminders, type Notifier } from '../../../electron/reminders/reminders.ts';
import type { NotificationText } from '../../../electron/reminders/words.ts';
import { settings } from '../../../shared/contract/settings.ts';
import type { Inventory } from '../../../shared/inventory/inventory.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import {
  aFolder,
  anInventory,
  aRobot,
  DAY,
  NOW,
  PROD,
  read,
  wholeEnd,
} from '../inventory/fleet.ts';

const HOUR = 3_600;
/** 09:30 on a day without quiet hours around it, where the tests run in UTC. */
const MORNING = NOW - 2.5 * HOUR;

const dying = (id: number, at: number, more: Partial<Robot> = {}): Robot =>
  aRobot(id, { expiresAt: at, duration: 100, ...more });

/** A Purser that reminds: real databases, a clock that only the test moves, a desktop that notes. */
async function aPurser(folder = aFolder()) {
  vi.stubEnv('TZ', 'UTC');
  onTestFinished(() => void vi.unstubAllEnvs());
  const inventory = await anInventory({ folder });
  const shown: NotificationText[] = [];
  const clicks: (() => void)[] = [];
  const opened: string[] = [];
  const counts: number[] = [];
  let minute = (): void => undefined;
  const purser = {
    now: MORNING,
    rules: settings.parse({}).reminders as ReminderRules,
    isReading: false,
    refuses: false,
    isSupported: true,
  };
  const notifier: Notifier = {
    isSupported: () => purser.isSupported,
    async show(text, onClick) {
      if (purser.refuses) throw new Error('no daemon');
      shown.push(text);
      clicks.push(onClick);
    },
  };
  const reminders = createReminders({
    inventory,
    rules: () => purser.rules,
    at: () => ({ now: purser.now, criticalDays: 7, soonDays: 30 }),
    nameOf: () => 'prod',
    isReading: () => purser.isReading,
    notifier,
    open: (query) => opened.push(query),
    onCount: (robots) => counts.push(robots),
    clock: {
      every: (_, call) => {
        minute = call;
        return () => undefined;
      },
      after: () => () => undefined,
    },
    log: { error: () => undefined, warn: () => undefined, info: () => undefined },
  });
  reminders.begin();
  return Object.assign(purser, {
    inventory,
    reminders,
    shown,
    clicks,
    opened,
    counts,
    /** A minute passes, and everything that follows from it. */
    async tick(to?: number): Promise<string[]> {
      purser.now = to ?? purser.now;
      const before = shown.length;
      minute();
      await reminders.settled();
      return shown.slice(before).map(({ title }) => title);
    },
  });
}

async function sync(inventory: Inventory, robots: readonly Robot[]): Promise<void> {
  const reading = await inventory.beginReading(PROD);
  await inventory.writeRobots(
    reading,
    robots.map((robot) => read(robot)),
  );
  await inventory.finishReading(reading, wholeEnd());
}

const namesFor = async (inventory: Inventory, query: string, now: number): Promise<string[]> => {
  const at = { now, criticalDays: 7, soonDays: 30 };
  const sort = { column: 'name', descending: false } as const;
  const { keys } = await inventory.query({ query, scope: [], sort }, at);
  return (await inventory.rows([...keys], at)).map(({ name }) => name);
};

it('tells of each robot once on its way out, and a click shows exactly these', async () => {
  const purser = await aPurser();
  const { inventory } = purser;
  await sync(inventory, [
    dying(1, MORNING + 12 * DAY),
    dying(2, MORNING + 3 * DAY),
    dying(3, MORNING + 300 * DAY),
    dying(4, 1_000_000_000),
    dying(5, MORNING + 3 * DAY, { disabled: true }),
  ]);
  expect(await purser.tick()).toEqual(['2 robots: 1 critical, 1 soon']);
  expect(purser.shown[0]?.body.split('\n')).toEqual([
    'robot$r2 on prod expires in 3 days',
    'robot$r1 on prod expires in 12 days',
  ]);
  expect(await purser.tick()).toEqual([]);
  purser.clicks[0]?.();
  expect(purser.opened).toEqual(['reminder:1']);
  expect(await namesFor(inventory, 'reminder:1', MORNING)).toEqual(['robot$r1', 'robot$r2']);

  // Nine days later one has turned critical and one has expired.
  const later = MORNING + 9 * DAY;
  expect(await purser.tick(later - HOUR)).toEqual(['2 robots: 1 expired, 1 critical']);
  expect(await namesFor(inventory, 'reminder:2', later)).toEqual(['robot$r1', 'robot$r2']);
  // Renewed until another date, it is a new matter.
  await sync(inventory, [dying(1, later + 25 * DAY), dying(2, MORNING + 3 * DAY)]);
  expect(await purser.tick(later)).toEqual(['1 robot to expire soon']);
});

it('names first who expired while somebody used them, and says so', async () => {
  const purser = await aPurser();
  const robots = [1, 2, 3, 4, 5].map((id) => dying(id, MORNING + DAY + id * 60));
  await sync(purser.inventory, robots);
  expect(await purser.tick()).toEqual(['5 robots about to expire']);
  const log = { blind: null, from: MORNING - 9 * DAY, projectsFrom: null, projects: null };
  const used = (name: string, at: number) => ({ name, at, what: 'pull a/b:1', projects: [] });
  const uses = [used('r4', MORNING + DAY - 14 * 60), used('r5', MORNING + DAY - 3 * 60)];
  await purser.inventory.keepUses(PROD, { log, cursor: '{}', uses });
  expect(await purser.tick(MORNING + 2 * DAY)).toEqual(['5 robots expired, 2 while in use']);
  expect(purser.shown[1]?.body.split('\n')).toEqual([
    'robot$r5 on prod expired 23 hours ago, in use until 8 minutes before',
    'robot$r4 on prod expired 23 hours ago, in use until 18 minutes before',
    'robot$r1 on prod expired 23 hours ago',
    'and 2 robots more',
  ]);
});

it('says nothing twice after a restart, and tells what came meanwhile', async () => {
  const folder = aFolder();
  const first = await aPurser(folder);
  await sync(first.inventory, [dying(1, MORNING + 3 * DAY)]);
  expect(await first.tick()).toEqual(['1 robot about to expire']);
  await first.reminders.end();
  await first.inventory.close();
  const second = await aPurser(folder);
  expect(await second.tick(MORNING + HOUR)).toEqual([]);
  await sync(second.inventory, [dying(1, MORNING + 3 * DAY), dying(2, MORNING + 2 * DAY)]);
  expect(await second.tick(MORNING + 2 * HOUR)).toEqual(['1 robot about to expire']);
});

it('leaves out who is snoozed until that is over, and comes back to who was left out', async () => {
  const purser = await aPurser();
  await sync(purser.inventory, [dying(1, MORNING + 5 * DAY)]);
  const until = { kind: 'at', at: MORNING + DAY } as const;
  await purser.inventory.setSnoozes([1], { until, reason: 'why', acknowledge: false }, MORNING);
  expect(await purser.tick()).toEqual([]);
  expect(await purser.tick(MORNING + DAY - HOUR)).toEqual([]);
  expect(await purser.tick(MORNING + DAY)).toEqual(['1 robot about to expire']);
});

it('tries again what the desktop refused, and keeps quiet while robots are read', async () => {
  const purser = await aPurser();
  await sync(purser.inventory, [dying(1, MORNING + 5 * DAY)]);
  purser.isReading = true;
  expect(await purser.tick()).toEqual([]);
  purser.isReading = false;
  purser.refuses = true;
  expect(await purser.tick()).toEqual([]);
  await expect(purser.reminders.tryOut()).rejects.toMatchObject({ code: 'not-allowed' });
  purser.refuses = false;
  expect(await purser.tick()).toEqual(['1 robot about to expire']);
  expect((await purser.reminders.support()).last).toMatchObject({ robots: 1, at: MORNING });
});

it('says nothing where it may not or cannot, and forgets nothing by that', async () => {
  const purser = await aPurser();
  await sync(purser.inventory, [dying(1, MORNING + 5 * DAY)]);
  purser.isSupported = false;
  expect(await purser.tick()).toEqual([]);
  expect((await purser.reminders.support()).notifications).toBe(false);
  purser.isSupported = true;
  purser.rules = { ...purser.rules, notify: false };
  expect(await purser.tick()).toEqual([]);
  purser.rules = { ...purser.rules, notify: true, silent: [PROD] };
  expect(await purser.tick()).toEqual([]);
  purser.rules = { ...purser.rules, silent: [] };
  expect(await purser.tick()).toEqual(['1 robot about to expire']);
});

it('counts who needs somebody for the icon that stays, only while there is one', async () => {
  const purser = await aPurser();
  await sync(purser.inventory, [dying(1, MORNING + 5 * DAY), dying(2, MORNING - DAY)]);
  await purser.tick();
  expect(purser.counts).toEqual([]);
  purser.rules = { ...purser.rules, tray: true };
  await purser.tick();
  expect(purser.counts).toEqual([2]);
});
