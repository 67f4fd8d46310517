import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** DER with a tag and its content. */
function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80
      ? Buffer.from([length])
      : length < 0x100
        ? Buffer.from([0x81, length])
        : Buffer.from([0x82, length >> 8, length & 0xff]);
  return Buffer.concat([Buffer.from([tag]), size, content]);
}

const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts);
const octets = (content: Buffer): Buffer => der(0x04, content);
const TRUE = Buffer.from([0x01, 0x01, 0xff]);

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const number of rest) {
    const groups = [number & 0x7f];
    for (let left = number >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80);
    bytes.push(...groups);
  }
  return der(0x06, Buffer.from(bytes));
}

const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));

function name(commonName: string): Buffer {
  const value = der(0x0c, Buffer.from(commonName, 'utf8'));
  return sequence(der(0x31, sequence(oid('2.5.4.3'), value)));
}

/** `date` as GeneralizedTime. */
function time(date: Date): Buffer {
  const text = `${date.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`;
  return der(0x18, Buffer.from(text, 'ascii'));
}

function extension(id: string, critical: boolean, content: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [TRUE] : []), octets(content));
}

/** A host name or an IPv4 address as GeneralName. */
function generalName(host: string): Buffer {
  return /^\d+(\.\d+){3}$/.test(host)
    ? der(0x87, Buffer.from(host.split('.').map(Number)))
    : der(0x82, Buffer.from(host, 'ascii'));
}

export interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export interface CertificateOptions {
  readonly subject: string;
  readonly issuer: string;
  readonly keys: Keys;
  readonly signer: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly ca: boolean;
  /** Host names and IPv4 addresses; none for a client certificate. */
  readonly hosts: readonly string[];
  readonly usage: 'server' | 'client' | 'ca';
}

const USAGES = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' };

/** A new P-256 key pair. */
export function newKeys(): Keys {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

/** An X.509 version 3 certificate as PEM. */
export function makeCertificate(options: CertificateOptions): string {
  const spki = options.keys.publicKey.export({ type: 'spki', format: 'der' });
  const extensions = [
    extension('2.5.29.19', true, sequence(...(options.ca ? [TRUE] : []))),
    extension(
      '2.5.29.14',
      false,
      octets(createHash('sha256').update(spki).digest().subarray(0, 20)),
    ),
  ];
  if (options.usage !== 'ca')
    extensions.push(extension('2.5.29.37', false, sequence(oid(USAGES[options.usage]))));
  if (options.hosts.length > 0)
    extensions.push(extension('2.5.29.17', false, sequence(...options.hosts.map(generalName))));
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ECDSA_SHA256,
    name(options.issuer),
    sequence(time(options.notBefore), time(options.notAfter)),
    name(options.subject),
    spki,
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', body, options.signer);
  const whole = sequence(body, ECDSA_SHA256, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
