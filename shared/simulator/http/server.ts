import { createServer as createHttpServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';

/** PEM texts for a server that speaks TLS. */
export interface SimulatorTls {
  readonly key: string;
  readonly cert: string;
  /** Asks for a client certificate signed by one of these and refuses others. */
  readonly clientCa?: string;
}

/** Go takes headers of up to 1 MiB, which long queries need. */
const MAX_HEADERS = 1024 * 1024;

/** A server that does not listen yet, with TLS where there is a certificate for it. */
export function makeServer(tls: SimulatorTls | undefined, answer: RequestListener): Server {
  if (tls === undefined) return createHttpServer({ maxHeaderSize: MAX_HEADERS }, answer);
  const { key, cert, clientCa } = tls;
  const asking =
    clientCa === undefined ? {} : { ca: clientCa, requestCert: true, rejectUnauthorized: true };
  return createHttpsServer({ maxHeaderSize: MAX_HEADERS, key, cert, ...asking }, answer);
}
