import { Agent, fetch } from 'undici';

/** A page as a browser shows it. */
export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly text: string;
}

const MOST_REDIRECTS = 10;

/**
 * A person's browser as far as sign-ins need one: cookies by host name, redirects followed, forms
 * filled in by hand. It trusts every certificate, because what it shows is what it is told to open.
 */
export class Browser {
  readonly cookies = new Map<string, Map<string, string>>();
  /** Every address that was opened, in order. */
  readonly opened: string[] = [];
  /** Told before an address is opened; what it throws ends the way there. */
  onOpen: (url: URL) => void = () => undefined;
  #page: Page = { url: new URL('about:blank'), status: 0, text: '' };
  readonly #agent = new Agent({ connect: { rejectUnauthorized: false } });

  get page(): Page {
    return this.#page;
  }

  async go(address: string | URL, form?: URLSearchParams): Promise<Page> {
    let url = new URL(address);
    let body = form;
    for (let turn = 0; turn < MOST_REDIRECTS; turn += 1) {
      this.onOpen(url);
      this.opened.push(url.href);
      const answer = await fetch(url, {
        dispatcher: this.#agent,
        redirect: 'manual',
        headers: { cookie: this.cookieHeader(url.hostname) },
        ...(body === undefined ? {} : { method: 'POST', body }),
      });
      this.#keep(url.hostname, answer.headers.getSetCookie());
      const location = answer.headers.get('location');
      if (answer.status < 300 || answer.status > 399 || location === null) {
        this.#page = { url, status: answer.status, text: await answer.text() };
        return this.#page;
      }
      await answer.text();
      url = new URL(location, url);
      body = undefined;
    }
    throw new Error('too many redirects');
  }

  /** Sends the form of the page with these fields. */
  submit(fields: Readonly<Record<string, string>>): Promise<Page> {
    const { text, url } = this.#page;
    const action = /action="([^"]+)"/.exec(text)?.[1] ?? '';
    const hidden = [...text.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const form = new URLSearchParams(
      hidden.map(([, name = '', value = '']): [string, string] => [name, value]),
    );
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    return this.go(new URL(action, url), form);
  }

  /** The provider's pages from login to consent, from where Harbor's address leads. */
  async signIn(harbor: string, username: string, answer: 'yes' | 'no' = 'yes'): Promise<Page> {
    await this.go(`${harbor}/c/oidc/login`);
    const page = await this.submit({ username, password: 'Passw0rd1' });
    return page.text.includes('action="/consent"') ? this.submit({ answer }) : page;
  }

  cookie(hostname: string, name: string): string {
    return this.cookies.get(hostname)?.get(name) ?? '';
  }

  cookieHeader(hostname: string): string {
    const own = this.cookies.get(hostname) ?? new Map<string, string>();
    return [...own].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  #keep(hostname: string, lines: readonly string[]): void {
    const own = this.cookies.get(hostname) ?? new Map<string, string>();
    for (const line of lines) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const value = pair.slice(at + 1);
      if (value === '') own.delete(pair.slice(0, at));
      else own.set(pair.slice(0, at), value);
    }
    this.cookies.set(hostname, own);
  }
}
