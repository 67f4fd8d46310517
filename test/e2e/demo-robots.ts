import { expect, type Locator, type Page, test } from '@playwright/test';
import { launchPurser, type LaunchedPurser } from './launch.ts';

/** The table of robots in the demo fleet, in one window for all tests of a file. */
export interface DemoRobots {
  readonly page: Page;
  readonly grid: () => Locator;
  readonly line: () => Locator;
  readonly drawer: () => Locator;
  readonly selectionBar: () => Locator;
  /** A row by its place, the first being 0. */
  readonly row: (index: number) => Locator;
  readonly rowCount: () => Promise<number>;
  readonly facet: (group: string, value: string) => Locator;
  /** Types a query and waits until it holds. */
  readonly filter: (text: string) => Promise<void>;
}

/** A number as the window writes it, with spaces between the thousands. */
export const asNumber = (text: string): number => Number(text.replace(/\D/g, ''));

/** Waits until every instance of the demo that answers was read: no number changes any more. */
export async function untilDemoIsRead(page: Page): Promise<void> {
  const side = page.getByRole('navigation', { name: 'Pages and instances' });
  await expect(side).not.toContainText('Not synced yet', { timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Sync all' })).toBeVisible({ timeout: 60_000 });
  await expect(side.getByRole('link', { name: /^Robots 1 \d{3}$/ })).toBeVisible();
}

/** Opens the demo before the tests of a file; each of them starts afresh in its window. */
export function openDemoRobots(): DemoRobots {
  let purser: LaunchedPurser;
  const problems: string[] = [];

  const demo: DemoRobots = {
    get page() {
      return purser.page;
    },
    grid: () => demo.page.getByRole('grid', { name: 'Robots' }),
    line: () => demo.page.getByRole('combobox', { name: 'Filter robots' }),
    drawer: () => demo.page.getByRole('complementary', { name: /^Robot / }),
    selectionBar: () => demo.page.getByRole('region', { name: 'Selection' }),
    row: (index) => demo.grid().locator(`[role=row][aria-rowindex="${index + 2}"]`),
    rowCount: async () => Number(await demo.grid().getAttribute('aria-rowcount')) - 1,
    facet: (group, value) =>
      demo.page
        .getByRole('region', { name: 'Filters' })
        .getByRole('list', { name: group })
        .getByRole('listitem')
        .filter({ hasText: value }),
    async filter(text) {
      await demo.line().fill(text);
      await demo.line().press('Enter');
      await expect(demo.grid()).toBeFocused();
    },
  };

  test.beforeAll(async () => {
    purser = await launchPurser({ args: ['--demo'] });
    const { page } = purser;
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    const side = page.getByRole('navigation', { name: 'Pages and instances' });
    await side.getByRole('link', { name: 'Robots' }).click();
    await untilDemoIsRead(page);
    await expect.poll(() => demo.rowCount()).toBeGreaterThan(1_000);
  });

  test.beforeEach(async () => {
    await demo.page.evaluate(`location.hash = '#/robots'`);
    await demo.page.reload();
    await expect(demo.row(0)).toBeVisible();
  });

  test.afterEach(() => {
    expect(problems.splice(0)).toEqual([]);
  });

  test.afterAll(async () => {
    await purser.close();
  });

  return demo;
}
