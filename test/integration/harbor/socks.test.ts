import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HarborOptions } from '../../../electron/harbor/types.ts';
import { testConnection } from '../../../electron/instances/connection-test.ts';
import { createTlsAuthority } from '../../../shared/simulator/http/tls.ts';
import { pinOf } from './certificates.ts';
import { startProxy } from './proxy-server.ts';
import { startSocks } from './socks-server.ts';
import { clientFor, gather, harbor, optionsFor } from './stage.ts';

const authority = createTlsAuthority();
const byAuthority = { kind: 'ca', pem: authority.ca } as const;
const admin = { identity: 'system-admin' };

const through = (
  { port }: { readonly port: number },
  login?: { username: string; password: string },
  scheme = 'socks5',
): Partial<HarborOptions> => ({
  proxy: {
    kind: 'address',
    url: `${scheme}://127.0.0.1:${String(port)}`,
    username: login?.username ?? '',
  },
  proxyPassword: () => Promise.resolve(login?.password ?? null),
  trust: byAuthority,
});

/** A Harbor under a name that nobody here knows, but the proxy. */
async function inside() {
  const simulator = await harbor({ tls: authority.issue({ hosts: ['harbor.invalid'] }) });
  const { port } = new URL(simulator.url);
  return { simulator, url: `https://harbor.invalid:${port}`, place: `harbor.invalid:${port}` };
}
const hosts = { 'harbor.invalid': '127.0.0.1' };

async function proxyStep(url: string, more: Partial<HarborOptions>) {
  const report = await testConnection(
    optionsFor(url, more),
    () => undefined,
    new AbortController().signal,
  );
  const failed = report.steps.filter(({ status }) => status === 'failed');
  expect(failed.map(({ step }) => step)).toEqual(['proxy']);
  return failed[0]?.error;
}

describe('a SOCKS proxy', () => {
  it.each([
    ['socks5', 5],
    ['socks5h', 5],
    ['socks4a', 4],
  ])('(%s) looks the name up, and TLS is judged end to end', async (scheme, version) => {
    const { url, place } = await inside();
    const proxy = await startSocks({ hosts });
    const way = through(proxy, undefined, scheme);
    const client = clientFor(url, way);
    await expect(client.rights()).resolves.toMatchObject(admin);
    expect(proxy.seen[0]).toBe(`${String(version)} ${place}`);
    const other = { ...way, trust: pinOf(authority.changed) };
    await expect(clientFor(url, other).rights()).rejects.toMatchObject({ code: 'tls-changed' });
    const nobody = { ...way, trust: { kind: 'system' } } as const;
    await expect(clientFor(url, nobody).rights()).rejects.toMatchObject({ code: 'tls-untrusted' });
  });

  it.each(['socks5', 'socks4a'])('(%s) carries plain http as well', async (scheme) => {
    const simulator = await harbor();
    const proxy = await startSocks();
    const client = clientFor(simulator.url, through(proxy, undefined, scheme));
    await expect(client.rights()).resolves.toMatchObject(admin);
    expect(proxy.seen[0]).toMatch(/ 127\.0\.0\.1:\d+$/);
  });

  it('gets its own login, which Harbor never sees', async () => {
    const { simulator, url } = await inside();
    const proxy = await startSocks({ hosts, login: 'jo:s3crét' });
    const client = clientFor(url, through(proxy, { username: 'jo', password: 's3crét' }));
    await expect(client.rights()).resolves.toMatchObject(admin);
    expect(proxy.logins[0]).toBe('jo:s3crét');
    expect(simulator.traffic.count).toBeGreaterThan(0);
  });

  it('carries four requests at once', async () => {
    const { simulator, url } = await inside();
    const proxy = await startSocks({ hosts });
    const client = clientFor(url, through(proxy));
    await client.identity();
    gather(simulator, '/robots', 4);
    await Promise.all([1, 2, 3, 4, 5, 6].map((id) => client.robots({ projectId: id }, 1)));
    expect(simulator.traffic.maxInFlight).toBe(4);
  });

  it('may be the system’s', async () => {
    const { url, place } = await inside();
    const proxy = await startSocks({ hosts });
    const script = `SOCKS5 127.0.0.1:9; SOCKS5 127.0.0.1:${String(proxy.port)}; DIRECT`;
    const client = clientFor(url, {
      trust: byAuthority,
      proxy: { kind: 'system' },
      resolveSystemProxy: () => Promise.resolve(script),
    });
    await expect(client.rights()).resolves.toMatchObject(admin);
    expect(proxy.seen[0]).toBe(`5 ${place}`);
  });
});

