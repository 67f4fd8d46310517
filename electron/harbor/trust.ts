import { readFile } from 'node:fs/promises';
import * as tls from 'node:tls';
import { AppError } from '../../shared/contract/errors.ts';
import type { HarborOptions } from './types.ts';

/** How TLS to one Harbor is set up: certificates of both sides. */
export interface TlsSetup {
  readonly context: tls.SecureContext;
  /** SHA-256 of the one certificate that is trusted, or null to judge by authorities. */
  readonly pin: string | null;
  readonly hasClientCertificate: boolean;
}

/** Contexts of authorities alone: parsing 700 certificates takes 30 ms, and they are the same. */
const contexts = new Map<string, tls.SecureContext>();
const CONTEXTS_KEPT = 20;

let systemAuthorities: readonly string[] | null = null;

/** Node's own authorities and the system's, as PEM. Read once, because reading blocks. */
function authorities(): readonly string[] {
  if (systemAuthorities !== null) return systemAuthorities;
  // Missing before Node 22.15; Node's own authorities remain.
  const system = 'getCACertificates' in tls ? tls.getCACertificates('system') : [];
  systemAuthorities = [...new Set([...tls.rootCertificates, ...system])];
  return systemAuthorities;
}

/**
 * Prepares TLS for an instance. Throws AppError `file-failed` where a file of the client
 * certificate cannot be read, `tls-client-certificate-bad` where certificate, key or passphrase
 * do not fit, `file-invalid` where the authority's PEM holds no certificate.
 */
export async function tlsSetup(
  options: Pick<HarborOptions, 'trust' | 'clientCertificate'>,
): Promise<TlsSetup> {
  const { trust, clientCertificate } = options;
  const pin = trust.kind === 'pin' ? trust.sha256 : null;
  const pem = trust.kind === 'ca' ? trust.pem : '';
  if (clientCertificate === null) {
    return { context: sharedContext(pin === null, pem), pin, hasClientCertificate: false };
  }
  const cert = await readOwnFile(clientCertificate.certificateFile);
  const key = await readOwnFile(clientCertificate.keyFile);
  const passphrase = (await clientCertificate.passphrase()) ?? undefined;
  const own = { cert, key, ...(passphrase === undefined ? {} : { passphrase }) };
  const ca = pin === null ? { ca: [...authorities(), ...certificatesIn(pem)] } : {};
  try {
    const context = tls.createSecureContext({ ...ca, ...own });
    return { context, pin, hasClientCertificate: true };
  } catch (cause) {
    throw new AppError(
      'tls-client-certificate-bad',
      `The client certificate ${clientCertificate.certificateFile} cannot be used with its key: ${reasonOf(cause)}. Check both files and the passphrase.`,
      { details: { file: clientCertificate.certificateFile }, cause },
    );
  }
}

function sharedContext(withAuthorities: boolean, pem: string): tls.SecureContext {
  if (!withAuthorities) return tls.createSecureContext();
  const known = contexts.get(pem);
  if (known !== undefined) return known;
  const context = tls.createSecureContext({ ca: [...authorities(), ...certificatesIn(pem)] });
  const oldest = contexts.keys().next();
  if (contexts.size >= CONTEXTS_KEPT && oldest.done === false) contexts.delete(oldest.value);
  contexts.set(pem, context);
  return context;
}

/** The certificates in a PEM text; a text without any is an error, because it would trust nobody. */
function certificatesIn(pem: string): string[] {
  if (pem === '') return [];
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    if (found.length === 0) throw new Error('no certificate');
    for (const one of found) tls.createSecureContext({ ca: one });
    return found;
  } catch (cause) {
    throw new AppError(
      'file-invalid',
      'The certificate authority of this instance is not a PEM certificate. It begins with "-----BEGIN CERTIFICATE-----"; paste it again.',
      { cause },
    );
  }
}

async function readOwnFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new AppError(
      'file-failed',
      `The file ${path} of the client certificate cannot be read. Check that it is there and that you may read it.`,
      { details: { file: path }, cause },
    );
  }
}

/** What OpenSSL (or BoringSSL, with underscores) found, where it is one of the usual things. */
function reasonOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (/bad[ _](?:decrypt|password)|interrupted or cancelled/i.test(text)) {
    return 'the passphrase is missing or wrong';
  }
  if (/key[ _]values[ _]mismatch/i.test(text)) return 'they do not belong together';
  if (/no[ _]start[ _]line|pem/i.test(text)) return 'one of them is not PEM';
  return 'they were not understood';
}
