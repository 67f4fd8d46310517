import { describe, expect, it } from 'vitest';
import type { HarborOptions } from '../../../electron/harbor/types.ts';
import { testConnection } from '../../../electron/instances/connection-test.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { TestReport, TestStep } from '../../../shared/contract/instances.ts';
import { testReport } from '../../../shared/contract/instances.ts';
import { createTlsAuthority } from '../../../shared/simulator/http/tls.ts';
import { inFiles, pinOf } from './certificates.ts';
import { oddServer, sendJson } from './odd-server.ts';
import { startProxy } from './proxy-server.ts';
import { asRobot, asUser, harbor, loginsSeen, optionsFor } from './stage.ts';

const authority = createTlsAuthority();
const byAuthority = { kind: 'ca', pem: authority.ca } as const;

async function run(url: string, more: Partial<HarborOptions> = {}) {
  const told: TestStep[] = [];
  const onStep = (step: TestStep): void => void told.push(step);
  const report = await testConnection(optionsFor(url, more), onStep, new AbortController().signal);
  expect(() => testReport.parse(report)).not.toThrow();
  return { report, told };
}

const inShort = ({ steps }: TestReport): string[] =>
  steps.map(({ step, status }) => `${step} ${status}`);

const failureIn = ({ steps }: TestReport): TestStep => {
  const failed = steps.filter(({ status }) => status === 'failed');
  expect(failed).toHaveLength(1);
  if (failed[0] === undefined) throw new Error('nothing failed');
  return failed[0];
};

describe('a connection that works', () => {
  it('passes its steps one after the other, and sends the login when all else has passed', async () => {
    const simulator = await harbor({ tls: authority.valid });
    const url = simulator.url.replace('127.0.0.1', 'localhost');
    const { report, told } = await run(url, { trust: byAuthority });
    expect(told.map(({ step, status }) => `${step} ${status}`)).toEqual([
      'address running',
      'address passed',
      'dns running',
      'dns passed',
      'tcp running',
      'tcp passed',
      'proxy skipped',
      'tls running',
      'tls passed',
      'harbor running',
      'harbor passed',
      'login running',
      'harbor passed',
      'login passed',
      'rights running',
      'rights passed',
    ]);
    expect(report).toMatchObject({ ok: true, rights: { identity: 'system-admin' } });
    expect(report.harborVersion).toMatch(/^v2\.15\.2-/);
    const found = Object.fromEntries(report.steps.map((step) => [step.step, step.found]));
    expect(found).toMatchObject({
      address: url,
      dns: expect.stringMatching(/127\.0\.0\.1|::1/) as string,
      tls: expect.stringMatching(/^TLS 1\.3, certificate until \d{4}-/) as string,
      harbor: 'Harbor 2.15.2',
      login: 'admin',
      rights: 'System administrator',
    });
    const tls = report.steps.find(({ step }) => step === 'tls');
    expect(tls?.certificates[0]?.sha256).toBe(pinOf(authority.valid).sha256);
    expect(simulator.traffic.seen[0]).toMatchObject({ basic: false, cookie: false });
  });

  it('leaves out what does not apply', async () => {
    const simulator = await harbor();
    const { report } = await run(simulator.url);
    expect(inShort(report)).toEqual([
      'address passed',
      'dns skipped',
      'tcp passed',
      'proxy skipped',
      'tls skipped',
      'harbor passed',
      'login passed',
      'rights passed',
    ]);
  });

  it('goes through a proxy, which looks up and connects', async () => {
    const simulator = await harbor({ tls: authority.valid });
    const proxy = await startProxy();
    const url = `http://127.0.0.1:${String(proxy.port)}`;
    const { report } = await run(simulator.url, {
      trust: byAuthority,
      proxy: { kind: 'address', url, username: '' },
    });
    expect(report.ok).toBe(true);
    expect(inShort(report).slice(1, 5)).toEqual([
      'dns skipped',
      'tcp skipped',
      'proxy passed',
      'tls passed',
    ]);
    expect(report.steps[3]?.found).toBe(`127.0.0.1:${String(proxy.port)}`);
  });

  it('says what a robot can and cannot do, that Harbor is read-only, and that its clock is off', async () => {
    const simulator = await harbor({ version: '2.12.4', clock: 'real' });
    const { robots } = simulator.seed({ robots: [{ name: 'reader' }] });
    const [reader] = robots;
    if (reader === undefined) throw new Error('no robot');
    simulator.clock.advance(3 * 3_600);
    const { report } = await run(simulator.url, { credentials: asRobot(reader) });
    const login = report.steps.find(({ step }) => step === 'login');
    expect(login?.found).toBe('robot$reader; the clock there is 3 hours ahead');
    expect(report.rights?.cannot.join(' ')).toContain('Never changes or refreshes a robot');
  });
});

