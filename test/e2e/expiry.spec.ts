import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findings, showIn } from './axe-findings.ts';
import { untilDemoIsRead } from './demo-robots.ts';
import { addInstance, expect, goTo, test } from './window.ts';

test('from the number of a bucket to its robots and a plan', async ({ launch, home, harbor }) => {
  const { app, page } = await launch();
  await addInstance(page, await harbor(), 'prod');
  await addInstance(page, await harbor({ version: '2.12.4' }), 'eu');
  await goTo(page, 'Overview');
  const weeks = page.getByRole('region', { name: 'Expire in the next 12 weeks' });
  const bar = weeks.getByRole('list', { name: 'Robots that expire, by week' }).getByRole('link');
  await expect(
    weeks
      .locator('svg text')
      .filter({ hasText: /^[1-9]/ })
      .first(),
  ).toBeVisible();
  const words = (await bar.first().getAttribute('aria-label')) ?? '';
  const count = /: (\d+) robots?/.exec(words)?.[1] ?? '';
  await bar.first().click();
  await expect(page.getByRole('status').filter({ hasText: `${count} of 12 robots` })).toBeVisible();

  await goTo(page, 'Expiry');
  const buckets = page.getByRole('region', { name: 'Robots by expiry' });
  await buckets.getByRole('link', { name: /Expired/ }).click();
  const chosen = page.getByRole('region', { name: /chosen$/ });
  await expect(chosen.getByRole('status')).toHaveText('2 robots chosen');
  await expect(chosen.getByRole('listitem')).toHaveCount(2);

  const filePath = join(home, 'robots.ics');
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (() =>
      Promise.resolve({ canceled: false, filePath })) as typeof dialog.showSaveDialog;
  }, filePath);
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Robots').selectOption('Expire at any time');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  await expect(dialog.getByRole('status')).toContainText('new, 0 changed, 0 cancelled');
  expect(readFileSync(filePath, 'utf8')).toContain('BEGIN:VEVENT');
  await page.keyboard.press('Escape');

  await page.getByLabel('Group by').selectOption('project');
  await page
    .getByRole('region', { name: 'Groups' })
    .getByRole('link', { name: /, Expired: \d+$/ })
    .first()
    .click();
  await expect(chosen.locator('code')).toContainText('project:');
  await buckets.getByRole('link', { name: /Expired/ }).click();
  await chosen.getByRole('button', { name: 'Renew' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Plan|Renew|Check/ })
    .last()
    .click();
  await expect(page).toHaveURL(/#\/plans\//);
});

test('zooms by the wheel and by keys, with a dot for each of few robots and bars of many', async ({
  launch,
  harbor,
}) => {
  const { page } = await launch();
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Expiry');
  const picture = page.locator('[aria-labelledby=expiry-picture]');
  const dots = picture.locator('[data-dot]');
  await expect(dots).toHaveCount(3);

  await dots.last().hover();
  const day = picture.getByRole('link').last();
  const words = (await day.getAttribute('aria-label')) ?? '';
  const pressed = (name: string) =>
    expect(page.getByRole('button', { name, exact: true })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await pressed('Quarter');
  // The robot of the week that was pointed at, by its day.
  await expect(dots).toHaveCount(1);
  await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d/);
  await expect(day).not.toHaveAttribute('aria-label', words);
  await day.click();
  await expect(page.getByRole('region', { name: /chosen$/ }).getByRole('status')).toHaveText(
    '1 robot chosen',
  );

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog').getByText('A longer time')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('-');
  await pressed('Year');
  await page.keyboard.press('-');
  await pressed('5 years');
  await page.keyboard.press('-');
  await pressed('5 years');
  await page.keyboard.press('+');
  await pressed('Year');
  await page.getByRole('button', { name: 'Now', exact: true }).click();
  await expect(page).not.toHaveURL(/from=/);
  await expect(dots).toHaveCount(3);

  simulator.seed({
    robots: Array.from({ length: 14 }, (_, number) => ({
      name: `many-${number}`,
      duration: 60,
      permissions: [],
    })),
  });
  await page.getByRole('button', { name: 'Sync all' }).click();
  await expect(picture.locator('svg path').first()).toBeVisible();
  await expect(dots).toHaveCount(0);
});

