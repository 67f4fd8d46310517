import { AppError, type ErrorCode } from '../../shared/contract/errors.ts';
import type { CertificateView } from '../../shared/contract/instances.ts';
import { systemCode } from './connection-errors.ts';

/** What is known of a failed handshake. */
export interface TlsFailure {
  /** harbor.example.com:443 */
  readonly host: string;
  /** Leaf first; empty where it was not sent. */
  readonly certificates: readonly CertificateView[];
  readonly hasClientCertificate: boolean;
}

const EXPIRED = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']);
const WRONG_HOST = new Set(['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH']);

/** Why a chain was refused, as OpenSSL names it. */
const UNTRUSTED: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its authority is not known to this computer',
  UNABLE_TO_GET_ISSUER_CERT: 'its authority is not known to this computer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its authority is not known to this computer',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its authority is not known to this computer, or Harbor does not send the certificates between',
  CERT_REVOKED: 'it was revoked',
  CERT_REJECTED: 'it was rejected',
  CERT_UNTRUSTED: 'its authority is not trusted',
  CERT_SIGNATURE_FAILURE: 'its signature is wrong',
  CERT_CHAIN_TOO_LONG: 'its chain is too long',
  PATH_LENGTH_EXCEEDED: 'its chain is too long',
  INVALID_CA: 'its authority may not sign certificates',
  INVALID_PURPOSE: 'it is not meant for servers',
};

const CERTIFICATE_WANTED = /CERTIFICATE_REQUIRED/;
const CERTIFICATE_REFUSED =
  /ALERT_(?:BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED)/;
const NOT_TLS = /WRONG_VERSION_NUMBER|HTTP_REQUEST|PACKET_LENGTH_TOO_LONG|UNKNOWN_PROTOCOL/;

/** True for the codes that say the server's certificate was refused here. */
export const isCertificateCode = (code: string): boolean =>
  EXPIRED.has(code) || WRONG_HOST.has(code) || Object.hasOwn(UNTRUSTED, code);

/** True for the codes that a TLS library gives, as opposed to a broken connection. */
export const isTlsCode = (code: string): boolean =>
  code.startsWith('ERR_SSL_') ||
  code.startsWith('ERR_TLS_') ||
  code === 'EPROTO' ||
  isCertificateCode(code);

/**
 * Turns a failed handshake into one of the `tls-…` codes. `details.certificates` holds the
 * chain, so that the window can show it and offer to trust it.
 */
export function tlsError(cause: unknown, failure: TlsFailure): AppError {
  const reason = systemCode(cause);
  const { host, certificates } = failure;
  const make = (code: ErrorCode, message: string): AppError =>
    new AppError(code, message, { details: { host, reason, certificates }, cause });
  if (EXPIRED.has(reason)) return make('tls-expired', expired(failure, reason));
  if (WRONG_HOST.has(reason)) return make('tls-wrong-host', wrongHost(failure));
  const untrusted = UNTRUSTED[reason];
  if (untrusted !== undefined) {
    return make(
      'tls-untrusted',
      `The certificate of ${host} is not trusted: ${untrusted}. Compare its fingerprint with Harbor's administrator and trust it, or add the authority's certificate.`,
    );
  }
  if (CERTIFICATE_WANTED.test(reason)) return clientCertificateNeeded(host, reason);
  if (CERTIFICATE_REFUSED.test(reason)) {
    return failure.hasClientCertificate
      ? clientCertificateBad(host, reason)
      : clientCertificateNeeded(host, reason);
  }
  if (NOT_TLS.test(reason)) {
    return make(
      'tls-failed',
      `${host} does not speak TLS there. Check the port; if this Harbor has no https, write http:// and allow it.`,
    );
  }
  return make(
    'tls-failed',
    `No TLS connection to ${host} could be agreed on (${reason === '' ? 'no reason given' : reason}). Its TLS may be too old, or it asks for a client certificate.`,
  );
}

/** The trusted certificate was replaced: both fingerprints and the new chain are in the details. */
export function tlsChanged(
  host: string,
  pinned: string,
  certificates: readonly CertificateView[],
): AppError {
  return new AppError(
    'tls-changed',
    `The certificate of ${host} is no longer the one you trusted, so nothing was sent. Look at the new one and trust it if Harbor's administrator confirms it.`,
    { details: { host, pinned: { sha256: pinned }, certificates } },
  );
}

/** Harbor, or the proxy before it, wants to see a client certificate. */
export const clientCertificateNeeded = (host: string, reason: string): AppError =>
  new AppError(
    'tls-client-certificate-needed',
    `${host} asks for a client certificate. Choose its certificate and key file for this instance.`,
    { details: { host, reason } },
  );

/** The client certificate was shown and refused. */
export const clientCertificateBad = (host: string, reason: string): AppError =>
  new AppError(
    'tls-client-certificate-bad',
    `${host} refused the client certificate. It may be expired, revoked, or of an authority that is not known there.`,
    { details: { host, reason } },
  );

function expired({ host, certificates }: TlsFailure, reason: string): string {
  const leaf = certificates[0];
  const what = 'Check the clock of this computer, and have the certificate renewed.';
  if (reason === 'CERT_NOT_YET_VALID') {
    return `The certificate of ${host} is not valid before ${dayOf(leaf?.validFrom)}. ${what}`;
  }
  return `The certificate of ${host} expired on ${dayOf(leaf?.validTo)}. ${what}`;
}

function wrongHost({ host, certificates }: TlsFailure): string {
  const names = certificates[0]?.names ?? [];
  const shown = names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '');
  const holds = names.length === 0 ? 'names no host' : `is for ${shown}`;
  return `The certificate of ${host} ${holds}. Use the name that Harbor's certificate has, or trust this certificate.`;
}

const dayOf = (seconds: number | undefined): string =>
  seconds === undefined ? 'an unknown day' : new Date(seconds * 1_000).toISOString().slice(0, 10);
