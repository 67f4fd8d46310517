import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import type { OpenSignInWindow, SignInPage } from '../../../electron/sign-in/window-port.ts';
import { Browser } from './browser.ts';

/** What somebody does in a sign-in window, from its first page on. */
export type Script = (window: ScriptedWindow) => Promise<unknown>;

class Refused extends Error {}

/** A sign-in window without a screen: real requests, real cookies, and a script for the person. */
export class ScriptedWindow {
  readonly browser = new Browser();
  readonly page: SignInPage;
  /** Sentences that were said above the page. */
  readonly said: string[] = [];
  isClosed = false;
  #sid = '';

  constructor(page: SignInPage) {
    this.page = page;
    this.browser.onOpen = (url) => {
      if (this.isClosed) throw new Refused();
      if (!page.mayOpen(url.href)) {
        page.onRefused(url.href, 'page');
        throw new Refused();
      }
    };
  }

  /** Opens an address as a link or a redirect would. */
  go(url: string): Promise<void> {
    return this.#moved(async () => {
      this.browser.onOpen(new URL(url));
      if (url.startsWith('https:') && !(await this.#isTrusted(new URL(url)))) {
        this.page.onFailed(url, 'ERR_FAILED');
        throw new Refused();
      }
      return this.browser.go(url);
    });
  }

  submit(fields: Readonly<Record<string, string>>): Promise<void> {
    return this.#moved(() => this.browser.submit(fields));
  }

  /** The provider's pages, from login to consent. */
  async signIn(username: string, answer: 'yes' | 'no' = 'yes'): Promise<void> {
    await this.submit({ username, password: 'Passw0rd1' });
    if (this.browser.page.text.includes('action="/consent"')) await this.submit({ answer });
  }

  close(): void {
    this.isClosed = true;
    this.page.onClosed();
  }

  async #moved(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (error instanceof Refused) return;
      throw error;
    }
    this.tellCookies();
    const { url, status } = this.browser.page;
    this.page.onMoved(url.href, status);
  }

  tellCookies(): void {
    const sid = this.browser.cookie(new URL(this.page.start).hostname, 'sid');
    if (sid !== this.#sid) this.page.onCookies();
    this.#sid = sid;
  }

  async #isTrusted(url: URL): Promise<boolean> {
    if (!this.page.mayLoad(url.href)) return false;
    const pem = await certificateOf(url);
    return this.page.judge({ hostname: url.hostname, pem, isTrusted: false });
  }
}

/** The certificate that a server shows, whatever it is worth. */
function certificateOf({ hostname, port }: URL): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(
      { host: hostname, port: Number(port || 443), rejectUnauthorized: false },
      () => {
        const { raw } = socket.getPeerCertificate();
        socket.destroy();
        resolve(new X509Certificate(raw).toString());
      },
    );
    socket.once('error', reject);
  });
}

/** Opens windows in which a script plays the person. The last one is `windows.at(-1)`. */
export function scriptedWindows(script: () => Script): {
  readonly open: OpenSignInWindow;
  readonly windows: ScriptedWindow[];
} {
  const windows: ScriptedWindow[] = [];
  const open: OpenSignInWindow = (page) => {
    const window = new ScriptedWindow(page);
    windows.push(window);
    // As in a real one, nothing happens before the window is there.
    setImmediate(() => void window.go(page.start).then(() => script()(window)));
    return Promise.resolve({
      cookies: (url) => {
        const { hostname } = new URL(url);
        const own = window.browser.cookies.get(hostname) ?? new Map<string, string>();
        const all = [...own].map(([name, value]) => ({
          name,
          value,
          domain: hostname,
          hostOnly: true,
        }));
        return Promise.resolve(all);
      },
      say: (sentence) => {
        if (sentence !== '') window.said.push(sentence);
      },
      focus: () => undefined,
      close: () => {
        window.isClosed = true;
        return Promise.resolve();
      },
    });
  };
  return { open, windows };
}
