import { BrowserView, BrowserWindow, session, type Session, type WebContents } from 'electron';
import type { OpenSignInWindow, SignInPage, SignInWindow } from '../sign-in/window-port.ts';
import { BAR_HEIGHT, BAR_URL, barScript } from './sign-in-bar.ts';
import { signInPageOptions, signInWindowOptions } from './sign-in-options.ts';
import { answerProxy, guardSession, proxyConfig, wipe } from './sign-in-session.ts';

/** Loading was given up because something else was loaded. */
const ABORTED = -3;

/** Pages of others by the session they are shown in, for the guards of every page. */
const pages = new WeakMap<Session, SignInPage>();

/** What guards a page that is not ours; null for our own. */
export const foreignPage = (contents: Pick<WebContents, 'session'>): SignInPage | null =>
  pages.get(contents.session) ?? null;

let opened = 0;

/**
 * Opens windows for signing in: above, a bar of ours with the address; below, the pages of the
 * provider, in a memory that is new for every window and of which nothing is written.
 *
 * @param parent the main window
 */
export const createSignInWindows =
  (parent: () => BrowserWindow | null): OpenSignInWindow =>
  async (page) => {
    opened += 1;
    // Without "persist:" it is in memory alone. Never used again: verdicts on certificates stay in it.
    const own = session.fromPartition(`sign-in/${page.key}/${String(opened)}`, { cache: false });
    guardSession(own, page);
    pages.set(own, page);
    // Providers turn away what looks like an app that reads along.
    own.setUserAgent(own.getUserAgent().replaceAll(/ (?:Electron|purser)\/\S+/gi, ''));
    await own.setProxy(proxyConfig(page));
    return show(page, own, parent());
  };

function show(page: SignInPage, own: Session, parent: BrowserWindow | null): SignInWindow {
  const window = new BrowserWindow(signInWindowOptions(page.title, parent));
  const view = new BrowserView(signInPageOptions(own));
  const { webContents: contents } = view;
  let note = '';
  let top = BAR_HEIGHT;
  let isClosing = false;

  const arrange = (): void => {
    if (window.isDestroyed()) return;
    const [width = 0, height = 0] = window.getContentSize();
    view.setBounds({ x: 0, y: top, width, height: Math.max(0, height - top) });
  };
  const bar = window.webContents;
  const isBarReady = bar.loadURL(BAR_URL).catch(() => undefined);
  const write = (): void => {
    if (window.isDestroyed() || contents.isDestroyed()) return;
    arrange();
    const script = barScript({ title: page.title, address: contents.getURL(), note });
    void isBarReady
      .then(() => bar.executeJavaScript(script))
      .then((height: unknown) => {
        top = Number(height);
        arrange();
      })
      .catch(() => undefined);
  };
  const ended = (): void => {
    if (!isClosing) page.onClosed();
  };

  window.setBrowserView(view);
  window.on('page-title-updated', (event) => event.preventDefault());
  // A narrow window breaks the note into more lines.
  window.on('resize', write);
  window.on('closed', ended);
  // No page keeps its user by asking whether to leave it: the question would not be seen.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.on('did-start-navigation', write);
  contents.on('did-navigate', (_event, url, status) => {
    write();
    page.onMoved(url, status);
  });
  contents.on('did-navigate-in-page', (_event, url, isMain) => {
    write();
    if (isMain) page.onMoved(url, 0);
  });
  contents.on('did-fail-load', (_event, code, reason, url, isMain) => {
    if (isMain && code !== ABORTED) page.onFailed(url, reason);
  });
  contents.on('render-process-gone', (_event, { reason }) => {
    if (!isClosing) page.onFailed(contents.getURL(), reason);
  });
  contents.on('select-client-certificate', (event, _url, _list, answer) => {
    event.preventDefault();
    // None is shown: those of this computer are for no sign-in that its user did not choose.
    (answer as () => void)();
  });
  answerProxy(contents, page);
  own.cookies.on('changed', (_event, { name }) => {
    if (name === 'sid' && !isClosing) page.onCookies();
  });

  write();
  void isBarReady.then(() => {
    if (window.isDestroyed()) return;
    window.show();
    contents.focus();
  });
  void contents.loadURL(page.start).catch(() => undefined);

  return {
    cookies: async (url) =>
      (await own.cookies.get({ url })).map(({ name, value, domain = '', hostOnly = false }) => ({
        name,
        value,
        domain,
        hostOnly,
      })),
    say(sentence) {
      note = sentence;
      write();
    },
    focus: () => window.focus(),
    async close() {
      isClosing = true;
      own.cookies.removeAllListeners();
      if (!contents.isDestroyed()) contents.close();
      if (!window.isDestroyed()) window.destroy();
      await wipe(own);
    },
  };
}
