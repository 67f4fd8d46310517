import { describe, expect, test } from 'vitest';
import type { Simulator, SimulatorOidc } from '../../../shared/simulator/simulator.ts';
import { PASSWORD, harbor } from '../harbor/stage.ts';
import { Browser } from '../sign-in/browser.ts';

/** A Harbor with a provider of its own, on another host name so that cookies stay apart. */
const withProvider = (oidc: SimulatorOidc = {}, more: { externalUrl?: string } = {}) =>
  harbor({ oidc: { hostname: 'localhost', ...oidc }, ...more });

const HOST = '127.0.0.1';

interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const ask = (simulator: Simulator, path: string, asked: Asked = {}): Promise<Response> =>
  fetch(`${simulator.url}${path}`, { redirect: 'manual', ...asked });

const withSession = (simulator: Simulator, browser: Browser, path: string, asked: Asked = {}) =>
  ask(simulator, path, {
    ...asked,
    headers: { cookie: browser.cookieHeader(HOST), ...asked.headers },
  });

const who = async (simulator: Simulator, browser: Browser): Promise<unknown> => {
  const answer = await withSession(simulator, browser, '/api/v2.0/users/current');
  return answer.status === 200 ? answer.json() : answer.status;
};

const basic = (user: string, password: string) => ({
  headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` },
});

describe('signing in through the provider', () => {
  test('goes from Harbor to the provider with PKCE and back, and makes a new session', async () => {
    const simulator = await withProvider();
    const begun = await ask(simulator, '/c/oidc/login');
    expect(begun.status).toBe(302);
    expect(begun.headers.getSetCookie().map((line) => line.split('=')[0])).toEqual([
      '_gorilla_csrf',
      'sid',
    ]);
    const to = new URL(begun.headers.get('location') ?? '');
    expect(to.origin).toBe(simulator.provider?.url);
    expect(to.searchParams.get('code_challenge_method')).toBe('S256');
    expect(to.searchParams.get('redirect_uri')).toBe(`${simulator.url}/c/oidc/callback`);

    const browser = new Browser();
    await browser.go(`${simulator.url}/c/oidc/login`);
    const before = browser.cookie(HOST, 'sid');
    expect(await who(simulator, browser)).toBe(401);
    await browser.submit({ username: 'ada', password: 'wrong' });
    expect(browser.page.text).toContain('Wrong user name or password');
    await browser.submit({ username: 'ada', password: 'Passw0rd1' });
    const landed = await browser.submit({ answer: 'yes' });
    expect(landed.url.href).toBe(`${simulator.url}/`);
    expect(browser.cookie(HOST, 'sid')).not.toBe(before);
    expect(simulator.state.sessions.has(before)).toBe(false);
    expect(simulator.defects).toEqual([]);
  });

  test('makes members of the group administrators, and shows them their CLI secret', async () => {
    const simulator = await withProvider();
    const admin = new Browser();
    await admin.signIn(simulator.url, 'ada');
    expect(await who(simulator, admin)).toMatchObject({
      username: 'ada',
      sysadmin_flag: false,
      admin_role_in_auth: true,
      oidc_user_meta: { secret: expect.stringMatching(/^\w{32}$/) },
    });
    expect((await withSession(simulator, admin, '/api/v2.0/configurations')).status).toBe(200);
    const other = new Browser();
    await other.signIn(simulator.url, 'ben');
    expect(await who(simulator, other)).toMatchObject({ admin_role_in_auth: false });
    expect((await withSession(simulator, other, '/api/v2.0/configurations')).status).toBe(403);
  });

  test.each([
    ['rex', 'yes', /access_denied - rex is not in a group/],
    ['ada', 'no', /access_denied - The user refused/],
  ] as const)('comes back as a 400 where %s is refused', async (username, answer, said) => {
    const simulator = await withProvider();
    const browser = new Browser();
    const page = await browser.signIn(simulator.url, username, answer);
    expect(page.url.pathname).toBe('/c/oidc/callback');
    expect(page.status).toBe(400);
    expect(page.text).toMatch(said);
    expect(await who(simulator, browser)).toBe(401);
  });

  test('leads who is new to choosing a name, unless accounts are made by themselves', async () => {
    const simulator = await withProvider();
    const browser = new Browser();
    const page = await browser.signIn(simulator.url, 'nora');
    expect(page.url.pathname).toBe('/oidc-onboard');
    expect(await who(simulator, browser)).toBe(401);
    const seen = await withSession(simulator, browser, '/api/v2.0/systeminfo');
    const token = seen.headers.get('x-harbor-csrf-token') ?? '';
    const choose = (username: string) =>
      withSession(simulator, browser, '/c/oidc/onboard', {
        method: 'POST',
        headers: { 'x-harbor-csrf-token': token },
        body: JSON.stringify({ username }),
      });
    expect((await choose('ada')).status).toBe(409);
    const chosen = await choose('nora.k');
    expect(chosen.status).toBe(200);
    expect(chosen.headers.getSetCookie().some((line) => line.startsWith('sid='))).toBe(true);

    const automatic = await withProvider({ autoOnboard: true });
    const other = new Browser();
    expect((await other.signIn(automatic.url, 'nora')).url.pathname).toBe('/');
    expect(await who(automatic, other)).toMatchObject({ username: 'nora' });
  });

  test('takes no answer that this session did not ask for, and no code twice', async () => {
    const simulator = await withProvider();
    const victim = new Browser();
    await victim.go(`${simulator.url}/c/oidc/login`);
    const forged = await victim.go(`${simulator.url}/c/oidc/callback?code=x&state=forged`);
    expect(forged.status).toBe(400);
    expect(forged.text).toContain('State mismatch');

    const browser = new Browser();
    await browser.signIn(simulator.url, 'ada');
    const callback = browser.opened.find((url) => url.includes('/c/oidc/callback')) ?? '';
    expect((await browser.go(callback)).status).toBe(400);
    expect((await new Browser().go(callback)).status).toBe(400);
  });

  test('asks for PKCE, and sends nobody to an address that is not Harbor’s', async () => {
    const simulator = await withProvider();
    const provider = simulator.provider?.url ?? '';
    const browser = new Browser();
    const plain = { client_id: 'harbor', response_type: 'code', state: 's' };
    const redirectUri = `${simulator.url}/c/oidc/callback`;
    const query = (more: Record<string, string>) =>
      String(new URLSearchParams({ ...plain, ...more }));
    const other = await browser.go(
      `${provider}/authorize?${query({ redirect_uri: 'https://evil/' })}`,
    );
    expect(other.status).toBe(400);
    expect(other.url.origin).toBe(provider);
    await browser.go(`${provider}/authorize?${query({ redirect_uri: redirectUri })}`);
    expect(browser.opened.at(-1)).toContain('error=invalid_request');
  });

  test('sends codes to external_url, where a session of another host name is not known', async () => {
    const simulator = await withProvider();
    const { port } = new URL(simulator.url);
    simulator.world.externalUrl = `http://localhost:${port}`;
    const browser = new Browser();
    const page = await browser.signIn(simulator.url, 'ada');
    expect(page.url.hostname).toBe('localhost');
    expect(page.text).toContain('State mismatch');
    const there = new Browser();
    expect((await there.signIn(simulator.world.externalUrl, 'ada')).url.pathname).toBe('/');
  });
});

