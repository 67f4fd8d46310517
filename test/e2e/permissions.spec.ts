import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { untilDemoIsRead } from './demo-robots.ts';
import { activeName } from './matrix.ts';
import { expect, focusRows, test } from './window.ts';

test('the permissions of the demo fleet, by keyboard alone', async ({ launch, home }) => {
  const { app, page } = await launch({ args: ['--demo'] });
  const tabs = page.getByRole('navigation', { name: 'Views of permissions' });
  const panel = page.getByRole('complementary').last();
  await untilDemoIsRead(page);

  await test.step('a cell says why, and leads to a plan', async () => {
    await page.keyboard.press('4');
    await expect(page).toHaveURL(/#\/permissions$/);
    const grid = page.getByRole('grid', { name: 'Robots and permissions' });
    await expect(grid.getByRole('row').nth(3)).toBeVisible();
    await page.keyboard.press('/');
    await page.keyboard.type('name:break-glass');
    await page.keyboard.press('Enter');
    await expect(grid).toBeFocused();
    await expect(page.getByRole('status').filter({ hasText: /^1 of/ })).toBeVisible();
    await expect(async () => {
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowRight');
      expect(await activeName(page)).toMatch(/^robot\$break-glass, .*, through all projects$/);
    }).toPass();
    await page.keyboard.press('Enter');
    await expect(panel.getByText(/^It holds \S+ on all projects\.$/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(grid).toBeFocused();

    await page.keyboard.press('ArrowUp');
    await expect.poll(() => activeName(page)).toMatch(/^repository \w+, in projects: 1$/);
    await page.keyboard.press('Enter');
    const link = panel.getByRole('link', { name: '1 robot may do this' });
    await expect(link).toHaveAttribute('href', /may:repository/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await expect(page.getByText('1 selected')).toBeVisible();
  });

  await test.step('counts lead to the same robots', async () => {
    await tabs.getByRole('link', { name: 'Catalogue' }).press('Enter');
    const count = page.getByRole('link', { name: /^\d+ robots? may do robot:create$/ }).first();
    const words = (await count.getAttribute('aria-label')) ?? '';
    await count.press('Enter');
    const shown = words.replace(/ may.*/, '');
    await expect(
      page.getByRole('status').filter({ hasText: new RegExp(`^${shown.split(' ')[0]} of`) }),
    ).toBeVisible();
  });

  await test.step('who can push, and the way into the matrix of projects', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Permissions: Who can');
    await page.keyboard.press('Enter');
    await page.getByLabel('In the project').fill('web-shop');
    const answer = page.getByRole('status').filter({ hasText: /robots can/ });
    await expect(answer).toContainText('web-shop is on');
    const robots = page.getByRole('grid', { name: 'Robots that can' });
    await expect(robots.getByText(/^It holds repository:push on /).first()).toBeVisible();
    await tabs.getByRole('link', { name: 'Robots × projects' }).press('Enter');
    const grid = page.getByRole('grid', { name: 'Robots and projects' });
    await expect(grid.getByRole('row').nth(3)).toBeVisible();
    await grid.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('End');
    await expect.poll(() => activeName(page)).toMatch(/^robot\$.+, project \S+, /);
  });

  await test.step('robots side by side, from a selection', async () => {
    await page.keyboard.press('2');
    const grid = page.getByRole('grid', { name: 'Robots' });
    await expect(grid.getByRole('row').nth(3)).toBeVisible();
    await focusRows(grid);
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByRole('link', { name: 'Compare' }).press('Enter');
    await expect(page).toHaveURL(/permissions\/compare\?.*of=\d+(,|%2C)\d+/);
    await expect(page.getByRole('button', { name: /^Leave out/ })).toHaveCount(2);
  });

  await test.step('an upgrade, with what it refuses', async () => {
    await page.getByRole('button', { name: 'Show more than Production' }).press('Enter');
    await tabs.getByRole('link', { name: 'Before you upgrade' }).press('Enter');
    await expect(page.getByRole('heading', { name: /hold permissions that Harbor/ })).toBeVisible();
    await expect(page.getByText('goharbor/harbor#19627')).toBeVisible();
  });

  await test.step('a matrix as a file', async () => {
    const filePath = join(home, 'matrix.svg');
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = (() =>
        Promise.resolve({ canceled: false, filePath })) as typeof dialog.showSaveDialog;
    }, filePath);
    await tabs.getByRole('link', { name: 'Robots × permissions' }).press('Enter');
    await page.getByRole('button', { name: 'Export' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('As').selectOption('svg');
    await dialog.getByRole('button', { name: 'Save…' }).press('Enter');
    await expect(dialog.getByRole('status')).toContainText(
      /Saved 1\s\d{3}\srobots by \d+\scolumns/,
    );
    expect(readFileSync(filePath, 'utf8')).toContain('robot$break-glass');
  });
});
