import { readAddress } from '../../shared/contract/address.ts';
import { AppError } from '../../shared/contract/errors.ts';

/** Where a Harbor is, in the parts that sockets, certificates and requests need. */
export interface Address {
  /** https://harbor.example.com:8443, the default port left out. */
  readonly origin: string;
  /** Name or IP address, IPv6 without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** As in the `Host` header and in sentences: harbor.example.com:8443. */
  readonly host: string;
  readonly secure: boolean;
  /** Path that a proxy put in front of Harbor, '' for none; no slash at the end. */
  readonly basePath: string;
}

/**
 * Reads what a user typed as the address of a Harbor. Throws AppError `address-invalid` with
 * the sentence for the user; also where http was not asked for on purpose.
 */
export function parseAddress(typed: string, allowHttp: boolean): Address {
  const read = readAddress(typed);
  if (read.problem !== null) throw new AppError('address-invalid', read.problem);
  const url = new URL(read.url);
  const secure = url.protocol === 'https:';
  if (!secure && !allowHttp) {
    throw new AppError(
      'address-invalid',
      `The address of ${url.host} begins with http, which sends the password unencrypted. Use https, or allow http for this instance.`,
      { details: { host: url.host } },
    );
  }
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  const basePath = url.pathname === '/' ? '' : url.pathname;
  return { origin: url.origin, hostname, port, host: url.host, secure, basePath };
}
