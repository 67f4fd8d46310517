import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { CALL_NAMES } from '../../shared/contract/names.ts';
import { type LaunchedPurser, launchPurser } from './launch.ts';
import type { Page } from './page-globals.ts';
import { expect, test } from './window.ts';

// What the page can do on its own, without the app's code: everything here is an attack. Errors
// in the page are wanted, so these tests start the app without the fixture that forbids them.

const ROOT = resolve(import.meta.dirname, '..', '..');

let purser: LaunchedPurser;

test.beforeEach(async () => {
  purser = await launchPurser();
  await purser.page.waitForURL(/#\/./);
});

test.afterEach(() => purser.close());

/** Notes the addresses that reach the operating system instead of opening them. */
const watchBrowser = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ shell }) => {
    const opened: string[] = [];
    (globalThis as { opened?: string[] }).opened = opened;
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });

const openedBy = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(() => (globalThis as { opened?: string[] }).opened ?? []);

test('the page has the bridge of the contract and nothing of Node or Electron', async () => {
  const seen = await purser.page.evaluate(() => {
    const page = globalThis as unknown as Page;
    const names = ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron'];
    const node = names.filter((name) => name in globalThis);
    try {
      page.purser = {} as Page['purser'];
    } catch {
      // Strict code is told; either way nothing may change.
    }
    return { node, bridge: Object.keys(page.purser), calls: Object.keys(page.purser.calls) };
  });
  expect(seen).toEqual({ node: [], bridge: ['calls', 'on'], calls: [...CALL_NAMES] });
});

test('the window runs in the sandbox, as its options say', async () => {
  const preferences = await purser.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag } =
      contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity, webviewTag };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('the policy stops scripts, connections and frames that are not ours', async () => {
  const { page } = purser;
  const gotThrough = await page.evaluate(async () => {
    const { document, eval: evaluate, Worker } = globalThis as unknown as Page;
    const violated: string[] = [];
    (globalThis as { violated?: string[] }).violated = violated;
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      violated.push(effectiveDirective);
    });
    const add = (name: string, attributes: Record<string, string>): void => {
      const element = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
      document.body.append(element);
    };
    const attacks: Record<string, () => unknown> = {
      // Later, because what Playwright itself evaluates may.
      eval: () =>
        new Promise((work, stop) => {
          setTimeout(() => {
            try {
              work(evaluate('1'));
            } catch (error) {
              stop(error as Error);
            }
          });
        }),
      fetch: () => fetch('https://example.com/'),
      file: () => fetch('file:///etc/passwd'),
      markup: () => {
        document.body.innerHTML = '<img src=x onerror="globalThis.broken = true">';
      },
      worker: () => new Worker('data:text/javascript,1'),
      script: () => add('script', { src: 'https://example.com/x.js' }),
      object: () => add('object', { data: 'https://example.com/x' }),
    };
    add('iframe', { src: 'https://example.com/' });
    add('img', { src: 'https://example.com/x.png' });
    const worked: string[] = [];
    for (const [name, attack] of Object.entries(attacks)) {
      try {
        await attack();
        worked.push(name);
      } catch {
        // It was stopped, which is what is wanted.
      }
    }
    return worked;
  });
  expect(gotThrough).toEqual([]);
  const violated = (): Promise<string[]> =>
    page.evaluate(() => (globalThis as { violated?: string[] }).violated ?? []);
  for (const directive of ['connect-src', 'frame-src', 'img-src', 'require-trusted-types-for']) {
    await expect.poll(violated).toContain(directive);
  }
  expect(await page.evaluate(() => 'broken' in globalThis)).toBe(false);
});

test('the page cannot leave, open windows, or reach programs of the computer', async () => {
  const { app, page } = purser;
  await watchBrowser(app);
  const address = page.url();
  const hostile = ['https://example.com/', 'file:///etc/passwd', 'app://purser.evil/'];
  for (const url of hostile) {
    await page.evaluate((to) => {
      const { document, location } = globalThis as unknown as Page;
      const link = document.createElement('a');
      link.href = to;
      document.body.append(link);
      link.click();
      location.assign(to);
    }, url);
  }
  const opened = await page.evaluate(
    (urls) => urls.map((url) => (globalThis as unknown as Page).open(url) !== null),
    [...hostile, 'about:blank', 'smb://host/share', 'data:text/html,x'],
  );
  expect(opened).not.toContain(true);
  await expect.poll(() => openedBy(app)).toEqual(['https://example.com/']);
  expect(page.url()).toBe(address);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a page that no event can stop has no rights, and the window comes back', async () => {
  const { page } = purser;
  const leave = page.evaluate(() => {
    (globalThis as { left?: boolean }).left = true;
    (globalThis as unknown as Page).location.assign('about:blank');
  });
  // The page may be gone before it has answered.
  await leave.catch(() => undefined);
  await page.waitForFunction(() => !('left' in globalThis) && 'purser' in globalThis);
  await page.waitForURL(/^app:\/\/purser\/index\.html#\/./);
  const about = page.evaluate(() =>
    (globalThis as unknown as Page).purser.calls['app.info'](undefined),
  );
  expect(await about).toMatchObject({ ok: true });
});

test('the browser’s permissions are denied', async () => {
  const asked = await purser.page.evaluate(async () => {
    const { navigator, Notification } = globalThis as unknown as Page;
    const answer = async (ask: Promise<unknown>): Promise<string> =>
      ask.then(
        () => 'granted',
        () => 'refused',
      );
    return {
      geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
      notifications: await Notification.requestPermission(),
      camera: await answer(navigator.mediaDevices.getUserMedia({ video: true })),
      clipboard: await answer(navigator.clipboard.readText()),
    };
  });
  expect(asked).toEqual({
    geolocation: 'denied',
    notifications: 'denied',
    camera: 'refused',
    clipboard: 'refused',
  });
});

test('frames in the page have no bridge, and files of others no address', async () => {
  const seen = await purser.page.evaluate(async () => {
    const { document } = globalThis as unknown as Page;
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const status = async (path: string, method = 'GET'): Promise<number> =>
      fetch(path, { method }).then(
        (answer) => answer.status,
        () => 0,
      );
    return {
      bridge: 'purser' in (frame.contentWindow ?? {}),
      own: await status('app://purser/index.html'),
      up: await status('app://purser/..%2f..%2fpackage.json'),
      encoded: await status('app://purser/%2e%2e/main/main.cjs'),
      missing: await status('app://purser/nothing.js'),
      post: await status('app://purser/index.html', 'POST'),
    };
  });
  expect(seen).toEqual({ bridge: false, own: 200, up: 404, encoded: 404, missing: 404, post: 405 });
});

test('a second start ends at once, and the first window comes to the front', async () => {
  const { app, home } = purser;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const runtimeArgs = JSON.parse(process.env['PURSER_ELECTRON_ARGS'] ?? '[]') as string[];
  const second = spawn(process.env['PURSER_ELECTRON'] ?? '', [...runtimeArgs, ROOT], {
    env: { ...process.env, PURSER_HOME: home },
    stdio: 'ignore',
  });
  const [code] = (await once(second, 'exit')) as [number | null];
  expect(code).toBe(0);
  const first = (): Promise<{ windows: number; isMinimized: boolean }> =>
    app.evaluate(({ BrowserWindow }) => ({
      windows: BrowserWindow.getAllWindows().length,
      isMinimized: BrowserWindow.getAllWindows()[0]?.isMinimized() ?? true,
    }));
  await expect.poll(first).toEqual({ windows: 1, isMinimized: false });
});
