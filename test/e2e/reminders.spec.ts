import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { findings } from './axe-findings.ts';
import { noteNotifications, shown } from './notifications.ts';
import type { Page } from './page-globals.ts';
import { addInstance, expect, goTo, test } from './window.ts';

/** What the icons that stay are made to say. */
async function noteTray(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Tray }) => {
    const { setContextMenu, setToolTip } = Tray.prototype;
    const said = { tip: '', menu: null as Electron.Menu | null };
    Object.assign(globalThis, { trayIcon: said });
    Tray.prototype.setToolTip = function (this: Electron.Tray, tip) {
      said.tip = tip;
      setToolTip.call(this, tip);
    };
    Tray.prototype.setContextMenu = function (this: Electron.Tray, menu) {
      said.menu = menu;
      setContextMenu.call(this, menu);
    };
  });
}

interface TrayIcon {
  readonly tip: string;
  readonly menu: Electron.Menu | null;
}

const trayTip = (app: ElectronApplication): Promise<string> =>
  app.evaluate(() => (globalThis as unknown as { trayIcon: TrayIcon }).trayIcon.tip);

test('reminds once of what is critical, and a click shows exactly these robots', async ({
  launch,
  home,
  harbor,
}) => {
  const simulator = await harbor();
  const first = await launch();
  await noteNotifications(first.app);
  const { page } = first;
  await page.evaluate(() =>
    (globalThis as unknown as Page).purser.calls['settings.set']({
      reminders: {
        ...{ notify: true, at: 0, urgent: true, quiet: null, silent: [] },
        ...{ tray: false, atLogin: false },
      },
    }),
  );
  await addInstance(page, simulator, 'prod');
  await expect.poll(() => shown(first.app)).toHaveLength(1);
  const [only] = await shown(first.app);
  // The one that expired ten days ago was so before it was first seen.
  expect(only?.title).toBe('1 robot about to expire');
  expect(only?.body).toContain('robot$team-a+ci on prod expires in 2 days');

  await first.app.evaluate(() => {
    const [last] = (globalThis as unknown as { shown: Electron.Notification[] }).shown;
    last?.emit('click');
  });
  await expect(page).toHaveURL(/#\/robots\?q=reminder/);
  await expect(page.getByRole('status').filter({ hasText: '1 of 6 robots' })).toBeVisible();

  await noteTray(first.app);
  await goTo(page, 'Settings');
  const section = page.getByRole('region', { name: 'Reminders' });
  await expect(section.getByRole('link', { name: '1 robot' })).toBeVisible();
  expect.soft(await findings(page), 'the settings').toEqual([]);
  await section.getByRole('switch', { name: 'Go on when the window is closed' }).click();
  await section.getByRole('switch', { name: 'Start when you log in' }).click();
  await section.getByRole('button', { name: 'Show one now' }).click();
  await expect.poll(() => shown(first.app)).toHaveLength(2);
  const settings = (): { tray?: boolean; atLogin?: boolean } =>
    (
      JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8')) as {
        reminders: { tray?: boolean; atLogin?: boolean };
      }
    ).reminders;
  await expect.poll(settings).toMatchObject({ tray: true, atLogin: true });
  const entry = await first.app.evaluate(({ app }) =>
    process.platform === 'linux' ? `${app.getPath('appData')}/autostart/purser.desktop` : '',
  );
  if (entry !== '') {
    await expect.poll(() => existsSync(entry)).toBe(true);
    expect(readFileSync(entry, 'utf8')).toContain('"--hidden"');
  }

  await expect.poll(() => trayTip(first.app)).toBe('Purser: 2 robots need you');
  await first.app.evaluate(() => {
    const { menu } = (globalThis as unknown as { trayIcon: TrayIcon }).trayIcon;
    menu?.items.find(({ label }) => label === '2 robots need you')?.click();
  });
  await expect(page.getByRole('status').filter({ hasText: '2 of 6 robots' })).toBeVisible();

  // With the icon in the tray Purser goes on without its window.
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect
    .poll(() => first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
    .toBe(0);
  const opened = first.app.waitForEvent('window');
  await first.app.evaluate(({ app }) => app.emit('activate'));
  const again = await opened;
  await again.waitForURL(/#\/./);
  await first.app.evaluate(({ app }) => app.quit());
  await first.app.waitForEvent('close').catch(() => undefined);

  const second = await launch();
  await noteNotifications(second.app);
  await goTo(second.page, 'Overview');
  await second.page.getByRole('button', { name: 'Sync all' }).click();
  await expect(second.page.getByRole('navigation').getByText('now').first()).toBeVisible();
  expect(await shown(second.app)).toEqual([]);
});
