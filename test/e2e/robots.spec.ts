import { expect, type Page, test } from '@playwright/test';
import { launchPurser, type LaunchedPurser } from './launch.ts';

/** The table of robots in the demo fleet, in one window for all tests; each starts afresh in it. */
let purser: LaunchedPurser;
let page: Page;
const problems: string[] = [];

test.beforeAll(async () => {
  purser = await launchPurser({ args: ['--demo'] });
  page = purser.page;
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.getByRole('link', { name: 'Robots' }).click();
  // Everything that answers was read: the instance that is down says so, nothing runs any more.
  await expect(page.getByRole('button', { name: 'Sync all' })).toBeVisible({ timeout: 40_000 });
  await expect.poll(() => rowCount()).toBeGreaterThan(1_000);
});

test.beforeEach(async () => {
  await page.evaluate(`location.hash = '#/robots'`);
  await page.reload();
  await expect(row(0)).toBeVisible();
});

test.afterEach(() => {
  expect(problems.splice(0)).toEqual([]);
});

test.afterAll(async () => {
  await purser.close();
});

const grid = () => page.getByRole('grid', { name: 'Robots' });
const line = () => page.getByRole('combobox', { name: 'Filter robots' });
const drawer = () => page.getByRole('complementary', { name: /^Robot / });
const selectionBar = () => page.getByRole('region', { name: 'Selection' });
/** A row by its place, the first being 0. */
const row = (index: number) => grid().locator(`[role=row][aria-rowindex="${index + 2}"]`);
const rowCount = async (): Promise<number> =>
  Number(await grid().getAttribute('aria-rowcount')) - 1;
const facet = (group: string, value: string) =>
  page
    .getByRole('region', { name: 'Filters' })
    .getByRole('list', { name: group })
    .getByRole('listitem')
    .filter({ hasText: value });
const asNumber = (text: string): number => Number(text.replace(/\D/g, ''));

async function filter(text: string): Promise<void> {
  await line().fill(text);
  await line().press('Enter');
  await expect(grid()).toBeFocused();
}

test('finds robots by what is typed', async () => {
  const all = await rowCount();
  await filter('name:~argocd');
  await expect.poll(rowCount).toBeLessThan(all);
  const found = await rowCount();
  expect(found).toBeGreaterThan(0);
  await expect(row(0)).toContainText('argocd');
  await expect(page.getByRole('status').filter({ hasText: / of .* robots/ })).toBeVisible();
  await grid().press('End');
  await expect(row(found - 1)).toContainText('argocd');
  expect(page.url()).toContain('q=name:~argocd');

  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect.poll(rowCount).toBe(all);
});

test('says what in a query it cannot understand, and where', async () => {
  const all = await rowCount();
  await line().fill('level:system state:nevver');
  await line().press('Enter');
  await expect(page.getByRole('alert')).toContainText('“nevver” is none of active');
  await expect(line()).toHaveAttribute('aria-invalid', 'true');
  expect(await rowCount()).toBe(all);
  await page.getByRole('button', { name: 'Show where' }).click();
  expect(await page.evaluate('getSelection().toString()')).toBe('nevver');
  await page.keyboard.type('never');
  await expect(page.getByRole('alert')).toBeHidden();
  await expect.poll(rowCount).toBeLessThan(all);
});

