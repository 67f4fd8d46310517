import type { ElectronApplication } from '@playwright/test';
import type { Page as PageGlobals } from './page-globals.ts';
import { expect, test } from './window.ts';

/** Chooses an entry of the application menu, as a click would. */
const choose = (app: ElectronApplication, label: string): Promise<void> =>
  app.evaluate(({ BrowserWindow, Menu }, wanted) => {
    const entries = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? []);
    const entry = entries?.find((one) => one.label === wanted);
    if (entry === undefined) throw new Error(`the menu has no ${wanted}`);
    entry.click(undefined, BrowserWindow.getAllWindows()[0]);
  }, label);

const bounds = (app: ElectronApplication): Promise<{ width: number; height: number }> =>
  app.evaluate(({ BrowserWindow }) => {
    const [width = 0, height = 0] = BrowserWindow.getAllWindows()[0]?.getSize() ?? [];
    return { width, height };
  });

test('the menu leads to pages and opens what is asked for', async ({ launch }) => {
  const { app, page } = await launch();
  await page.evaluate(() => (globalThis as unknown as PageGlobals).location.assign('#/instances'));
  await page.waitForURL(/#\/instances/);
  // Commands are heard once the frame stands.
  await expect(page.getByRole('navigation', { name: 'Pages and instances' })).toBeVisible();
  await choose(app, 'Settings');
  await page.waitForURL(/#\/settings/);
  await choose(app, 'Add instance');
  await page.waitForURL(/#\/instances\/new/);
  await choose(app, 'Command palette');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await choose(app, 'Keyboard shortcuts');
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('the window opens as large as it was left, and no smaller than it can be used', async ({
  launch,
}) => {
  const first = await launch();
  expect(await bounds(first.app)).toEqual({ width: 1280, height: 800 });
  await first.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setSize(1_000, 700),
  );
  await expect.poll(() => bounds(first.app)).toEqual({ width: 1_000, height: 700 });
  await first.close();
  const second = await launch();
  await expect.poll(() => bounds(second.app)).toEqual({ width: 1_000, height: 700 });
  await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setSize(200, 200),
  );
  const { width, height } = await bounds(second.app);
  expect(width).toBeGreaterThanOrEqual(900);
  expect(height).toBeGreaterThanOrEqual(600);
});

test('the theme is the one of the settings, also after a restart', async ({ launch }) => {
  // Playwright makes the page believe in a light theme, so the browser is asked, not the page.
  const dark = (app: ElectronApplication): Promise<boolean> =>
    app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors);
  const first = await launch();
  for (const theme of ['dark', 'light', 'dark']) {
    await first.page.evaluate(
      (wanted) =>
        (globalThis as unknown as PageGlobals).purser.calls['settings.set']({ theme: wanted }),
      theme,
    );
    await expect.poll(() => dark(first.app)).toBe(theme === 'dark');
  }
  await first.close();
  const second = await launch();
  await expect.poll(() => dark(second.app)).toBe(true);
});

test('text is copied by the main process', async ({ launch }) => {
  const { app, page } = await launch();
  await page.evaluate(() =>
    (globalThis as unknown as PageGlobals).purser.calls['app.copyText']({ text: 'robot$ci' }),
  );
  expect(await app.evaluate(async ({ clipboard }) => clipboard.readText())).toBe('robot$ci');
});
