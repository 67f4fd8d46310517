import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { AppError } from '../../../shared/contract/errors.ts';
import { createTlsAuthority } from '../../../shared/simulator/http/tls.ts';
import { clientFor, harbor } from '../harbor/stage.ts';
import type { Script } from './scripted-window.ts';
import { begin, failure, withProvider } from './stage.ts';

const HOST = '127.0.0.1';

describe('a sign-in', () => {
  test('ends by itself with a session that reads and writes', async () => {
    const simulator = await withProvider();
    const { ended, window } = await begin(simulator.url, (page) => page.signIn('ada'));
    expect(ended).toMatchObject({ user: { username: 'ada', isAdmin: true } });
    expect(window?.isClosed).toBe(true);
    const { session } = ended as { session: { sid: string; csrf: string; token: string } };
    expect(simulator.state.sessions.get(session.sid)?.user?.username).toBe('ada');

    const signedIn = { session, renewed: () => undefined, ended: () => undefined };
    const client = clientFor(simulator.url, {
      credentials: { kind: 'oidc', username: 'ada', signedIn },
    });
    simulator.traffic.clear();
    expect(await client.rights()).toMatchObject({ identity: 'system-admin', username: 'ada' });
    const permissions = [
      {
        kind: 'project' as const,
        namespace: 'library',
        access: [{ resource: 'repository', action: 'pull', effect: '' as const }],
      },
    ];
    const made = await client.createRobot({
      name: 'ci',
      level: 'project',
      duration: 30,
      description: '',
      permissions,
    });
    expect(made.name).toBe('robot$library+ci');
    expect(simulator.traffic.seen.some(({ basic }) => basic)).toBe(false);
    expect(simulator.traffic.seen.every(({ cookie }) => cookie)).toBe(true);
  });

  test('waits while somebody who is new chooses a name', async () => {
    const simulator = await withProvider();
    const { ended, window } = await begin(simulator.url, async (page) => {
      await page.signIn('nora');
      const { browser } = page;
      const headers = { cookie: browser.cookieHeader(HOST) };
      const seen = await fetch(`${simulator.url}/api/v2.0/systeminfo`, { headers });
      const token = seen.headers.get('x-harbor-csrf-token') ?? '';
      const answer = await fetch(`${simulator.url}/c/oidc/onboard`, {
        method: 'POST',
        headers: { ...headers, 'x-harbor-csrf-token': token },
        body: JSON.stringify({ username: 'nora.k' }),
      });
      for (const line of answer.headers.getSetCookie()) {
        const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
        browser.cookies.get(HOST)?.set(name, value);
      }
      page.tellCookies();
    });
    expect(ended).toMatchObject({ user: { username: 'nora.k', isAdmin: false } });
    expect(window?.said).toEqual([expect.stringContaining('Choose a user name here')]);
  });

  test.each<[string, Script, RegExp]>([
    ['provider', (page) => page.signIn('rex'), /rex is not in a group that may use Harbor/],
    ['provider', (page) => page.signIn('ada', 'no'), /The user refused/],
    ['closed', async (page) => page.close(), /closed before anybody was signed in at [^ ]+\.$/],
    [
      'closed',
      async (page) => {
        const { href } = page.browser.page.url;
        await page.go(href.replace('redirect_uri=', 'redirect_uri=http%3A%2F%2Fother.example.com'));
        page.close();
      },
      /was an error \(400\)\. If it is about redirect_uri/,
    ],
    [
      'not-onboarded',
      async (page) => {
        await page.signIn('nora');
        page.close();
      },
      /has no account for you yet/,
    ],
    [
      'page',
      async (page) => page.page.onFailed('https://idp.example.com/', 'ERR_NAME_NOT_RESOLVED'),
      /idp\.example\.com could not be loaded \(ERR_NAME_NOT_RESOLVED\)/,
    ],
    [
      'provider',
      (page) => page.go(`${new URL(page.page.start).origin}/c/oidc/callback?code=x&state=forged`),
      /does not belong to this sign-in/,
    ],
  ])('ends with a sentence and a reason: %s', async (reason, script, said) => {
    const simulator = await withProvider();
    const { ended, window } = await begin(simulator.url, script);
    expect(failure(ended)).toEqual({ reason, message: expect.stringMatching(said) });
    expect(window?.isClosed).toBe(true);
  });

  test('ends when it is cancelled', async () => {
    const simulator = await withProvider();
    const end = new AbortController();
    const { ended, window } = await begin(simulator.url, async () => end.abort(), {}, end);
    expect(ended).toMatchObject({ code: 'cancelled' });
    expect(window?.isClosed).toBe(true);
  });

  test('opens no window where people do not sign in through a provider', async () => {
    const simulator = await harbor();
    const { ended, window } = await begin(simulator.url, async () => undefined);
    expect(failure(ended).reason).toBe('not-by-provider');
    expect(window).toBeUndefined();
  });

  test('says which address Harbor takes for its own, before any window opens', async () => {
    const simulator = await withProvider();
    simulator.world.externalUrl = `http://localhost:${new URL(simulator.url).port}`;
    const { ended, window } = await begin(simulator.url, async () => undefined);
    expect(failure(ended)).toEqual({
      reason: 'other-host',
      message: expect.stringContaining(simulator.world.externalUrl),
    });
    expect((ended as AppError).details['origin']).toBe(simulator.world.externalUrl);
    expect(window).toBeUndefined();
    const there = await begin(simulator.world.externalUrl, (page) => page.signIn('ada'));
    expect(there.ended).toMatchObject({ user: { username: 'ada' } });
  });

  test('takes no code to another host, also where Harbor changed its mind', async () => {
    const simulator = await withProvider();
    const evil = `https://other.example.com/c/oidc/callback?code=x&state=y`;
    const { ended, window } = await begin(simulator.url, (page) => page.go(evil));
    expect(failure(ended).reason).toBe('other-host');
    expect(window?.browser.opened).not.toContain(evil);
  });

  test('says where the page may not go, and goes on', async () => {
    const simulator = await withProvider();
    const { ended, window } = await begin(simulator.url, async (page) => {
      for (const url of ['file:///etc/passwd', 'http://example.com/', 'smb://host/x']) {
        await page.go(url);
      }
      page.page.onRefused('https://example.com/popup', 'window');
      await page.signIn('ada');
    });
    expect(ended).toMatchObject({ user: { username: 'ada' } });
    expect(window?.said).toHaveLength(4);
  });
});

