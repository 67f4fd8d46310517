import type { ElectronApplication, Page } from '@playwright/test';
import type { ReminderSupport } from '../../shared/contract/reminders.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import { ask, value } from './bridge.ts';
import { noteNotifications, shown } from './notifications.ts';
import { addInstance, expect, goTo, test } from './window.ts';

const DAY = 86_400_000;
const START = Date.now();

/** Milliseconds since the epoch of a time of day, so many days from today; the test runs in UTC. */
function moment(days: number, time: string): number {
  const date = new Date(START + days * DAY).toISOString().slice(0, 10);
  return Date.parse(`${date}T${time}:00Z`);
}

/** It is that late in the main process now, and a minute has passed. */
const tick = (app: ElectronApplication, now: number): Promise<void> =>
  app.evaluate(
    (_, milliseconds) =>
      (globalThis as unknown as { setClock: (at: number) => void }).setClock(milliseconds),
    now,
  );

/** When the last reminder was made, by the clock that the test moves. */
const lastAt = async (page: Page): Promise<number | undefined> => {
  const { last } = await value<ReminderSupport>(page, 'reminders.support', undefined);
  return last === null ? undefined : last.at * 1_000;
};

test('the digest comes at its hour and waits for the end of quiet hours; a silent instance is left out', async ({
  launch,
  harbor,
}) => {
  test.setTimeout(120_000);
  const [prod, lab] = [await harbor(), await harbor()];
  const { app, page } = await launch({ env: { TZ: 'UTC' }, before: 'hand-clock.cjs' });
  await noteNotifications(app);
  await ask(page, 'settings.set', {
    reminders: {
      ...{ notify: false, at: 0, urgent: false, quiet: null, silent: [] },
      ...{ tray: false, atLogin: false },
    },
  });
  await addInstance(page, prod, 'prod');
  await addInstance(page, lab, 'lab');

  await goTo(page, 'Settings');
  const section = page.getByRole('region', { name: 'Reminders' });
  await section.getByRole('switch', { name: 'Show desktop notifications' }).click();
  await section.getByLabel('One digest a day, at').fill('09:00');
  await section.getByRole('checkbox', { name: 'lab' }).click();
  const rules = async () => (await value<Settings>(page, 'settings.get', undefined)).reminders;
  await expect.poll(rules).toMatchObject({ notify: true, at: 540, silent: [expect.any(String)] });

  await test.step('at its hour, about the instances that are not silent', async () => {
    await tick(app, moment(1, '08:59'));
    await tick(app, moment(1, '09:00'));
    await expect.poll(() => shown(app)).toHaveLength(1);
    expect(await lastAt(page)).toBe(moment(1, '09:00'));
    const [digest] = await shown(app);
    expect(digest?.title).toBe('1 robot about to expire');
    expect(digest?.body).toMatch(/^robot\$team-a\+ci on prod expires in \d+ (hours|days)$/);
  });

  await test.step('once quiet hours are over, about all that is new since', async () => {
    await section.getByRole('switch', { name: 'Quiet hours' }).click();
    await section.getByLabel('From', { exact: true }).fill('08:00');
    await section.getByLabel('To', { exact: true }).fill('10:30');
    await section.getByRole('checkbox', { name: 'lab' }).click();
    await expect.poll(rules).toMatchObject({ quiet: { from: 480, to: 630 }, silent: [] });
    for (const time of ['09:00', '10:29', '10:30']) await tick(app, moment(5, time));
    await expect.poll(() => shown(app)).toHaveLength(2);
    expect(await lastAt(page)).toBe(moment(5, '10:30'));
    const [, digest] = await shown(app);
    expect(digest?.title).toBe('2 robots expired');
    expect(digest?.body.split('\n').map((line) => line.replace(/ expired .*/, ''))).toEqual(
      expect.arrayContaining(['robot$team-a+ci on prod', 'robot$team-a+ci on lab']),
    );
  });

  await test.step('and once a day only', async () => {
    await tick(app, moment(5, '10:31'));
    await tick(app, moment(6, '10:30'));
    await tick(app, moment(6, '10:31'));
    expect(await lastAt(page)).toBe(moment(5, '10:30'));
    expect(await shown(app)).toHaveLength(2);
  });
});
