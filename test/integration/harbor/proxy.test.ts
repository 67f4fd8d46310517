import { describe, expect, it } from 'vitest';
import type { HarborOptions } from '../../../electron/harbor/types.ts';
import { createTlsAuthority } from '../../../shared/simulator/http/tls.ts';
import { pinOf } from './certificates.ts';
import { startProxy, type ProxyServer } from './proxy-server.ts';
import { clientFor, gather, harbor } from './stage.ts';

const authority = createTlsAuthority();
const byAuthority = { kind: 'ca', pem: authority.ca } as const;

const through = (
  { port }: ProxyServer,
  login?: { username: string; password: string },
): Partial<HarborOptions> => ({
  proxy: {
    kind: 'address',
    url: `http://127.0.0.1:${String(port)}`,
    username: login?.username ?? '',
  },
  proxyPassword: () => Promise.resolve(login?.password ?? null),
});

const admin = { identity: 'system-admin' };

describe('a proxy', () => {
  it('tunnels https, and TLS is judged end to end', async () => {
    const simulator = await harbor({ tls: authority.valid });
    const proxy = await startProxy();
    const client = clientFor(simulator.url, { ...through(proxy), trust: byAuthority });
    await expect(client.rights()).resolves.toMatchObject(admin);
    await client.systemInfo();
    expect(proxy.seen[0]).toBe(`CONNECT ${new URL(simulator.url).host}`);
    const other = { ...through(proxy), trust: pinOf(authority.changed) };
    await expect(clientFor(simulator.url, other).rights()).rejects.toMatchObject({
      code: 'tls-changed',
    });
    const unknown = clientFor(simulator.url, through(proxy)).rights();
    await expect(unknown).rejects.toMatchObject({
      code: 'tls-untrusted',
      details: { certificates: [{ sha256: pinOf(authority.valid).sha256 }] },
    });
  });

  it('is asked for the whole address where Harbor speaks plain http', async () => {
    const simulator = await harbor();
    const proxy = await startProxy();
    await expect(clientFor(simulator.url, through(proxy)).rights()).resolves.toMatchObject(admin);
    expect(proxy.seen).toEqual([`GET ${simulator.url}/api/v2.0/users/current`]);
  });

  it.each([true, false])(
    'gets its own login, which Harbor never sees (TLS: %s)',
    async (isSecure) => {
      const simulator = await harbor(isSecure ? { tls: authority.valid } : {});
      const proxy = await startProxy({ login: 'jo:s3cret' });
      const login = { username: 'jo', password: 's3cret' };
      const client = clientFor(simulator.url, { ...through(proxy, login), trust: byAuthority });
      await expect(client.rights()).resolves.toMatchObject(admin);
      expect(proxy.logins).toEqual([`Basic ${btoa('jo:s3cret')}`]);
    },
  );

  it.each([true, false])('says that it wants a login (TLS: %s)', async (isSecure) => {
    const simulator = await harbor(isSecure ? { tls: authority.valid } : {});
    const proxy = await startProxy({ login: 'jo:s3cret' });
    const wrong = through(proxy, { username: 'jo', password: 'wrong' });
    for (const more of [through(proxy), wrong]) {
      const client = clientFor(simulator.url, { ...more, trust: byAuthority });
      await expect(client.rights()).rejects.toMatchObject({ code: 'proxy-login-needed' });
    }
    expect(simulator.traffic.count).toBe(0);
  });

  it('that opens no way is named, not Harbor', async () => {
    const simulator = await harbor({ tls: authority.valid });
    const proxy = await startProxy({ refuse: 403 });
    const client = clientFor(simulator.url, { ...through(proxy), trust: byAuthority });
    await expect(client.rights()).rejects.toMatchObject({
      code: 'proxy-failed',
      details: { host: `127.0.0.1:${String(proxy.port)}`, status: 403 },
    });
  });

  it('that does not listen is named, not Harbor', async () => {
    const simulator = await harbor({ tls: authority.valid });
    const dead = { port: 9, seen: [], logins: [] };
    await expect(clientFor(simulator.url, through(dead)).rights()).rejects.toMatchObject({
      code: 'proxy-failed',
      message: expect.stringContaining('127.0.0.1:9') as string,
    });
  });

  it('may speak TLS itself, which must be trusted', async () => {
    const simulator = await harbor({ tls: authority.valid });
    const proxy = await startProxy({ tls: authority.valid });
    const url = `https://127.0.0.1:${String(proxy.port)}`;
    const client = clientFor(simulator.url, { proxy: { kind: 'address', url, username: '' } });
    await expect(client.rights()).rejects.toMatchObject({
      code: 'tls-untrusted',
      details: { host: `127.0.0.1:${String(proxy.port)}` },
    });
    expect(proxy.seen).toEqual([]);
  });

  it('carries four requests at once, and a session', async () => {
    const simulator = await harbor({ tls: authority.valid, loginCost: 200, clock: 'real' });
    const proxy = await startProxy();
    const client = clientFor(simulator.url, { ...through(proxy), trust: byAuthority });
    await client.identity();
    await client.systemInfo();
    await client.expectRequests(20_000);
    gather(simulator, '/robots', 4);
    await Promise.all([1, 2, 3, 4, 5, 6].map((id) => client.robots({ projectId: id }, 1)));
    expect(simulator.traffic.maxInFlight).toBe(4);
    expect(simulator.traffic.seen.at(-1)).toMatchObject({ basic: false, cookie: true });
  });
});

describe('the system’s proxy', () => {
  const bySystem = (answer: string): Partial<HarborOptions> => ({
    proxy: { kind: 'system' },
    resolveSystemProxy: () => Promise.resolve(answer),
  });

  it('may be none', async () => {
    const simulator = await harbor();
    const rights = clientFor(simulator.url, bySystem('DIRECT')).rights();
    await expect(rights).resolves.toMatchObject(admin);
  });

  it('is the first one that can be reached', async () => {
    const simulator = await harbor();
    const proxy = await startProxy();
    const script = `PROXY 127.0.0.1:9; PROXY 127.0.0.1:${String(proxy.port)}; DIRECT`;
    const client = clientFor(simulator.url, bySystem(script));
    await expect(client.rights()).resolves.toMatchObject(admin);
    expect(proxy.seen).toHaveLength(1);
    const direct = clientFor(simulator.url, bySystem('PROXY 127.0.0.1:9; DIRECT'));
    await expect(direct.rights()).resolves.toMatchObject(admin);
  });
});
