import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { filesBelow, type Place } from './leak-scan.ts';
import { expect, test as base } from './window.ts';

/** Folders that programs use outside Purser's own, and that nobody but this Purser writes to. */
export interface OwnDesktop {
  /** What leads there, for `launch`. */
  readonly env: Readonly<Record<string, string>>;
  /** What lies there now: temporary files, recent files, caches, settings. */
  readonly files: () => Place[];
}

function makeDesktop(folder: string): OwnDesktop {
  const at = (name: string): string => {
    const path = join(folder, name);
    mkdirSync(path);
    return path;
  };
  const env = {
    TMPDIR: at('tmp'),
    HOME: at('home'),
    // recently-used.xbel lies here.
    XDG_DATA_HOME: at('data'),
    XDG_CONFIG_HOME: at('config'),
    XDG_CACHE_HOME: at('cache'),
  };
  return { env, files: () => filesBelow(folder) };
}

/** Tests with folders of their own for everything that Purser writes outside its data folder. */
export const test = base.extend<{ readonly desktop: OwnDesktop }>({
  desktop: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'purser-desktop-'));
    await use(makeDesktop(folder));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  },
});

/** Fails where the app keeps temporary files or crash files elsewhere than in what is scanned. */
export async function expectScannedPlaces(
  app: ElectronApplication,
  home: string,
  { env }: OwnDesktop,
): Promise<void> {
  const paths = await app.evaluate(({ app: electron }) => ({
    temp: electron.getPath('temp'),
    home: electron.getPath('home'),
    appData: electron.getPath('appData'),
    crashDumps: electron.getPath('crashDumps'),
  }));
  expect(paths).toEqual({
    temp: env['TMPDIR'],
    home: env['HOME'],
    appData: env['XDG_CONFIG_HOME'],
    crashDumps: expect.stringContaining(home),
  });
}

/** What other programs can paste now. */
export async function clipboardOf(app: ElectronApplication): Promise<Place> {
  // A promise since Electron 44, the text itself before.
  const text = await app.evaluate(async ({ clipboard }) => clipboard.readText());
  return { name: 'the clipboard', bytes: Buffer.from(text) };
}

/** The page's process ends as by a crash, and Purser has loaded the page again. */
export async function crashPage(app: ElectronApplication): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.webContents.once('did-finish-load', () => resolve());
        window?.webContents.forcefullyCrashRenderer();
      }),
  );
}
