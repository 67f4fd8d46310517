import { createHash } from 'node:crypto';
import type { DetailedPeerCertificate, PeerCertificate, TLSSocket } from 'node:tls';
import type { CertificateView } from '../../shared/contract/instances.ts';

/** SHA-256 of a certificate as the server sent it, lower-case hex without colons. */
export const fingerprintOf = (certificate: { readonly raw: Buffer }): string =>
  createHash('sha256').update(certificate.raw).digest('hex');

/** The chain that the other side sent, leaf first; empty if it sent none. Ends at a root. */
export function chainOf(socket: TLSSocket): CertificateView[] {
  const chain: CertificateView[] = [];
  const seen = new Set<string>();
  let next: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (next?.raw !== undefined) {
    const view = viewOf(next);
    if (seen.has(view.sha256)) break;
    seen.add(view.sha256);
    chain.push(view);
    next = next.issuerCertificate;
  }
  return chain;
}

function viewOf(certificate: PeerCertificate): CertificateView {
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validFrom: secondsOf(certificate.valid_from),
    validTo: secondsOf(certificate.valid_to),
    sha256: fingerprintOf(certificate),
    names: namesOf(certificate.subjectaltname),
  };
}

/** `CN=harbor.example.com, O=Example`, most telling first. */
function nameOf(name: object | undefined): string {
  const parts = Object.entries(name ?? {}) as [string, string | string[]][];
  const order = ['CN', 'OU', 'O', 'L', 'ST', 'C'];
  const place = (key: string): number => (order.includes(key) ? order.indexOf(key) : order.length);
  return parts
    .sort(([a], [b]) => place(a) - place(b))
    .map(([key, value]) => `${key}=${Array.isArray(value) ? value.join('+') : value}`)
    .join(', ');
}

const secondsOf = (time: string): number => {
  const milliseconds = Date.parse(time);
  return Number.isNaN(milliseconds) ? 0 : Math.floor(milliseconds / 1_000);
};

/** `DNS:a.example.com, IP Address:192.0.2.1` as a list of bare names. */
const namesOf = (alternatives: string | undefined): string[] =>
  (alternatives ?? '')
    .split(', ')
    .map((name) => name.replace(/^(?:DNS|IP Address|URI|email):/, ''))
    .filter((name) => name !== '');
