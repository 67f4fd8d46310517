import type { Page } from '@playwright/test';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { activeName, moveTo, tabTo } from './matrix.ts';
import { addInstance, expect, test } from './window.ts';

/** The column as a cell and its head are called. */
const PUSH = 'repository push, in projects';

const matrix = (page: Page) => page.getByRole('grid', { name: 'Robots and permissions' });
const panel = (page: Page) => page.getByRole('complementary').last();

/** Harbor's own word on which robots may push. */
const pushers = (simulator: Simulator): string[] =>
  [...simulator.state.robots.all()]
    .filter(({ grants }) => grants.some(({ action }) => action === 'push'))
    .map(({ name }) => name)
    .sort();

/** The matrix with every permission that may be given, the focus on its first cell. */
async function openMatrix(page: Page): Promise<void> {
  await page.keyboard.press('4');
  await expect(matrix(page).getByRole('rowheader', { name: /deploy/ })).toBeVisible();
  const shown = page.getByLabel('Which permissions');
  await tabTo(page, shown);
  await page.keyboard.type('All');
  await expect(shown).toHaveValue('all');
  await tabTo(page, matrix(page));
  await expect.poll(() => activeName(page)).not.toBeNull();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Home');
}

/** Applies the plan that was made, and comes back to the matrix. */
async function applyPlan(page: Page, button: string, done: string): Promise<void> {
  await expect(page).toHaveURL(/#\/plans?\//);
  await tabTo(page, page.getByRole('button', { name: button }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: done })).toBeVisible();
  await openMatrix(page);
}

test('permissions are given and taken from cells, rows and a column, by keyboard alone', async ({
  page,
  harbor,
}) => {
  test.setTimeout(120_000);
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  await openMatrix(page);

  await test.step('given to the rows that are selected', async () => {
    for (const name of ['backup', 'deploy']) {
      await moveTo(page, 'ArrowDown', new RegExp(`^robot\\$${name}\\b`));
      await page.keyboard.press('Space');
    }
    await expect(page.getByText('2 selected')).toBeVisible();
    await moveTo(page, 'ArrowRight', new RegExp(`, ${PUSH}, `));
    await moveTo(page, 'ArrowUp', new RegExp(`^${PUSH}: 0$`));
    await page.keyboard.press('Enter');
    await tabTo(page, panel(page).getByRole('button', { name: 'Give it to 2 selected robots…' }));
    await page.keyboard.press('Enter');
    await applyPlan(page, 'Change 2 robots', '2 done');
    expect(pushers(simulator)).toEqual(['backup', 'deploy']);
    await moveTo(page, 'ArrowRight', new RegExp(`, ${PUSH}, `));
    await moveTo(page, 'ArrowDown', /^robot\$deploy\b/);
    await expect.poll(() => activeName(page)).toBe(`robot$deploy, ${PUSH}, through all projects`);
  });

  await test.step('given to the robot of a cell', async () => {
    await moveTo(page, 'ArrowUp', /^robot\$team-a\+ci\b/);
    await page.keyboard.press('Enter');
    await expect(panel(page).getByText('It may not: nothing that it holds')).toBeVisible();
    await tabTo(page, panel(page).getByRole('button', { name: 'Give it…' }));
    await page.keyboard.press('Enter');
    await applyPlan(page, 'Change 1 robot', '1 done');
    expect(pushers(simulator)).toEqual(['backup', 'deploy', 'team-a+ci']);
    await moveTo(page, 'ArrowRight', new RegExp(`, ${PUSH}, `));
    await moveTo(page, 'ArrowDown', /^robot\$team-a\+ci\b/);
    await expect.poll(() => activeName(page)).toBe(`robot$team-a+ci, ${PUSH}, in named projects`);
  });

  await test.step('taken from everybody who holds it', async () => {
    await moveTo(page, 'ArrowUp', new RegExp(`^${PUSH}: 3$`));
    await page.keyboard.press('Enter');
    await tabTo(page, panel(page).getByRole('button', { name: 'Take it away…' }));
    await page.keyboard.press('Enter');
    await applyPlan(page, 'Change 3 robots', '3 done');
    expect(pushers(simulator)).toEqual([]);
    await moveTo(page, 'ArrowRight', new RegExp(`, ${PUSH}, `));
    await moveTo(page, 'ArrowUp', new RegExp(`^${PUSH}: 0$`));
  });
});
