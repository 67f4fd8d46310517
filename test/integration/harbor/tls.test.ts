import { createPrivateKey } from 'node:crypto';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { connect, createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { HarborOptions } from '../../../electron/harbor/types.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import { createTlsAuthority, type KeyPair } from '../../../shared/simulator/http/tls.ts';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { inFiles, pinOf } from './certificates.ts';
import { clientFor, harbor } from './stage.ts';

const authority = createTlsAuthority();
const byAuthority = { kind: 'ca', pem: authority.ca } as const;

const secureHarbor = (pair: KeyPair, clientCa?: string): Promise<Simulator> =>
  harbor({ tls: { ...pair, ...(clientCa === undefined ? {} : { clientCa }) } });

const named = (simulator: Simulator): string => simulator.url.replace('127.0.0.1', 'localhost');

async function failureOf(url: string, more: Partial<HarborOptions>): Promise<AppError> {
  const failure: unknown = await clientFor(url, more)
    .rights()
    .catch((error: unknown) => error);
  if (failure instanceof AppError) return failure;
  throw new Error('it was trusted');
}

describe('a certificate that is in order', () => {
  it('is trusted by its authority, by name and by IP address', async () => {
    const simulator = await secureHarbor(authority.valid);
    for (const url of [named(simulator), simulator.url]) {
      const rights = clientFor(url, { trust: byAuthority }).rights();
      await expect(rights).resolves.toMatchObject({ identity: 'system-admin' });
    }
  });

  it('of a session signs in with the referer that TLS asks for', async () => {
    const simulator = await harbor({ tls: authority.valid, loginCost: 200, clock: 'real' });
    const client = clientFor(named(simulator), { trust: byAuthority });
    await client.identity();
    await client.systemInfo();
    await client.expectRequests(20_000);
    await client.robots({ level: 'system' }, 1);
    expect(simulator.traffic.seen.at(-1)).toMatchObject({ basic: false, cookie: true });
  });
});

describe('a certificate that is not', () => {
  it.each<[string, KeyPair, Partial<HarborOptions>, string]>([
    ['of an unknown authority', authority.valid, {}, 'tls-untrusted'],
    ['self-signed', authority.selfSigned, { trust: byAuthority }, 'tls-untrusted'],
    ['expired', authority.expired, { trust: byAuthority }, 'tls-expired'],
    ['not valid yet', authority.issue({ from: 2 }), { trust: byAuthority }, 'tls-expired'],
    ['for another host', authority.otherHost, { trust: byAuthority }, 'tls-wrong-host'],
  ])('%s is shown, and gets no password and no request', async (_what, pair, more, code) => {
    const simulator = await secureHarbor(pair);
    const error = await failureOf(named(simulator), more);
    expect(error.code).toBe(code);
    const certificates = error.details['certificates'] as { sha256: string }[];
    expect(certificates[0]?.sha256).toBe(pinOf(pair).sha256);
    expect(simulator.traffic.count).toBe(0);
    const offered = { kind: 'pin', sha256: certificates[0]?.sha256 ?? '' } as const;
    await expect(clientFor(named(simulator), { trust: offered }).rights()).resolves.toMatchObject({
      identity: 'system-admin',
    });
  });

  it('for another host is refused for an IP address too', async () => {
    const simulator = await secureHarbor(authority.issue({ hosts: ['localhost'] }));
    const error = await failureOf(simulator.url, { trust: byAuthority });
    expect(error.code).toBe('tls-wrong-host');
  });
});

describe('a pinned certificate', () => {
  it.each([
    ['self-signed', authority.selfSigned],
    ['expired', authority.expired],
    ['for another host', authority.otherHost],
  ])('may be %s', async (_what, pair) => {
    const simulator = await secureHarbor(pair);
    const rights = clientFor(named(simulator), { trust: pinOf(pair) }).rights();
    await expect(rights).resolves.toMatchObject({ identity: 'system-admin' });
  });

  it('that was replaced stops before anything is sent, even by a better one', async () => {
    const simulator = await secureHarbor(authority.changed);
    const trust = pinOf(authority.valid);
    const error = await failureOf(named(simulator), { trust });
    expect(error).toMatchObject({ code: 'tls-changed', retryable: false });
    expect(error.details).toMatchObject({
      pinned: { sha256: trust.sha256 },
      certificates: [{ sha256: pinOf(authority.changed).sha256 }],
    });
    expect(simulator.traffic.count).toBe(0);
  });

  it('is looked at on every connection, also where the server would resume a session', async () => {
    const first = authority.selfSigned;
    const other = createTlsAuthority().selfSigned;
    const seen: boolean[] = [];
    const requests: string[] = [];
    const server = createTlsServer(first, (socket: TLSSocket) => {
      seen.push(socket.isSessionReused());
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        requests.push(data.toString('utf8').split('\r\n')[0] ?? '');
        const body = '{"user_id":1,"username":"admin","sysadmin_flag":true}';
        socket.end(
          `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${String(body.length)}\r\n\r\n${body}`,
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `https://localhost:${String((server.address() as AddressInfo).port)}`;
    const client = clientFor(url, { trust: pinOf(first) });
    await client.identity();
    server.setSecureContext(other);
    await expect(client.robots({ level: 'system' }, 1)).rejects.toMatchObject({
      code: 'tls-changed',
    });
    expect(seen).not.toContain(true);
    expect(requests).toEqual(['GET /api/v2.0/users/current HTTP/1.1']);
  });
});

describe('a client certificate', () => {
  it('is shown where one is asked for', async () => {
    const simulator = await secureHarbor(authority.valid, authority.ca);
    const clientCertificate = await inFiles(authority.issueClient('jo'));
    const client = clientFor(named(simulator), { trust: byAuthority, clientCertificate });
    await expect(client.rights()).resolves.toMatchObject({ identity: 'system-admin' });
    const pinned = { trust: pinOf(authority.valid), clientCertificate };
    await expect(clientFor(named(simulator), pinned).rights()).resolves.toBeDefined();
  });

  it('is asked for by name when it is missing', async () => {
    const simulator = await secureHarbor(authority.valid, authority.ca);
    const error = await failureOf(named(simulator), { trust: byAuthority });
    expect(error.code).toBe('tls-client-certificate-needed');
    expect(simulator.traffic.count).toBe(0);
  });

  it('of another authority is told from a missing one', async () => {
    const simulator = await secureHarbor(authority.valid, authority.ca);
    const clientCertificate = await inFiles(createTlsAuthority().issueClient('jo'));
    const error = await failureOf(named(simulator), { trust: byAuthority, clientCertificate });
    expect(error.code).toBe('tls-client-certificate-bad');
  });

  it('opens with its passphrase, and says what is wrong with its files', async () => {
    const simulator = await secureHarbor(authority.valid, authority.ca);
    const pair = authority.issueClient('jo');
    const locked = createPrivateKey(pair.key).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'open sesame',
    });
    const key = locked.toString();
    const attempt = async (own: KeyPair, passphrase: string | null) => {
      const clientCertificate = await inFiles(own, passphrase);
      return failureOf(named(simulator), { trust: byAuthority, clientCertificate });
    };
    const clientCertificate = await inFiles({ ...pair, key }, 'open sesame');
    const client = clientFor(named(simulator), { trust: byAuthority, clientCertificate });
    await expect(client.rights()).resolves.toMatchObject({ identity: 'system-admin' });
    const bad = 'tls-client-certificate-bad';
    expect(await attempt({ ...pair, key }, 'wrong')).toMatchObject({
      code: bad,
      message: expect.stringContaining('passphrase is missing or wrong') as string,
    });
    expect(await attempt({ ...pair, key }, null)).toMatchObject({
      code: bad,
      message: expect.stringContaining('passphrase is missing or wrong') as string,
    });
    expect(await attempt({ ...pair, key: authority.valid.key }, null)).toMatchObject({
      code: bad,
      message: expect.stringContaining('do not belong together') as string,
    });
    expect((await attempt({ ...pair, cert: 'nonsense' }, null)).code).toBe(bad);
    const missing = { ...clientCertificate, keyFile: '/nowhere/client.key' };
    const lost = await failureOf(named(simulator), {
      trust: byAuthority,
      clientCertificate: missing,
    });
    expect(lost).toMatchObject({ code: 'file-failed', details: { file: '/nowhere/client.key' } });
  });
});

describe('TLS itself', () => {
  it('fails with a sentence where the port speaks plain http', async () => {
    const simulator = await harbor();
    const url = simulator.url.replace('http:', 'https:');
    expect(await failureOf(url, {})).toMatchObject({
      code: 'tls-failed',
      message: expect.stringContaining('does not speak TLS') as string,
    });
  });

  it('times out where the port says nothing', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    expect(await failureOf(url, { connectTimeout: 1 })).toMatchObject({
      code: 'timeout',
      details: { phase: 'tls' },
    });
  });

  it('says that an http address leads to an https port', async () => {
    const simulator = await secureHarbor(authority.valid);
    const url = simulator.url.replace('https:', 'http:');
    const error = await failureOf(url, {});
    expect(['connection-failed', 'tls-failed']).toContain(error.code);
  });

  it('needs an authority that is one', async () => {
    const simulator = await secureHarbor(authority.valid);
    const error = await failureOf(simulator.url, { trust: { kind: 'ca', pem: 'nonsense' } });
    expect(error.code).toBe('file-invalid');
  });

  it('is never switched off for the rest of the program', async () => {
    const simulator = await secureHarbor(authority.selfSigned);
    const client = clientFor(named(simulator), { trust: pinOf(authority.selfSigned) });
    await client.rights();
    const { port } = new URL(simulator.url);
    const other = connect({ host: 'localhost', port: Number(port), servername: 'localhost' });
    const code = await new Promise((resolve) => {
      other.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
      other.once('secureConnect', () => resolve('trusted'));
    });
    other.destroy();
    expect(code).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(process.env['NODE_TLS_REJECT_UNAUTHORIZED']).toBeUndefined();
  });
});
