import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../shared/simulator/simulator.ts';
import { launchPurser, type LaunchedPurser, type LaunchOptions } from './launch.ts';

export { expect };

/** The password of `admin` in every Harbor that `harbor()` starts, unless the test says another. */
export const PASSWORD = 'Harbor12345';

const DAY = 86_400_000;

interface Fixtures {
  /** A data folder that outlives the window, for tests that start twice. */
  readonly home: string;
  /** Starts the app, and closes it when the test ends. Fails the test on any error in the page. */
  readonly launch: (options?: LaunchOptions) => Promise<LaunchedPurser>;
  /** A simulated Harbor with a handful of robots that listens until the test ends. */
  readonly harbor: (options?: Partial<SimulatorOptions>) => Promise<Simulator>;
}

/** What goes wrong in the page without anybody seeing it. */
function watch(page: Page): string[] {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('request', (request) => {
    if (!/^(app|data|blob|devtools):/.test(request.url())) problems.push(request.url());
  });
  return problems;
}

/** Tests of the real window: `home`, `launch` and `harbor`; `page` is a window of a new start. */
export const test = base.extend<Fixtures>({
  home: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), 'purser-'));
    await use(home);
    rmSync(home, { recursive: true, force: true });
  },
  launch: async ({ home }, use, testInfo) => {
    const open: LaunchedPurser[] = [];
    const problems: string[][] = [];
    await use(async (options = {}) => {
      const purser = await launchPurser({ home, ...options });
      open.push(purser);
      problems.push(watch(purser.page));
      // The frame is painted before it is known which page comes first.
      await purser.page.waitForURL(/#\/./);
      return purser;
    });
    const log = join(home, 'logs', 'purser.log');
    if (testInfo.status !== testInfo.expectedStatus && existsSync(log)) {
      process.stderr.write(
        `The log of Purser in “${testInfo.title}”:\n${readFileSync(log, 'utf8')}\n`,
      );
    }
    for (const purser of open) await purser.close();
    expect(problems.flat()).toEqual([]);
  },
  page: async ({ launch }, use) => {
    const { page } = await launch();
    await use(page);
  },
  harbor: async ({}, use) => {
    const open: Simulator[] = [];
    await use(async (options = {}) => {
      const simulator = createSimulator({
        version: '2.14.4',
        seed: 1,
        adminPassword: PASSWORD,
        ...options,
      });
      plantFew(simulator);
      await simulator.listen();
      open.push(simulator);
      return simulator;
    });
    for (const simulator of open) await simulator.close();
  },
});

/** Three projects and six robots: one critical, one expired, one without end. */
function plantFew(simulator: Simulator): void {
  const pull = (namespace: string) => ({
    kind: 'project' as const,
    namespace,
    access: [{ resource: 'repository', action: 'pull' }],
  });
  const daysAgo = (days: number): number => Date.now() - days * DAY;
  simulator.seed({
    projects: [{ name: 'team-a' }, { name: 'team-b' }],
    robots: [
      { name: 'deploy', duration: -1, permissions: [pull('*')] },
      { name: 'backup', duration: 90, createdAt: daysAgo(10), permissions: [pull('*')] },
      { name: 'ci', project: 'team-a', duration: 30, createdAt: daysAgo(27) },
      { name: 'scan', project: 'team-a', duration: 365, createdAt: daysAgo(10) },
      { name: 'old', project: 'team-b', duration: 30, createdAt: daysAgo(40) },
      { name: 'paused', project: 'team-b', duration: 90, createdAt: daysAgo(5), disabled: true },
    ].map((robot) => ({ permissions: [pull(robot.project ?? '*')], ...robot })),
  });
}

/** Fills in the form of a new instance as a person does, without saving it. */
export async function fillIn(
  page: Page,
  what: { url: string; name?: string; username?: string; password?: string; http?: boolean },
): Promise<void> {
  await page.getByLabel('Address', { exact: true }).fill(what.url);
  await page.getByLabel('Address', { exact: true }).blur();
  if (what.http ?? what.url.startsWith('http:')) {
    await page.getByLabel('Use plain http for this instance').check();
  }
  if (what.name !== undefined) await page.getByLabel('Name', { exact: true }).fill(what.name);
  await page.getByLabel('User name').fill(what.username ?? 'admin');
  await page.getByLabel('Password', { exact: true }).fill(what.password ?? PASSWORD);
}

/** Opens the page that adds an instance, from wherever the window is. */
export async function openAdd(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /^(Add a Harbor|Add an instance)$/ })
    .first()
    .click();
  await expect(page.getByLabel('Address', { exact: true })).toBeFocused();
}

/** Adds an instance by hand, waits until its robots were read, and ends on the list of instances. */
export async function addInstance(page: Page, simulator: Simulator, name: string): Promise<void> {
  await openAdd(page);
  await fillIn(page, { url: simulator.url, name });
  await page.getByRole('button', { name: 'Add this Harbor' }).click();
  await expect(instanceRow(page, name)).toContainText('Up to date');
}

/** Goes to a page by the sidebar. */
export async function goTo(
  page: Page,
  name: 'Overview' | 'Robots' | 'Expiry' | 'Permissions' | 'Instances' | 'Settings',
): Promise<void> {
  const link = new RegExp(`^${name}\\b`);
  // Pages may have a navigation of their own; the sidebar is the first.
  await page.getByRole('navigation').first().getByRole('link', { name: link }).click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
}

/** Moves the focus to a table once it has an active row: keys before that say nothing to it. */
export async function focusRows(grid: Locator): Promise<void> {
  await grid.focus();
  await expect(grid).toHaveAttribute('aria-activedescendant', /./);
}

/** One instance in the list of instances. */
export function instanceRow(page: Page, name: string) {
  return page.getByRole('listitem').filter({
    has: page.getByRole('button', { name: `Details of ${name}`, exact: true }),
  });
}
