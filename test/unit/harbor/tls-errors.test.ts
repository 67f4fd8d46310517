import { describe, expect, it } from 'vitest';
import { connectionError, timeoutError } from '../../../electron/harbor/connection-errors.ts';
import { tlsChanged, tlsError } from '../../../electron/harbor/tls-errors.ts';

const chain = [
  {
    subject: 'CN=other.example.com',
    issuer: 'CN=Corp CA',
    validFrom: 1_700_000_000,
    validTo: 1_700_086_400,
    sha256: 'ab'.repeat(32),
    names: ['other.example.com', '192.0.2.1'],
  },
];
const failure = (code: string, hasClientCertificate = false) =>
  tlsError(Object.assign(new Error(), { code }), {
    host: 'harbor.example.com',
    certificates: chain,
    hasClientCertificate,
  });

describe('tlsError', () => {
  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-untrusted'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls-untrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-untrusted'],
    ['CERT_HAS_EXPIRED', 'tls-expired'],
    ['CERT_NOT_YET_VALID', 'tls-expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-wrong-host'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls-client-certificate-needed'],
    ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'tls-client-certificate-needed'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-failed'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls-failed'],
    ['EPROTO', 'tls-failed'],
  ])('%s is %s', (code, expected) => {
    const error = failure(code);
    expect(error.code).toBe(expected);
    expect(error.message).toContain('harbor.example.com');
  });

  it.each(['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA'])(
    'blames the client certificate that was shown for %s',
    (code) => {
      expect(failure(code, true).code).toBe('tls-client-certificate-bad');
    },
  );

  it('shows the chain, the day and the names', () => {
    expect(failure('CERT_HAS_EXPIRED').message).toContain('expired on 2023-11-15');
    expect(failure('ERR_TLS_CERT_ALTNAME_INVALID').message).toContain(
      'other.example.com, 192.0.2.1',
    );
    expect(failure('DEPTH_ZERO_SELF_SIGNED_CERT').details['certificates']).toEqual(chain);
  });

  it('keeps both certificates when the trusted one was replaced', () => {
    const error = tlsChanged('harbor.example.com', 'cd'.repeat(32), chain);
    expect(error.details).toEqual({
      host: 'harbor.example.com',
      pinned: { sha256: 'cd'.repeat(32) },
      certificates: chain,
    });
  });
});

describe('connectionError', () => {
  const failed = (code: string, what: 'Harbor' | 'the proxy' = 'Harbor') =>
    connectionError(Object.assign(new Error(), { code }), { host: 'h.example:8443', what }, false);

  it.each([
    ['ENOTFOUND', 'dns-failed'],
    ['EAI_AGAIN', 'dns-failed'],
    ['ECONNREFUSED', 'connection-refused'],
    ['EHOSTUNREACH', 'connection-failed'],
    ['ECONNRESET', 'connection-failed'],
    ['EWHATEVER', 'connection-failed'],
  ])('%s is %s', (code, expected) => {
    expect(failed(code).code).toBe(expected);
    expect(failed(code, 'the proxy').code).toBe('proxy-failed');
  });

  it('names the place and what to do', () => {
    expect(failed('ENOTFOUND').message).toMatch(/The name h\.example was not found\. Check/);
    expect(failed('ECONNREFUSED').message).toMatch(/h\.example:8443.*refused\. Check/);
    expect(failed('ENOTFOUND', 'the proxy').message).toMatch(/The proxy h\.example:8443/);
  });

  it('says which phase took too long', () => {
    const place = { host: 'h.example', what: 'Harbor' } as const;
    expect(timeoutError('tls', place, 2_500, false)).toMatchObject({
      code: 'timeout',
      details: { phase: 'tls', seconds: 2.5 },
      retryable: true,
    });
  });
});
