import { expect, test } from '@playwright/test';
import { asNumber, openDemoRobots } from './demo-robots.ts';

const demo = openDemoRobots();
const { grid, line, row, rowCount, facet, filter } = demo;

test('finds robots by what is typed', async () => {
  const all = await rowCount();
  await filter('name:~argocd');
  await expect.poll(rowCount).toBeLessThan(all);
  const found = await rowCount();
  expect(found).toBeGreaterThan(0);
  await expect(row(0)).toContainText('argocd');
  await expect(demo.page.getByRole('status').filter({ hasText: / of .* robots/ })).toBeVisible();
  await grid().press('End');
  await expect(row(found - 1)).toContainText('argocd');
  expect(demo.page.url()).toContain('q=name:~argocd');

  await demo.page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect.poll(rowCount).toBe(all);
});

test('says what in a query it cannot understand, and where', async () => {
  const all = await rowCount();
  await line().fill('level:system state:nevver');
  await line().press('Enter');
  await expect(demo.page.getByRole('alert')).toContainText('“nevver” is none of active');
  await expect(demo.page.getByRole('alert')).toContainText('The rows are still all robots.');
  await expect(line()).toHaveAttribute('aria-invalid', 'true');
  expect(await rowCount()).toBe(all);
  await demo.page.getByRole('button', { name: 'Show where' }).click();
  await expect.poll(() => demo.page.evaluate('getSelection().toString()')).toBe('nevver');
  await demo.page.keyboard.type('never');
  await expect(demo.page.getByRole('alert')).toBeHidden();
  await expect.poll(rowCount).toBeLessThan(all);
  await filter('level:system');
  await line().fill('stat:x');
  await line().press('Enter');
  await expect(demo.page.getByRole('alert')).toContainText('those of the last filter.');
});

test('completes fields and values', async () => {
  await line().focus();
  await demo.page.keyboard.type('sta');
  await expect(demo.page.getByRole('option', { name: /^state/ })).toBeVisible();
  await demo.page.keyboard.press('ArrowDown');
  await demo.page.keyboard.press('Enter');
  await expect(line()).toHaveValue('state:');
  await demo.page.keyboard.type('dis');
  await demo.page.keyboard.press('ArrowDown');
  await demo.page.keyboard.press('Tab');
  await expect(line()).toHaveValue('state:disabled ');
  await expect(row(0)).toContainText('Disabled');
});

test('takes no completion because the pointer happens to lie where the list opens', async () => {
  await line().fill('state:disabled');
  await line().press('Enter');
  await expect(grid()).toBeFocused();
  const { x, y, height } = (await line().boundingBox()) ?? { x: 0, y: 0, height: 0 };
  await demo.page.mouse.move(x + 60, y + height + 60);
  await line().fill('');
  await expect(demo.page.getByRole('option').nth(4)).toBeVisible();
  await line().press('Enter');
  await expect(grid()).toBeFocused();
  await expect(line()).toHaveValue('');
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

  await demo.page.goBack();
  await expect(production.getByRole('checkbox')).not.toBeChecked();
  await expect.poll(rowCount).toBe(count);
  await line().fill('');
  await expect(disabled.getByRole('checkbox')).not.toBeChecked();
});

test('searches among many values of a facet', async () => {
  const search = demo.page.getByRole('searchbox', { name: 'Search in Project' });
  await search.fill('payments');
  await facet('Project', 'payments').getByRole('checkbox').check();
  await expect(line()).toHaveValue('project:payments');
  await expect(row(0)).toContainText('payments');
});

test('limits every page to an instance', async () => {
  const all = await rowCount();
  await demo.page.getByRole('button', { name: /^Old lab/ }).click();
  await expect.poll(rowCount).toBeLessThan(all);
  await expect(row(0)).toContainText('Old lab');
  const few = await rowCount();
  await demo.page.getByRole('button', { name: /^Production/ }).click({ modifiers: ['Control'] });
  await expect.poll(rowCount).toBeGreaterThan(few);
  const chips = demo.page.getByRole('list', { name: 'Limited to these instances' });
  await expect(chips.getByRole('listitem')).toHaveText(['Old lab', 'Production']);
  await demo.page.getByRole('link', { name: 'Overview' }).click();
  await expect(chips.getByRole('listitem')).toHaveCount(2);
  await demo.page.goBack();
  await chips.getByRole('button', { name: 'Show more than Old lab' }).click();
  await chips.getByRole('button', { name: 'Show more than Production' }).click();
  await expect.poll(rowCount).toBe(all);
});

test('keeps a filter as a view', async () => {
  const views = demo.page.getByRole('navigation', { name: 'Views' });
  await filter('level:system state:never');
  await views.getByRole('button', { name: 'Save as view' }).click();
  await demo.page.getByRole('dialog').getByLabel('Name').fill('Forever and everywhere');
  await demo.page.keyboard.press('Enter');
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
  await expect(demo.page.getByText('Nothing matches')).toBeVisible();
  await demo.page.getByRole('button', { name: 'Clear filter' }).click();
  await expect(row(0)).toBeVisible();
  await demo.page.getByRole('button', { name: /^Branch Porto/ }).click();
  await expect(demo.page.getByText('Nothing synced yet')).toBeVisible();
  await demo.page.getByRole('button', { name: 'Show more than Branch Porto' }).click();
  await expect(row(0)).toBeVisible();
});
