import { expect, test } from '@playwright/test';
import { asNumber, openDemoRobots } from './demo-robots.ts';
import { focusRows } from './window.ts';

const demo = openDemoRobots();
const { grid, line, drawer, selectionBar, row, rowCount, facet, filter } = demo;

test('sorts by a head, both ways, and keeps it in the address', async () => {
  const head = grid().getByRole('columnheader', { name: 'Expires', exact: true });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  const expires = row(0).locator('[data-cell=expires]');
  await expect(expires).toContainText('ago');
  expect(demo.page.url()).toContain('sort=expires');
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(expires).not.toContainText('ago');
  await demo.page.reload();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
});

test('opens a robot beside the table and gives the focus back', async () => {
  await grid().focus();
  await demo.page.keyboard.press('ArrowDown');
  const name = (await row(1).locator('[data-cell=name]').textContent()) ?? '';
  await demo.page.keyboard.press('Enter');
  await expect(drawer()).toBeFocused();
  await expect(drawer().getByRole('heading', { level: 2 })).toContainText(name);
  await expect(drawer().getByText('First seen')).toBeVisible();
  await drawer().getByRole('tab', { name: 'Permissions' }).click();
  await expect(drawer().getByRole('table').first()).toBeVisible();
  await drawer().getByRole('tab', { name: 'Raw' }).click();
  await expect(drawer().getByLabel('JSON of this robot')).toContainText(`"name": "${name}"`);

  await demo.page.reload();
  await expect(drawer().getByRole('heading', { level: 2 })).toContainText(name);
  await drawer().getByRole('tab', { name: 'Overview' }).press('Escape');
  await expect(drawer()).toBeHidden();
  await expect(grid()).toBeFocused();
});

test('keeps what is selected while the rows change', async () => {
  await focusRows(grid());
  await demo.page.keyboard.press('Space');
  await demo.page.keyboard.press('Shift+ArrowDown');
  await demo.page.keyboard.press('Shift+ArrowDown');
  await expect(selectionBar()).toContainText('3 selected');
  const hidden = (await row(0).locator('[data-cell=name]').textContent()) ?? '';
  await filter(`-name:${hidden}`);
  await expect(selectionBar()).toContainText('3 selected, 1 not shown');
  await selectionBar()
    .getByRole('button', { name: /^Select all/ })
    .click();
  const all = await rowCount();
  await expect(selectionBar()).toContainText(/selected, 1 not shown/);
  expect(asNumber((await selectionBar().getByRole('status').textContent()) ?? '')).toBeGreaterThan(
    all,
  );
  await selectionBar().getByRole('button', { name: 'Clear selection' }).click();
  await expect(selectionBar()).toBeHidden();
});

test('tags what is selected, and finds it by the tag', async () => {
  await focusRows(grid());
  await demo.page.keyboard.press('Space');
  await demo.page.keyboard.press('Shift+ArrowDown');
  await selectionBar().getByRole('button', { name: 'Tag', exact: true }).click();
  const dialog = demo.page.getByRole('dialog', { name: 'Tag 2 robots' });
  await dialog.getByLabel('Add these tags').fill('on call');
  await demo.page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Save tags' }).click();
  await expect(dialog).toBeHidden();
  await facet('Tag', 'on call').getByRole('checkbox').check();
  await expect(line()).toHaveValue('tag:"on call"');
  await expect.poll(rowCount).toBe(2);

  await row(0).locator('[data-cell=name]').click();
  await drawer()
    .getByRole('button', { name: /on call/ })
    .click();
  await expect.poll(rowCount).toBe(1);
});

