import { makeCertificate, newKeys } from './certificate.ts';
import type { Keys } from './certificate.ts';

/** A private key and its certificate, PEM. */
export interface KeyPair {
  readonly key: string;
  readonly cert: string;
}

export interface LeafOptions {
  /** Names and IPv4 addresses it is for; `localhost` and `127.0.0.1` when absent. */
  readonly hosts?: readonly string[];
  /** Days from now; `from` may be in the past. */
  readonly from?: number;
  readonly until?: number;
}

/** A certification authority made for one test run, and the leaves that go wrong in every way. */
export interface TlsAuthority {
  /** PEM of the authority itself. */
  readonly ca: string;
  /** For localhost and 127.0.0.1, signed by `ca`. */
  readonly valid: KeyPair;
  readonly selfSigned: KeyPair;
  /** Ran out yesterday. */
  readonly expired: KeyPair;
  /** For `harbor.example.org` alone. */
  readonly otherHost: KeyPair;
  /** Another leaf for the same host: what a server shows after its certificate was replaced. */
  readonly changed: KeyPair;
  /** A further server certificate signed by `ca`. */
  issue(options?: LeafOptions): KeyPair;
  /** A client certificate signed by `ca`. */
  issueClient(name: string): KeyPair;
}

const DAY = 86_400_000;
const LOCAL = ['localhost', '127.0.0.1'];
const CA_NAME = 'Simulator CA';

const inDays = (days: number): Date => new Date(Date.now() + days * DAY);

function pair(keys: Keys, cert: string): KeyPair {
  return { key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
}

/** Makes an authority and its leaves with fresh keys. */
export function createTlsAuthority(): TlsAuthority {
  const authority = newKeys();
  const ca = makeCertificate({
    subject: CA_NAME,
    issuer: CA_NAME,
    keys: authority,
    signer: authority.privateKey,
    notBefore: inDays(-30),
    notAfter: inDays(365),
    ca: true,
    hosts: [],
    usage: 'ca',
  });
  const leaf = (
    usage: 'server' | 'client',
    subject: string,
    { hosts = LOCAL, from = -1, until = 90 }: LeafOptions,
  ): KeyPair => {
    const keys = newKeys();
    const cert = makeCertificate({
      subject,
      issuer: CA_NAME,
      keys,
      signer: authority.privateKey,
      notBefore: inDays(from),
      notAfter: inDays(until),
      ca: false,
      hosts: usage === 'client' ? [] : hosts,
      usage,
    });
    return pair(keys, cert);
  };
  const issue = (options: LeafOptions = {}): KeyPair =>
    leaf('server', options.hosts?.[0] ?? 'localhost', options);
  return {
    ca,
    valid: issue(),
    selfSigned: selfSigned(),
    expired: issue({ from: -30, until: -1 }),
    otherHost: issue({ hosts: ['harbor.example.org'] }),
    changed: issue(),
    issue,
    issueClient: (name) => leaf('client', name, {}),
  };
}

function selfSigned(): KeyPair {
  const keys = newKeys();
  const cert = makeCertificate({
    subject: 'localhost',
    issuer: 'localhost',
    keys,
    signer: keys.privateKey,
    notBefore: inDays(-1),
    notAfter: inDays(90),
    ca: false,
    hosts: LOCAL,
    usage: 'server',
  });
  return pair(keys, cert);
}
