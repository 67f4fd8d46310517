import { get } from 'node:https';
import type { RequestOptions } from 'node:https';
import { X509Certificate } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { createSimulator } from '../../../shared/simulator/simulator.ts';
import type { SimulatorTls } from '../../../shared/simulator/http/server.ts';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { createTlsAuthority } from '../../../shared/simulator/http/tls.ts';

const authority = createTlsAuthority();
let simulator: Simulator | undefined;

afterEach(async () => {
  await simulator?.close();
  simulator = undefined;
});

/** The status of GET /ping over TLS, or the code of what went wrong. */
async function ping(tls: SimulatorTls, options: RequestOptions = {}): Promise<string> {
  simulator = createSimulator({ version: '2.15.2', tls });
  const { url } = await simulator.listen();
  return new Promise((resolve) => {
    const sent = get(`${url}/api/v2.0/ping`, { ca: authority.ca, ...options }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(String(answer.statusCode)));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

test.each([
  ['valid', '200'],
  ['changed', '200'],
  ['selfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['expired', 'CERT_HAS_EXPIRED'],
  ['otherHost', 'ERR_TLS_CERT_ALTNAME_INVALID'],
] as const)('a %s certificate ends in %s', async (variant, outcome) => {
  expect(await ping(authority[variant])).toBe(outcome);
});

test('a certificate that its own fingerprint vouches for', async () => {
  expect(await ping(authority.selfSigned, { ca: authority.selfSigned.cert })).toBe('200');
});

test('a client certificate that is asked for', async () => {
  const tls = { ...authority.valid, clientCa: authority.ca };
  expect(await ping(tls)).toBe('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED');
  await simulator?.close();
  const { key, cert } = authority.issueClient('purser');
  expect(await ping(tls, { key, cert })).toBe('200');
});

test('the changed certificate differs from the first, for the same host', () => {
  const [before, after] = [authority.valid, authority.changed].map(
    ({ cert }) => new X509Certificate(cert),
  );
  expect(before?.fingerprint256).not.toBe(after?.fingerprint256);
  expect(before?.subjectAltName).toBe(after?.subjectAltName);
});