test('shows other columns, remembered', async () => {
  await demo.page.getByRole('button', { name: 'Columns' }).click();
  const menu = demo.page.getByRole('list', { name: 'Columns' });
  await menu.getByRole('checkbox', { name: 'Project' }).uncheck();
  await menu.getByRole('checkbox', { name: 'Updated' }).check();
  await demo.page.keyboard.press('Escape');
  const heads = grid().getByRole('columnheader');
  await expect(heads.filter({ hasText: 'Project' })).toBeHidden();
  await expect(heads.filter({ hasText: 'Updated' })).toBeAttached();
  await expect
    .poll(() => demo.page.evaluate(`window.purser.calls['settings.get']()`))
    .toMatchObject({ value: { table: { columns: expect.arrayContaining(['updated']) } } });
  await demo.page.reload();
  await expect(heads.filter({ hasText: 'Updated' })).toBeAttached();
  await demo.page.getByRole('button', { name: 'Columns' }).click();
  await demo.page.getByRole('button', { name: 'As they were at first' }).click();
  await expect(heads.filter({ hasText: 'Project' })).toBeAttached();
});

test('does everything from the keyboard', async () => {
  await demo.page.keyboard.press('1');
  await expect(demo.page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await demo.page.keyboard.press('2');
  await expect(row(0)).toBeVisible();
  await demo.page.keyboard.press('/');
  await expect(line()).toBeFocused();
  await demo.page.keyboard.type('level:project');
  await demo.page.keyboard.press('Enter');
  await expect(grid()).toBeFocused();
  await demo.page.keyboard.press('End');
  const last = (await rowCount()) - 1;
  await expect(row(last)).toBeVisible();
  await expect(grid()).toHaveAttribute(
    'aria-activedescendant',
    (await row(last).getAttribute('id')) ?? '',
  );
  await demo.page.keyboard.press('Home');
  await expect(row(0)).toBeVisible();
  await demo.page.keyboard.press('Control+a');
  await expect(selectionBar()).toContainText(/selected$|selected/);
  await demo.page.keyboard.press('Escape');
  await expect(selectionBar()).toBeHidden();
  await demo.page.keyboard.press('Enter');
  await expect(drawer()).toBeFocused();
  await demo.page.keyboard.press('Escape');
  await expect(grid()).toBeFocused();

  await demo.page.keyboard.press('?');
  const help = demo.page.getByRole('dialog', { name: 'Keys' });
  await expect(help).toContainText('Select all that match');
  await demo.page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await expect(grid()).toBeFocused();
});

test('leads from the palette to a robot, a project and an action', async () => {
  const palette = demo.page.getByRole('dialog', { name: 'Command palette' });
  await demo.page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await demo.page.keyboard.type('argocd');
  const robots = palette.getByRole('group', { name: 'Robots' }).getByRole('option');
  await expect(robots.first()).toContainText('argocd');
  await demo.page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(drawer().getByRole('heading', { level: 2 })).toContainText('argocd');

  await demo.page.keyboard.press('Control+k');
  await demo.page.keyboard.type('payments');
  await palette.getByRole('group', { name: 'Projects' }).getByRole('option').first().click();
  await expect(line()).toHaveValue('project:payments');

  await demo.page.keyboard.press('Control+k');
  await demo.page.keyboard.type('all keys');
  await demo.page.keyboard.press('Enter');
  await expect(demo.page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await demo.page.keyboard.press('Escape');
});

test('stays in place while robots are read again', async () => {
  await grid().focus();
  for (let press = 0; press < 3; press += 1) await demo.page.keyboard.press('PageDown');
  // The row is drawn a moment after the key.
  await expect(grid()).toHaveAttribute('aria-activedescendant', /./);
  const active = (await grid().getAttribute('aria-activedescendant')) ?? '';
  const before = await demo.page.locator(`#${active}`).boundingBox();
  await demo.page.keyboard.press('Control+r');
  await expect(demo.page.getByRole('status').filter({ hasText: 'Syncing' })).toBeVisible();
  await expect(demo.page.getByRole('button', { name: 'Sync all' })).toBeVisible({
    timeout: 40_000,
  });
  await expect(grid()).toHaveAttribute('aria-activedescendant', active);
  expect(await demo.page.locator(`#${active}`).boundingBox()).toEqual(before);
});
