import { Agent, request as httpRequest } from 'node:http';
import type { ReceivedAnswer, Stage } from './player.ts';

/** Sends requests exactly as given: no cookie is kept, nothing is added but what HTTP needs. */
export class HttpSender {
  readonly #base: URL;
  readonly #agent = new Agent({ keepAlive: true });

  constructor(url: string) {
    this.#base = new URL(url);
  }

  send(request: Parameters<Stage['send']>[0]): Promise<ReceivedAnswer> {
    const body = request.body === undefined ? undefined : Buffer.from(request.body, 'utf8');
    const writes = ['POST', 'PUT', 'PATCH'].includes(request.method);
    const headers = {
      ...request.headers,
      ...(body
        ? { 'Content-Length': String(body.length) }
        : writes
          ? { 'Content-Length': '0' }
          : {}),
    };
    return new Promise((resolve, reject) => {
      const sent = httpRequest(
        {
          host: this.#base.hostname,
          port: this.#base.port,
          method: request.method,
          path: request.path,
          headers,
          agent: this.#agent,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(chunks).toString('utf8'),
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** A Harbor behind a URL that was started with fixtures: real waits, or its own clock moved. */
export function remoteStage(
  url: string,
  moveClock: boolean,
): Stage & { reset(): Promise<void>; close(): void } {
  const sender = new HttpSender(url);
  const control = async (path: string, body: unknown): Promise<void> => {
    const answer = await sender.send({
      method: 'POST',
      path: `/__simulator/${path}`,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  };
  return {
    send: (request) => sender.send(request),
    fixture: (step) => control('fixture', step),
    wait: (seconds) =>
      moveClock
        ? control('clock', { seconds })
        : new Promise((resolve) => setTimeout(resolve, seconds * 1000)),
    reset: () => control('reset', {}),
    close: () => sender.close(),
  };
}
