import type { App, Shell, WebContents } from 'electron';
import type { DraftMail } from '../ports.ts';
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
 * The door to the program for mail, for a mail that the user looks at before it is sent. Only its
 * address, subject and text are anybody's to say. Answers false where no program takes it.
 */
export const createMailDoor =
  (shell: Pick<Shell, 'openExternal'>) =>
  async ({ to, subject, text }: DraftMail): Promise<boolean> => {
    const fields = `subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text)}`;
    try {
      await shell.openExternal(`mailto:${encodeURIComponent(to)}?${fields}`);
      return true;
    } catch {
      return false;
    }
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

/** What a page of others may do, and who is told what it wanted and may not. */
export interface ForeignRules {
  readonly mayOpen: (url: string) => boolean;
  readonly onRefused: (url: string, wanted: 'page' | 'window') => void;
}

/**
 * Keeps a page of others, that somebody signs in on, to the addresses of its rules. It opens no
 * windows, and hands nothing to programs of the computer.
 */
export const guardForeign = (contents: Guarded, rules: ForeignRules): void => {
  const stay = (event: {
    preventDefault(): void;
    readonly url: string;
    readonly isMainFrame: boolean;
  }): void => {
    const { url, isMainFrame } = event;
    // An empty frame is the page's own, as it is in every browser.
    if (rules.mayOpen(url) || (!isMainFrame && /^about:(?:blank|srcdoc)$/.test(url))) return;
    event.preventDefault();
    if (isMainFrame) rules.onRefused(url, 'page');
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    rules.onRefused(url, 'window');
    return { action: 'deny' };
  });
};

/**
 * Guards every page that is ever made, before it loads anything.
 *
 * @param foreign the rules of a page that is not ours; null for ours
 */
export const installGuards = (
  app: Pick<App, 'on'>,
  openExternal: (url: string) => Promise<boolean>,
  foreign: (contents: WebContents) => ForeignRules | null = () => null,
): void => {
  app.on('web-contents-created', (_event, contents) => {
    const rules = foreign(contents);
    if (rules === null) guardContents(contents, openExternal);
    else guardForeign(contents, rules);
  });
};