test('completes fields and values', async () => {
  await line().focus();
  await page.keyboard.type('sta');
  await expect(page.getByRole('option', { name: /^state/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(line()).toHaveValue('state:');
  await page.keyboard.type('dis');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(line()).toHaveValue('state:disabled ');
  await expect(row(0)).toContainText('Disabled');
});

test('filters by facets whose counts are the rows they lead to', async () => {
  const disabled = facet('State', 'Disabled');
  const count = asNumber((await disabled.textContent()) ?? '');
  await disabled.getByRole('checkbox').check();
  await expect(line()).toHaveValue('state:disabled');
  await expect.poll(rowCount).toBe(count);

  const production = facet('Instance', 'Production');
  await expect
    .poll(async () => asNumber((await production.textContent()) ?? ''))
    .toBeLessThan(count + 1);
  const both = asNumber((await production.textContent()) ?? '');
  await production.getByRole('checkbox').check();
  await expect(line()).toHaveValue('state:disabled instance:Production');
  await expect.poll(rowCount).toBe(both);

  await page.goBack();
  await expect(production.getByRole('checkbox')).not.toBeChecked();
  await expect.poll(rowCount).toBe(count);
  await line().fill('');
  await expect(disabled.getByRole('checkbox')).not.toBeChecked();
});

test('searches among many values of a facet', async () => {
  const search = page.getByRole('searchbox', { name: 'Search in Project' });
  await search.fill('payments');
  await facet('Project', 'payments').getByRole('checkbox').check();
  await expect(line()).toHaveValue('project:payments');
  await expect(row(0)).toContainText('payments');
});

test('sorts by a head, both ways, and keeps it in the address', async () => {
  const head = grid().getByRole('columnheader', { name: 'Expires', exact: true });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await expect(row(0)).toContainText('ago');
  expect(page.url()).toContain('sort=expires');
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(row(0)).not.toContainText('ago');
  await page.reload();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
});

test('opens a robot beside the table and gives the focus back', async () => {
  await grid().focus();
  await page.keyboard.press('ArrowDown');
  const name = (await row(1).locator('[data-cell=name]').textContent()) ?? '';
  await page.keyboard.press('Enter');
  await expect(drawer()).toBeFocused();
  await expect(drawer().getByRole('heading', { level: 2 })).toContainText(name);
  await expect(drawer().getByText('First seen')).toBeVisible();
  await drawer().getByRole('tab', { name: 'Permissions' }).click();
  await expect(drawer().getByRole('table').first()).toBeVisible();
  await drawer().getByRole('tab', { name: 'Raw' }).click();
  await expect(drawer().getByLabel('JSON of this robot')).toContainText(`"name": "${name}"`);

  await page.reload();
  await expect(drawer().getByRole('heading', { level: 2 })).toContainText(name);
  await drawer().getByRole('tab', { name: 'Overview' }).press('Escape');
  await expect(drawer()).toBeHidden();
  await expect(grid()).toBeFocused();
});

test('keeps what is selected while the rows change', async () => {
  await grid().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
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
  await grid().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await selectionBar().getByRole('button', { name: 'Tag', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Tag 2 robots' });
  await dialog.getByLabel('Add these tags').fill('on call');
  await page.keyboard.press('Enter');
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

test('limits every page to an instance', async () => {
  const all = await rowCount();
  await page.getByRole('button', { name: /^Old lab/ }).click();
  await expect.poll(rowCount).toBeLessThan(all);
  await expect(row(0)).toContainText('Old lab');
  const few = await rowCount();
  await page.getByRole('button', { name: /^Production/ }).click({ modifiers: ['Control'] });
  await expect.poll(rowCount).toBeGreaterThan(few);
  const chips = page.getByRole('list', { name: 'Limited to these instances' });
  await expect(chips.getByRole('listitem')).toHaveText(['Old lab', 'Production']);
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(chips.getByRole('listitem')).toHaveCount(2);
  await page.goBack();
  await chips.getByRole('button', { name: 'Show more than Old lab' }).click();
  await chips.getByRole('button', { name: 'Show more than Production' }).click();
  await expect.poll(rowCount).toBe(all);
});

test('keeps a filter as a view', async () => {
  const views = page.getByRole('navigation', { name: 'Views' });
  await filter('level:system state:never');
  await views.getByRole('button', { name: 'Save as view' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Forever and everywhere');
  await page.keyboard.press('Enter');
  const own = views.getByRole('button', { name: 'Forever and everywhere', exact: true });
  await expect(own).toHaveAttribute('aria-current', 'true');
  await views.getByRole('button', { name: 'All', exact: true }).click();
  await expect(line()).toHaveValue('');
  await own.click();
  await expect(line()).toHaveValue('level:system state:never');
  await views.getByRole('button', { name: 'Remove the view Forever and everywhere' }).click();
  await expect(own).toBeHidden();
});

test('says why there is nothing to see', async () => {
  await line().fill('name:nobody-is-called-so');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await expect(row(0)).toBeVisible();
  await page.getByRole('button', { name: /^Branch Porto/ }).click();
  await expect(page.getByText('Nothing synced yet')).toBeVisible();
  await page.getByRole('button', { name: 'Show more than Branch Porto' }).click();
  await expect(row(0)).toBeVisible();
});

test('shows other columns, remembered', async () => {
  await page.getByRole('button', { name: 'Columns' }).click();
  const menu = page.getByRole('list', { name: 'Columns' });
  await menu.getByRole('checkbox', { name: 'Project' }).uncheck();
  await menu.getByRole('checkbox', { name: 'Updated' }).check();
  await page.keyboard.press('Escape');
  const heads = grid().getByRole('columnheader');
  await expect(heads.filter({ hasText: 'Project' })).toBeHidden();
  await expect(heads.filter({ hasText: 'Updated' })).toBeAttached();
  await expect
    .poll(() => page.evaluate(`window.purser.calls['settings.get']()`))
    .toMatchObject({ value: { table: { columns: expect.arrayContaining(['updated']) } } });
  await page.reload();
  await expect(heads.filter({ hasText: 'Updated' })).toBeAttached();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('button', { name: 'As they were at first' }).click();
  await expect(heads.filter({ hasText: 'Project' })).toBeAttached();
});

test('does everything from the keyboard', async () => {
  await page.keyboard.press('1');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await page.keyboard.press('2');
  await expect(row(0)).toBeVisible();
  await page.keyboard.press('/');
  await expect(line()).toBeFocused();
  await page.keyboard.type('level:project');
  await page.keyboard.press('Enter');
  await expect(grid()).toBeFocused();
  await page.keyboard.press('End');
  const last = (await rowCount()) - 1;
  await expect(row(last)).toBeVisible();
  await expect(grid()).toHaveAttribute(
    'aria-activedescendant',
    (await row(last).getAttribute('id')) ?? '',
  );
  await page.keyboard.press('Home');
  await expect(row(0)).toBeVisible();
  await page.keyboard.press('Control+a');
  await expect(selectionBar()).toContainText(/selected$|selected/);
  await page.keyboard.press('Escape');
  await expect(selectionBar()).toBeHidden();
  await page.keyboard.press('Enter');
  await expect(drawer()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(grid()).toBeFocused();

  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys' });
  await expect(help).toContainText('Select all that match');
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await expect(grid()).toBeFocused();
});

test('leads from the palette to a robot, a project and an action', async () => {
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await page.keyboard.press('Control+k');
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('argocd');
  const robots = palette.getByRole('group', { name: 'Robots' }).getByRole('option');
  await expect(robots.first()).toContainText('argocd');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(drawer().getByRole('heading', { level: 2 })).toContainText('argocd');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('payments');
  await palette.getByRole('group', { name: 'Projects' }).getByRole('option').first().click();
  await expect(line()).toHaveValue('project:payments');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('all keys');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('stays in place while robots are read again', async () => {
  await grid().focus();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('PageDown');
  const active = (await grid().getAttribute('aria-activedescendant')) ?? '';
  const before = await page.locator(`#${active}`).boundingBox();
  await page.keyboard.press('Control+r');
  await expect(page.getByRole('status').filter({ hasText: 'Syncing' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sync all' })).toBeVisible({ timeout: 40_000 });
  await expect(grid()).toHaveAttribute('aria-activedescendant', active);
  expect(await page.locator(`#${active}`).boundingBox()).toEqual(before);
});
