import type { ElectronApplication, Page } from '@playwright/test';
import type { InstanceDraft } from '../../shared/contract/instances.ts';
import { plainInstance } from '../plain-instance.ts';
import { value } from './bridge.ts';
import { expect } from './window.ts';

/** The window in which somebody signs in: its pages are not ours, so Playwright only looks on. */
export interface SignInWindow {
  /** Runs a script in the page of the provider, as the page's own would. */
  run<T = unknown>(script: string): Promise<T>;
  /** Waits until the page has this in its text. */
  shows(text: string): Promise<void>;
  /** Fills in the form of the page and sends it. */
  send(fields: Readonly<Record<string, string>>, button?: string): Promise<void>;
  /** Texts of the bar above the page. */
  bar(): Promise<{ title: string; address: string; note: string }>;
  /** Waits until it is gone. */
  isGone(): Promise<void>;
  /** Closes it, as its user would. */
  close(): Promise<void>;
}

/** The sign-in window of an app; it need not be there yet. */
export function signInWindow(app: ElectronApplication): SignInWindow {
  const run = <T>(script: string): Promise<T> =>
    app.evaluate(async ({ webContents }, code) => {
      const page = webContents.getAllWebContents().find((one) => !one.session.isPersistent());
      if (page === undefined) throw new Error('there is no sign-in window');
      return (await page.executeJavaScript(code, true)) as unknown;
    }, script) as Promise<T>;
  const text = (): Promise<string> => run<string>('document.body.innerText').catch(() => '');
  const count = (): Promise<number> =>
    app.evaluate(
      ({ webContents }) =>
        webContents.getAllWebContents().filter((one) => !one.session.isPersistent()).length,
    );
  return {
    run,
    shows: (wanted) => expect.poll(text, { timeout: 15_000 }).toContain(wanted),
    async send(fields, button = '') {
      await run(`{
        for (const [name, value] of Object.entries(${JSON.stringify(fields)}))
          document.querySelector('[name="' + name + '"]').value = value;
        [...document.querySelectorAll('button')]
          .find((one) => ${JSON.stringify(button)} === '' || one.textContent === ${JSON.stringify(button)})
          .click();
      }`);
    },
    bar: () =>
      app.evaluate(async ({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows().find((one) => one.getBrowserView() !== null);
        return (await window?.webContents.executeJavaScript(
          `Object.fromEntries(['title', 'address', 'note'].map((id) => [id, document.getElementById(id).textContent.trim()]))`,
        )) as { title: string; address: string; note: string };
      }),
    isGone: () => expect.poll(count, { timeout: 15_000 }).toBe(0),
    close: () =>
      app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()
          .find((one) => one.getBrowserView() !== null)
          ?.close();
      }),
  };
}

/** Saves an instance that people sign in to through a provider, as the form would. */
export async function saveForProvider(
  page: Page,
  config: Partial<InstanceDraft['config']>,
  secrets: InstanceDraft['secrets'] = {},
): Promise<void> {
  const draft: InstanceDraft = {
    config: { ...plainInstance('prod', ''), ...config },
    login: { kind: 'oidc' },
    secrets,
  };
  await value(page, 'instances.save', draft);
}

/** Signs in at the simulated provider and lets Harbor know who it is. */
export async function signInAs(window: SignInWindow, username: string): Promise<void> {
  await window.shows('User name');
  await window.send({ username, password: 'Passw0rd1' });
  await window.shows('Harbor wants to know who you are');
  await window.send({}, 'Allow');
}
