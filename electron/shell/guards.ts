import type { App, Shell, WebContents } from 'electron';
import { isOwnUrl } from './address.ts';

type Guarded = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

/**
 * Whether an address may be handed to the operating system, which would open it with whatever
 * program claims it. https, and http for hosts of instances that the user reaches over http.
 *
 * @param httpHosts `host` or `host:port` of those instances.
 */
export const isSafeExternalUrl = (text: string, httpHosts: ReadonlySet<string>): boolean => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return false;
  if (url.protocol === 'https:') return true;
  return url.protocol === 'http:' && httpHosts.has(url.host);
};

/** The one door to the browser. Answers whether the address was let through. */
export const createExternalDoor =
  (shell: Pick<Shell, 'openExternal'>, httpHosts: () => ReadonlySet<string>) =>
  async (url: string): Promise<boolean> => {
    if (!isSafeExternalUrl(url, httpHosts())) return false;
    await shell.openExternal(new URL(url).href);
    return true;
  };

/**
 * Keeps one page inside: it cannot leave our address, be redirected, open windows or carry a
 * webview. Links to elsewhere go to the browser through the door, which judges them again.
 */
export const guardContents = (
  contents: Guarded,
  openExternal: (url: string) => Promise<boolean>,
): void => {
  const stay = (event: { preventDefault(): void; readonly url: string }): void => {
    if (!isOwnUrl(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    void openExternal(url);
    return { action: 'deny' };
  });
};

/**
 * Brings the window back from where no event can keep it from going: Chromium tells of a way to
 * about:blank only when it has been taken.
 */
export const bringBack = (
  contents: Pick<WebContents, 'on' | 'getURL' | 'loadURL'>,
  home: string,
): void => {
  contents.on('did-navigate', () => {
    if (!isOwnUrl(contents.getURL())) void contents.loadURL(home);
  });
};

/** Guards every page that is ever made, before it loads anything. */
export const installGuards = (
  app: Pick<App, 'on'>,
  openExternal: (url: string) => Promise<boolean>,
): void => {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, openExternal));
};