test('the month tells instances apart by letter, and says how many robots each has', async ({
  page,
  harbor,
}) => {
  await addInstance(page, await harbor(), 'prod');
  await addInstance(page, await harbor({ version: '2.12.4' }), 'eu');
  await goTo(page, 'Expiry');
  await page.getByRole('button', { name: 'Month', exact: true }).click();
  // Ten days ago or in three days: one of both is in this month.
  const day = page.getByRole('link', { name: /2 robots, eu 1, prod 1$/ }).first();
  await expect(day).toBeVisible();
  await expect(day).toHaveText(/E\s*P$/);
  await expect(day).toHaveAttribute('title', 'eu 1, prod 1');
  const legend = page.locator('[aria-labelledby=expiry-picture]').getByRole('listitem');
  await expect(legend).toHaveText([/E\s*eu/, /P\s*prod/]);
});

test('lists every group, however many there are', async ({ page, harbor }) => {
  const simulator = await harbor();
  const names = Array.from({ length: 150 }, (_, number) => `team-${String(number + 100)}`);
  simulator.seed({
    projects: names.map((name) => ({ name })),
    robots: names.map((project) => ({ name: 'ci', project, duration: 60, permissions: [] })),
  });
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Expiry');
  await page.getByLabel('Group by').selectOption('project');
  const groups = page.getByRole('region', { name: 'Groups' }).last();
  // Also those in team-a, team-b and in none, and a row for the head.
  await expect(groups.getByRole('table')).toHaveAttribute('aria-rowcount', '154');
  expect(await groups.getByRole('row').count()).toBeLessThan(50);
  await groups.evaluate((box) => box.scrollTo(0, box.scrollHeight));
  await groups.getByRole('link', { name: 'team-b: 1' }).click();
  await expect(page.getByRole('region', { name: '1 robot chosen' })).toBeVisible();
});

test('has no finding in any picture and theme', async ({ page, harbor }) => {
  await addInstance(page, await harbor(), 'prod');
  await goTo(page, 'Expiry');
  for (const theme of ['light', 'dark'] as const) {
    await showIn(page, theme);
    for (const picture of ['Month', 'Year']) {
      await page.getByRole('button', { name: picture, exact: true }).click();
      expect.soft(await findings(page), `${picture}, ${theme}`).toEqual([]);
    }
  }
});

test('from the number on Overview to renewed robots, and the number is gone', async ({
  launch,
}) => {
  test.setTimeout(180_000);
  const { page } = await launch({ args: ['--demo'] });
  await untilDemoIsRead(page);
  await goTo(page, 'Overview');
  const review = page.getByRole('button', { name: /^Review: \d+ robots .* expire within 7 days/ });
  const words = (await review.getAttribute('aria-label')) ?? '';
  const count = Number(/\d+/.exec(words)?.[0]);
  await review.click();
  const status = page.getByRole('status');
  await expect(status.filter({ hasText: `${String(count)} of 1 ` })).toBeVisible();
  await page.getByRole('grid').press('Control+a');
  await page
    .getByRole('region', { name: 'Selection' })
    .getByRole('button', { name: 'Renew' })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Plan this' }).click();
  await page.getByRole('button', { name: `Renew ${String(count)} robots` }).click();
  // Some are on an instance marked production.
  const sure = page.getByRole('dialog', { name: `Renew ${String(count)} robots?` });
  await sure.getByRole('textbox').fill(String(count));
  await sure.getByRole('button', { name: `Renew ${String(count)} robots` }).click();
  await expect(page.getByRole('button', { name: `${String(count)} done` })).toBeVisible({
    timeout: 60_000,
  });
  await goTo(page, 'Overview');
  await expect(page.getByText(/expired and not switched off/)).toBeVisible();
  await expect(review).toHaveCount(0);
});