describe('a connection that does not work stops at', () => {
  it.each(['', 'ftp://harbor.example.com', 'https://a:b@harbor.example.com'])(
    'the address %j',
    async (url) => {
      const { report } = await run(url);
      expect(inShort(report)).toEqual(['address failed']);
      expect(failureIn(report).error?.code).toBe('address-invalid');
    },
  );

  it('http that nobody allowed', async () => {
    const { report } = await run('http://127.0.0.1:9', { allowHttp: false });
    expect(failureIn(report)).toMatchObject({ step: 'address' });
  });

  it('the name', async () => {
    const { report } = await run('https://harbor.invalid');
    expect(failureIn(report)).toMatchObject({ step: 'dns', error: { code: 'dns-failed' } });
  });

  it('the port', async () => {
    const { report } = await run('https://127.0.0.1:9');
    expect(failureIn(report)).toMatchObject({ step: 'tcp', error: { code: 'connection-refused' } });
  });

  it('the proxy that cannot be reached, or wants a login', async () => {
    const simulator = await harbor({ tls: authority.valid });
    const dead = { kind: 'address', url: 'http://127.0.0.1:9', username: '' } as const;
    expect(failureIn((await run(simulator.url, { proxy: dead })).report)).toMatchObject({
      step: 'proxy',
      error: { code: 'proxy-failed' },
    });
    const proxy = await startProxy({ login: 'jo:s3cret' });
    const url = `http://127.0.0.1:${String(proxy.port)}`;
    const closed = { kind: 'address', url, username: '' } as const;
    expect(failureIn((await run(simulator.url, { proxy: closed })).report)).toMatchObject({
      step: 'proxy',
      error: { code: 'proxy-login-needed' },
    });
  });

  it('the certificate, with its chain', async () => {
    const simulator = await harbor({ tls: authority.selfSigned });
    const failed = failureIn((await run(simulator.url)).report);
    expect(failed).toMatchObject({ step: 'tls', error: { code: 'tls-untrusted' } });
    expect(failed.certificates[0]?.sha256).toBe(pinOf(authority.selfSigned).sha256);
    expect(simulator.traffic.count).toBe(0);
  });

  it('a client certificate that TLS 1.3 asks for late', async () => {
    const simulator = await harbor({ tls: { ...authority.valid, clientCa: authority.ca } });
    const { report } = await run(simulator.url, { trust: byAuthority });
    const failed = failureIn(report);
    expect(failed).toMatchObject({
      step: 'tls',
      error: { code: 'tls-client-certificate-needed' },
    });
    expect(failed.certificates[0]?.sha256).toBe(pinOf(authority.valid).sha256);
    const mine = await inFiles(authority.issueClient('jo'));
    const shown = await run(simulator.url, { trust: byAuthority, clientCertificate: mine });
    expect(shown.report.ok).toBe(true);
    const gone = { ...mine, keyFile: '/nowhere/client.key' };
    const lost = await run(simulator.url, { trust: byAuthority, clientCertificate: gone });
    expect(failureIn(lost.report)).toMatchObject({ step: 'tls', error: { code: 'file-failed' } });
  });

  it.each([
    ['Sonatype Nexus', { server: 'Nexus/3.70.1 (OSS)' }, 404, '<html></html>'],
    ['JFrog Artifactory', { 'x-jfrog-version': 'Artifactory/7.90.1' }, 404, '{"errors":[]}'],
    ['a plain registry', { 'docker-distribution-api-version': 'registry/2.0' }, 404, '404'],
    ['GitLab', {}, 200, '<html><head><title>Sign in · GitLab</title></head></html>'],
    ['something else', {}, 404, 'not found'],
    ['something else', { 'content-type': 'application/json' }, 200, '{"hello":"world"}'],
  ])('%s in place of Harbor', async (name, headers, status, body) => {
    const server = await oddServer((_asked, reply) => reply.writeHead(status, headers).end(body));
    const failed = failureIn((await run(server.url)).report);
    expect(failed).toMatchObject({ step: 'harbor', error: { code: 'not-harbor' } });
    expect(failed.error?.message).toContain(name);
    expect(server.logins).toEqual([]);
  });

  it('a Harbor that is too old', async () => {
    const old = await oddServer((_asked, reply) =>
      sendJson(reply, 200, { auth_mode: 'db_auth', harbor_version: 'v2.1.6-b7a7ccba' }),
    );
    expect(failureIn((await run(old.url)).report).error?.message).toContain('too old (v2.1.6');
    const ancient = await oddServer((asked, reply) => {
      const isVersion = asked.url === '/api/version';
      if (isVersion) return sendJson(reply, 200, { version: 'v1.0' });
      return reply.writeHead(404).end('Not Found');
    });
    expect(failureIn((await run(ancient.url)).report).error?.message).toContain('too old');
    expect([...old.logins, ...ancient.logins]).toEqual([]);
  });

  it('a Harbor that is down for the moment', async () => {
    const simulator = await harbor();
    simulator.faults.add({ kind: 'proxy-error', status: 503 });
    expect(failureIn((await run(simulator.url)).report)).toMatchObject({
      step: 'harbor',
      error: { code: 'harbor-unavailable', retryable: true },
    });
  });

  it('another address that it is sent on to', async () => {
    const server = await oddServer((_asked, reply) =>
      reply.writeHead(302, { location: 'https://sso.example.com/login' }).end(),
    );
    expect(failureIn((await run(server.url)).report)).toMatchObject({
      step: 'harbor',
      error: { code: 'redirected', details: { location: 'sso.example.com' } },
    });
  });

  it('the login, after one attempt', async () => {
    const simulator = await harbor();
    const { report } = await run(simulator.url, { credentials: asUser('admin', 'Wrong12345') });
    expect(failureIn(report)).toMatchObject({ step: 'login', error: { code: 'login-refused' } });
    expect(report).toMatchObject({ ok: false, rights: null });
    expect(loginsSeen(simulator)).toEqual(['GET /api/v2.0/users/current']);
  });
});

describe('a connection test', () => {
  it('ends when it is cancelled', async () => {
    const simulator = await harbor();
    simulator.faults.add({ kind: 'latency', delay: 60_000 });
    const giveUp = new AbortController();
    const onStep = ({ step, status }: TestStep): void => {
      if (step === 'harbor' && status === 'running') giveUp.abort();
    };
    const running = testConnection(optionsFor(simulator.url), onStep, giveUp.signal);
    const failure: unknown = await running.catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code: 'cancelled' });
  });

  it('never shows a secret', async () => {
    const simulator = await harbor();
    const proxy = await startProxy({ login: 'jo:other' });
    const url = `http://127.0.0.1:${String(proxy.port)}`;
    const { told } = await run(simulator.url, {
      credentials: asUser('admin', 'Pl4nted-Secret'),
      proxy: { kind: 'address', url, username: 'jo' },
      proxyPassword: () => Promise.resolve('Pl4nted-Proxy'),
    });
    const refused = await run(simulator.url, { credentials: asUser('admin', 'Pl4nted-Secret') });
    const all = JSON.stringify([told, refused]);
    expect(all).not.toMatch(/Pl4nted/);
    expect(all).not.toContain(btoa('admin:Pl4nted-Secret'));
  });
});
