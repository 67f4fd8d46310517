import type { Page } from './page-globals.ts';
import { addInstance, expect, fillIn, goTo, instanceRow, openAdd, test } from './window.ts';

test('every number leads to exactly the robots it counts', async ({ page, harbor }) => {
  await addInstance(page, await harbor(), 'prod');
  await addInstance(page, await harbor({ version: '2.12.4' }), 'eu');
  const figures = [
    ['All robots', '12', '12 robots'],
    ['Active', '6', '6 of 12 robots'],
    [/^\d+ Expiring/, '2', '2 of 12 robots'],
    ['Expired', '2', '2 of 12 robots'],
    ['Disabled', '2', '2 of 12 robots'],
    ['Never expire', '2', '2 of 12 robots'],
    ['Legacy', '0', '0 of 12 robots'],
  ] as const;
  for (const [label, count, total] of figures) {
    await goTo(page, 'Overview');
    const figure = page
      .getByRole('region', { name: 'Robots by state' })
      .getByRole('link', { name: label });
    await expect(figure).toContainText(count);
    await figure.click();
    await expect(page.getByRole('status').filter({ hasText: total })).toBeVisible();
    await page.goBack();
  }
});

test('the number of projects and the latest changes lead to what they say', async ({
  page,
  harbor,
}) => {
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  const backup = [...simulator.state.robots.all()].find(({ name }) => name === 'backup');
  if (backup === undefined) throw new Error('the simulator has such a robot');
  backup.description = 'nightly';
  backup.updateTime = Date.now();
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: 'Sync all' }).click();
  const projects = page.getByRole('table').getByRole('link', { name: /^Projects of prod: / });
  const count = (await projects.textContent()) ?? '';
  await projects.click();
  await expect(
    page.getByRole('button', { name: `Only ${count} projects that are there` }),
  ).toBeVisible();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-colcount', String(Number(count) + 1));
  await goTo(page, 'Overview');
  await page
    .getByRole('region', { name: 'Latest changes' })
    .getByRole('link', { name: /backup Description changed/ })
    .click();
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(page.getByRole('article')).toContainText('nightly');
});

test('says what needs somebody in the scope, and leads there', async ({ page, harbor }) => {
  await addInstance(page, await harbor(), 'prod');
  await addInstance(page, await harbor(), 'eu');
  await goTo(page, 'Overview');
  await expect(page.getByText('1 robot of prod expires within 7 days.')).toBeVisible();
  await expect(page.getByText('1 robot of eu is expired and not switched off.')).toBeVisible();
  await page.getByRole('navigation').getByRole('button', { name: /^eu/ }).click();
  await expect(page.getByText('1 robot of prod expires within 7 days.')).toBeHidden();
  const fleet = page.getByRole('table');
  await expect(fleet.getByRole('row')).toHaveCount(2);
  await page.getByRole('navigation').getByRole('button', { name: /^eu/ }).click();
  await fleet.getByRole('button', { name: 'Instance' }).click();
  await expect(fleet.getByRole('rowheader').first()).toHaveText('eu');
  await expect(fleet.getByRole('columnheader', { name: 'Instance' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );
  await page.getByRole('navigation').getByRole('button', { name: /^eu/ }).click();
  await page.getByRole('button', { name: /^Review: 1 robot of eu expires/ }).click();
  await expect(page.getByRole('row', { name: /team-a\+ci/ })).toHaveCount(1);
  await expect(page.getByRole('status').filter({ hasText: '1 of 6 robots' })).toBeVisible();
});

test('says how far the first reading is, instead of numbers', async ({ page, harbor }) => {
  const simulator = await harbor();
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  simulator.faults.onRequest(({ target }) =>
    target.includes('/robots?') && target.includes('page_size=100') ? held : undefined,
  );
  await openAdd(page);
  await fillIn(page, { url: simulator.url, name: 'prod' });
  await page.getByRole('button', { name: 'Add this Harbor' }).click();
  await expect(instanceRow(page, 'prod')).toBeVisible();
  await goTo(page, 'Overview');
  const all = page
    .getByRole('region', { name: 'Robots by state' })
    .getByRole('link', { name: 'All robots' });
  await expect(page.getByText(/^prod is being read, \d+ %$/)).toBeVisible();
  await expect(page.getByText('Nothing was read yet.')).toBeVisible();
  await expect(all).toHaveText(/^–/);
  letGo();
  await expect(all).toHaveText(/^6/);
  await expect(page.getByText('6 robots', { exact: true })).toBeVisible();
});

test('says that nothing needs anybody, and when that was checked', async ({ page, harbor }) => {
  const simulator = await harbor();
  simulator.reset();
  simulator.seed({ robots: [{ name: 'steady', duration: -1 }] });
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Overview');
  await expect(page.getByText('Nothing needs you.')).toBeVisible();
  await expect(page.getByText('Checked just now, with data as of just now.')).toBeVisible();
  await expect(page.getByText('No robot expires')).toBeVisible();
});

test('offers a robot that reads for an administrator, until somebody has answered', async ({
  page,
  harbor,
}) => {
  await addInstance(page, await harbor(), 'prod');
  await goTo(page, 'Overview');
  const hint = page.getByText(/prod is read as admin, an administrator/);
  await expect(hint).toBeVisible();
  await page.getByRole('button', { name: 'Make one for prod…' }).click();
  const dialog = page.getByRole('dialog', { name: 'A robot that reads prod' });
  await expect(dialog).toContainText('It holds:');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Do not offer again' }).click();
  await expect(hint).toBeHidden();
  await goTo(page, 'Robots');
  await goTo(page, 'Overview');
  await expect(page.getByRole('heading', { name: 'Needs you' })).toBeVisible();
  await expect(hint).toBeHidden();
});

test('counts what expires while nobody touches anything', async ({ page, harbor }) => {
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  const backup = [...simulator.state.robots.all()].find(({ name }) => name === 'backup');
  if (backup === undefined) throw new Error('the simulator has such a robot');
  backup.expiresAt = Math.floor(Date.now() / 1_000) + 5;
  backup.updateTime = Date.now();
  await goTo(page, 'Overview');
  const expired = page.getByRole('link', { name: /^1 *Expired/ });
  await expect(expired).toBeVisible();
  await page.getByRole('button', { name: 'Sync all' }).click();
  await expect(page.getByRole('link', { name: /^2 *Expiring/ })).toBeVisible();
  // The window's clock goes on by minutes; the robot is asked about once it has really expired.
  await expect
    .poll(async () => {
      await page.evaluate(() => {
        const before = Date.now.bind(Date);
        Date.now = () => before() + 301_000;
        (globalThis as unknown as Page).document.dispatchEvent(new Event('visibilitychange'));
      });
      return page.getByRole('link', { name: /^2 *Expired/ }).count();
    })
    .toBe(1);
});

test('the palette syncs, edits, and changes the theme', async ({ page, harbor }) => {
  await addInstance(page, await harbor(), 'prod');
  const run = async (command: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.type(command);
    await expect(page.getByRole('option', { name: command }).first()).toBeVisible();
    await page.keyboard.press('Enter');
  };
  await run('Dark theme');
  await expect(page.locator('html')).toHaveClass(/dark/);
  await run('Edit prod');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('prod');
});