describe('certificates of a sign-in', () => {
  const authority = createTlsAuthority();

  test('no address without encryption is proposed for a Harbor that has it', async () => {
    const simulator = await withProvider({ tls: authority.issue() });
    simulator.world.externalUrl = `http://127.0.0.1:${new URL(simulator.url).port}`;
    const trust = { kind: 'ca' as const, pem: authority.ca };
    const { ended } = await begin(simulator.url, async () => undefined, { trust });
    expect(failure(ended)).toEqual({
      reason: 'other-host',
      message: expect.stringContaining('has to set external_url to https'),
    });
    expect((ended as AppError).details).not.toHaveProperty('origin');
  });

  test('are judged by the authorities of the instance, at Harbor and at the provider', async () => {
    const tls = authority.issue();
    const simulator = await withProvider({ tls, oidc: { tls: authority.issue() } });
    const script: Script = (page) => page.signIn('ada');
    const trust = { kind: 'ca' as const, pem: authority.ca };
    expect((await begin(simulator.url, script, { trust })).ended).toMatchObject({
      user: { username: 'ada' },
    });
    const untrusted = await begin(simulator.url, script);
    expect(untrusted.ended).toMatchObject({ code: 'tls-untrusted' });
    expect(untrusted.window).toBeUndefined();
  });

  test('trust of one certificate is for Harbor alone, also where its provider shows the same', async () => {
    const { sha256, pair } = pinned();
    const same = await withProvider({ tls: pair, oidc: { hostname: 'localhost', tls: pair } });
    const refused = await begin(
      same.url,
      (page) => page.go(`${same.provider?.url ?? ''}/authorize`),
      { trust: { kind: 'pin' as const, sha256 } },
    );
    expect(failure(refused.ended).reason).toBe('certificate');
    const simulator = await withProvider({ tls: pair, oidc: { tls: createTlsAuthority().valid } });
    const trust = { kind: 'pin' as const, sha256 };
    const { ended } = await begin(
      simulator.url,
      (page) => page.go(`${simulator.provider?.url ?? ''}/authorize`),
      { trust },
    );
    expect(failure(ended)).toEqual({
      reason: 'certificate',
      message: expect.stringContaining('It is a page of the sign-in'),
    });
    expect(await begin(simulator.url, (page) => page.signIn('ada'), { trust })).toMatchObject({
      ended: { user: { username: 'ada' } },
    });
  });

  function pinned() {
    const pair = authority.selfSigned;
    const raw = Buffer.from(pair.cert.replaceAll(/-----[A-Z ]+-----|\s/g, ''), 'base64');
    return { pair, sha256: createHash('sha256').update(raw).digest('hex') };
  }
});
