import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface OddServer {
  readonly url: string;
  /** `GET /path`, in the order in which they came. */
  readonly seen: readonly string[];
  /** Values of `Authorization` as they came. */
  readonly logins: readonly string[];
}

/** A server that is not Harbor and answers as a test wants it; it ends with the test. */
export async function oddServer(
  answer: (asked: IncomingMessage, reply: ServerResponse) => void,
): Promise<OddServer> {
  const seen: string[] = [];
  const logins: string[] = [];
  const server = createServer((asked, reply) => {
    seen.push(`${asked.method ?? ''} ${asked.url ?? ''}`);
    if (asked.headers.authorization !== undefined) logins.push(asked.headers.authorization);
    answer(asked, reply);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${String(port)}`, seen, logins };
}

/** A JSON answer. */
export const sendJson = (reply: ServerResponse, status: number, body: unknown): void => {
  reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
