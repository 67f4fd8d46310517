import { X509Certificate } from 'node:crypto';
import { TLSSocket } from 'node:tls';
import { AppError } from '../../shared/contract/errors.ts';
import { parseAddress, type Address } from '../harbor/address.ts';
import { fingerprintOf } from '../harbor/certificates.ts';
import type { PhaseLimit } from '../harbor/dial.ts';
import { chooseLine, openLine } from '../harbor/line.ts';
import { tlsChanged } from '../harbor/tls-errors.ts';
import type { HarborOptions } from '../harbor/types.ts';
import type { ShownCertificate } from './window-port.ts';

/**
 * Judges the certificates of a sign-in by the rules of its instance. Those that the browser
 * trusts by itself are trusted, but for a Harbor of which one certificate alone was trusted. All
 * others are judged by the code that judges them for Purser's own requests: it opens a connection
 * to the same server and must be shown, and accept, the same certificate.
 */
export interface CertificateJudge {
  /** Something is fetched from there: a certificate comes without its port. */
  asked(url: string): void;
  /** Null where it is trusted, else why not. */
  judge(shown: ShownCertificate): Promise<AppError | null>;
}

const HTTPS_PORT = 443;

export function createCertificateJudge(
  options: HarborOptions,
  harbor: Address,
  limit: PhaseLimit,
): CertificateJudge {
  const ports = new Map<string, Set<number>>();
  const { trust } = options;

  const portsOf = (hostname: string): Set<number> => {
    const known = ports.get(hostname) ?? new Set<number>();
    ports.set(hostname, known);
    return known;
  };
  if (harbor.secure) portsOf(harbor.hostname).add(harbor.port);

  /** Trust of one certificate is for Harbor alone; a client certificate is shown to nobody else. */
  const elsewhere: HarborOptions = {
    ...options,
    trust: trust.kind === 'pin' ? { kind: 'system' } : trust,
    clientCertificate: null,
  };

  const seenAt = async (hostname: string, port: number): Promise<string> => {
    const name = hostname.includes(':') ? `[${hostname}]` : hostname;
    const address = parseAddress(`https://${name}:${String(port)}`, false);
    const isHarbor = address.origin === harbor.origin;
    const line = await chooseLine(isHarbor ? options : elsewhere, address, limit);
    const socket = await openLine(line, limit);
    const { raw } = socket instanceof TLSSocket ? socket.getPeerCertificate() : {};
    socket.destroy();
    return raw === undefined ? '' : fingerprintOf({ raw });
  };

  return {
    asked(text) {
      if (!URL.canParse(text)) return;
      const url = new URL(text);
      if (!['https:', 'wss:'].includes(url.protocol)) return;
      const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
      portsOf(hostname).add(url.port === '' ? HTTPS_PORT : Number(url.port));
    },
    async judge({ hostname, pem, isTrusted }) {
      const shown = fingerprintOf(new X509Certificate(pem));
      if (trust.kind === 'pin' && harbor.secure && hostname === harbor.hostname) {
        return shown === trust.sha256 ? null : tlsChanged(harbor.host, trust.sha256, []);
      }
      if (isTrusted) return null;
      let why: AppError | null = null;
      for (const port of portsOf(hostname)) {
        try {
          if ((await seenAt(hostname, port)) === shown) return null;
        } catch (error) {
          if (error instanceof AppError) why ??= error;
        }
      }
      return why ?? notTheSame(hostname);
    },
  };
}

const notTheSame = (hostname: string): AppError =>
  new AppError(
    'tls-untrusted',
    `${hostname} showed two different certificates one after the other, so neither was trusted.`,
    { details: { host: hostname, reason: '', certificates: [] } },
  );
