import type { Page } from '@playwright/test';
import { addInstance, expect, goTo, instanceRow, PASSWORD, test } from './window.ts';

/** The names of the instances, top to bottom. */
const order = (page: Page): Promise<string[]> =>
  page
    .getByRole('main')
    .getByRole('button', { name: /^Details of / })
    .evaluateAll((buttons) =>
      buttons.map((one) => (one.getAttribute('aria-label') ?? '').replace('Details of ', '')),
    );

test('puts instances in order by keyboard and by dragging, and keeps it', async ({
  launch,
  harbor,
}) => {
  const first = await launch();
  for (const name of ['a', 'b', 'c']) await addInstance(first.page, await harbor(), name);
  await first.page.getByRole('button', { name: 'c: move with the arrow keys' }).focus();
  await first.page.keyboard.press('ArrowUp');
  await expect.poll(() => order(first.page)).toEqual(['a', 'c', 'b']);
  await expect(
    first.page.getByRole('button', { name: 'c: move with the arrow keys' }),
  ).toBeFocused();
  await first.page.keyboard.press('Home');
  await expect.poll(() => order(first.page)).toEqual(['c', 'a', 'b']);
  await first.page
    .getByRole('button', { name: 'b: move with the arrow keys' })
    .dragTo(instanceRow(first.page, 'c'));
  await expect.poll(() => order(first.page)).toEqual(['b', 'c', 'a']);
  await first.close();

  const { page } = await launch();
  await goTo(page, 'Instances');
  await expect.poll(() => order(page)).toEqual(['b', 'c', 'a']);
});

test('edits an instance without asking for its password again, groups and locks it', async ({
  page,
  harbor,
}) => {
  await addInstance(page, await harbor(), 'prod');
  await addInstance(page, await harbor(), 'lab');
  await page.getByRole('main').getByRole('link', { name: 'lab', exact: true }).click();
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
  await expect(page.getByText('Leave it empty to keep the one that is stored.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('PROD');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Another instance has this name.')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.getByLabel('Name', { exact: true }).fill('test');
  await page.getByLabel('Group').fill('Others');
  await page.getByRole('radio', { name: 'violet' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Others', level: 2 }).last()).toBeVisible();
  await page.getByRole('button', { name: 'Sync now: test' }).click();
  await expect(instanceRow(page, 'test')).toContainText('Up to date');

  await page.getByRole('button', { name: 'Lock test' }).click();
  await expect(instanceRow(page, 'test')).toContainText('Locked here');
  await expect(page.getByRole('button', { name: 'Lock test', pressed: true })).toBeVisible();
});

test('a dialog that a menu opened gives the focus back to its button', async ({ page, harbor }) => {
  await addInstance(page, await harbor(), 'prod');
  const more = page.getByRole('button', { name: 'More for prod' });
  for (const name of ['Sign in again…', 'Remove…']) {
    await more.press('Enter');
    await page.getByRole('menuitem', { name }).press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(more).toBeFocused();
  }
});

test('asks before it believes that every robot has gone', async ({ page, harbor }) => {
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  simulator.reset();
  // It has the id of a robot that was there before: its creation is what tells them apart.
  const createdAt = Date.now() + 60_000;
  simulator.seed({ robots: [{ name: 'newcomer', createdAt, permissions: [] }] });
  await page.getByRole('button', { name: 'Sync now: prod' }).click();
  await expect(instanceRow(page, 'prod')).toContainText('Nothing was marked gone.');
  await goTo(page, 'Robots');
  await expect(page.getByRole('row', { name: /team-a\+ci/ })).toBeVisible();
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: /^Answer: prod/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Is prod another Harbor now?' });
  await dialog.getByRole('button', { name: 'It is a new Harbor: forget the old robots' }).click();
  await expect(dialog).toBeHidden();
  await goTo(page, 'Instances');
  await expect(instanceRow(page, 'prod')).toContainText('1 robot in');
  await expect(instanceRow(page, 'prod')).toContainText('Up to date');
});

test('a refused login stops the instance until a password is accepted', async ({
  page,
  harbor,
}) => {
  const simulator = await harbor();
  const port = Number(new URL(simulator.url).port);
  await addInstance(page, simulator, 'prod');
  await simulator.close();
  await harbor({ port, adminPassword: 'Changed12345' });
  await page.getByRole('button', { name: 'Sync now: prod' }).click();
  await expect(instanceRow(page, 'prod')).toContainText('Needs login');
  await expect(instanceRow(page, 'prod')).toContainText('6 robots');
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: /^Sign in again: prod/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in to prod again' });
  await dialog.getByLabel('Password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog.getByRole('alert')).toContainText('did not accept');
  await dialog.getByLabel('Password').fill('Changed12345');
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toBeHidden();
  await goTo(page, 'Instances');
  await expect(instanceRow(page, 'prod')).toContainText('Up to date');
});