describe('the step `proxy` of a connection test', () => {
  it('passes, and names the proxy', async () => {
    const { url } = await inside();
    const proxy = await startSocks({ hosts });
    const report = await testConnection(
      optionsFor(url, through(proxy)),
      () => undefined,
      new AbortController().signal,
    );
    expect(report.ok).toBe(true);
    const steps = report.steps.map(({ step, status, found }) => [step, status, found]);
    expect(steps.slice(1, 4)).toEqual([
      ['dns', 'skipped', 'The proxy looks the name up'],
      ['tcp', 'skipped', 'The proxy connects'],
      ['proxy', 'passed', `127.0.0.1:${String(proxy.port)}`],
    ]);
  });

  it('names a proxy that is not there', async () => {
    expect(await proxyStep('https://harbor.invalid', through({ port: 9 }))).toMatchObject({
      code: 'proxy-failed',
      message: expect.stringMatching(/127\.0\.0\.1:9 .*connection was refused/) as string,
    });
  });

  it('says that a login is needed, or was refused, and shows no password', async () => {
    const { simulator, url } = await inside();
    const proxy = await startSocks({ hosts, login: 'jo:s3cret' });
    expect(await proxyStep(url, through(proxy))).toMatchObject({
      code: 'proxy-login-needed',
      message: expect.stringContaining('asks for a login') as string,
    });
    const refused = await proxyStep(url, through(proxy, { username: 'jo', password: 'Pl4nted' }));
    expect(refused).toMatchObject({
      code: 'proxy-login-needed',
      message: expect.stringContaining('refused the user name or the password') as string,
    });
    expect(JSON.stringify(refused)).not.toContain('Pl4nted');
    const long = { username: 'jo', password: 'é'.repeat(200) };
    expect(await proxyStep(url, through(proxy, long))).toMatchObject({
      message: expect.stringContaining('at most 255 bytes') as string,
    });
    const gssapi = await startSocks({ method: 1 });
    const login = { username: 'jo', password: 's3cret' };
    expect(await proxyStep(url, through(gssapi, login))).toMatchObject({ code: 'proxy-failed' });
    expect(simulator.traffic.count).toBe(0);
  });

  it.each([
    ['socks5', 1, 'it gave no reason'],
    ['socks5', 2, 'its rules do not allow it'],
    ['socks5', 3, 'no way to that network'],
    ['socks5', 4, 'cannot reach that host'],
    ['socks5', 5, 'the connection was refused there'],
    ['socks5', 6, 'nothing answered in time'],
    ['socks4a', 91, 'it gave no reason'],
    ['socks4a', 93, 'does not accept the user name'],
  ])('says why there is no way (%s, reply %i)', async (scheme, reply, reason) => {
    const proxy = await startSocks({ reply });
    const error = await proxyStep('https://harbor.invalid', through(proxy, undefined, scheme));
    expect(error).toMatchObject({ code: 'proxy-failed', retryable: true });
    expect(error?.message).toContain(reason);
    expect(error?.message).toContain('harbor.invalid: ');
  });

  it('says that the proxy cannot reach Harbor, or does not know its name', async () => {
    const proxy = await startSocks();
    expect(await proxyStep('https://127.0.0.1:9', through(proxy))).toMatchObject({
      details: { reason: 'ConnectionRefused' },
    });
    expect(await proxyStep('https://harbor.invalid', through(proxy))).toMatchObject({
      details: { reason: 'HostUnreachable' },
    });
  });

  it('says that something else answers there, or hangs up', async () => {
    const proxy = await startProxy();
    expect((await proxyStep('https://harbor.invalid', through(proxy)))?.message).toContain(
      'not a SOCKS proxy',
    );
    const server = createServer((socket) => void socket.on('error', () => undefined).end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const silent = through({ port: (server.address() as AddressInfo).port });
    expect((await proxyStep('https://harbor.invalid', silent))?.message).toContain(
      'the connection was cut',
    );
  });
});
