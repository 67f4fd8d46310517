import type { IncomingMessage } from 'node:http';

const MAX_BODY = 64 * 1024 * 1024;

/** The whole body of a request; rejects beyond 64 MiB or when the client goes away. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) throw new Error('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