describe('what else a Harbor with a provider answers', () => {
  test('sends users of the provider elsewhere to sign in and out; the local administrator not', async () => {
    const simulator = await withProvider();
    const browser = new Browser();
    await browser.signIn(simulator.url, 'ada');
    const out = await withSession(simulator, browser, '/c/log_out');
    expect(out.status).toBe(403);
    expect(await out.json()).toEqual({ redirect_location: `${simulator.url}/c/oidc/logout` });
    expect(await who(simulator, browser)).toMatchObject({ username: 'ada' });
    const really = await withSession(simulator, browser, '/c/oidc/logout');
    expect(really.status).toBe(302);
    expect(really.headers.get('location')).toBe('/account/sign-in');
    expect(await who(simulator, browser)).toBe(401);

    const seen = await fetch(`${simulator.url}/`);
    const cookie = seen.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const login = (principal: string, password: string) =>
      ask(simulator, '/c/login', {
        method: 'POST',
        headers: { cookie, 'x-harbor-csrf-token': seen.headers.get('x-harbor-csrf-token') ?? '' },
        body: String(new URLSearchParams({ principal, password })),
      });
    const refused = await login('ada', 'x');
    expect(refused.status).toBe(403);
    expect(await refused.json()).toEqual({ redirect_location: `${simulator.url}/c/oidc/login` });
    expect((await login('admin', PASSWORD)).status).toBe(200);
  });

  test('takes the CLI secret for a few calls alone, and Basic of the local administrator', async () => {
    const simulator = await withProvider();
    const secret = simulator.state.userByName('ada')?.oidc?.secret ?? '';
    const status = async (path: string, user: string, password: string): Promise<number> =>
      (await ask(simulator, `/api/v2.0${path}`, basic(user, password))).status;
    expect(await status('/projects', 'ada', secret)).toBe(200);
    for (const path of ['/users/current', '/robots', '/permissions'])
      expect(await status(path, 'ada', secret)).toBe(401);
    expect(await status('/robots', 'admin', PASSWORD)).toBe(200);
    const info = await ask(simulator, '/api/v2.0/systeminfo');
    expect(await info.json()).toMatchObject({
      auth_mode: 'oidc_auth',
      oidc_provider_name: 'Simulated provider',
    });
  });
});
