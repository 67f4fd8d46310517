import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface OpenProxy {
  readonly port: number;
  /** Request lines as they came: `CONNECT 127.0.0.1:4433`, `GET http://…`. */
  readonly seen: readonly string[];
  /** Values of `Proxy-Authorization` as they came. */
  readonly logins: readonly string[];
  /** Cuts what is still open. */
  close(): Promise<void>;
}

export interface ProxyRules {
  /** Only this login is let through. */
  readonly login?: string;
  /** Every CONNECT is answered with this status instead. */
  readonly refuse?: number;
  /** Every name that it is asked for is this computer, as if it alone could look names up. */
  readonly isAllHere?: boolean;
  /** The proxy itself speaks TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** A real proxy on loopback: CONNECT tunnels, and plain http forwarded. */
export async function openProxy({
  login,
  refuse,
  isAllHere,
  tls,
}: ProxyRules = {}): Promise<OpenProxy> {
  const seen: string[] = [];
  const logins: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = tls === undefined ? createServer() : createSecureServer(tls);

  const isAllowed = (asked: IncomingMessage): boolean => {
    seen.push(`${asked.method ?? ''} ${asked.url ?? ''}`);
    const shown = asked.headers['proxy-authorization'] ?? '';
    if (shown !== '') logins.push(shown);
    return login === undefined || shown === `Basic ${btoa(login)}`;
  };

  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('request', (asked, answer) => {
    if (!isAllowed(asked)) {
      answer.writeHead(407, { 'proxy-authenticate': 'Basic realm="proxy"' }).end();
      return;
    }
    const headers = { ...asked.headers };
    delete headers['proxy-authorization'];
    const forwarded = request(asked.url ?? '', { method: asked.method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(answer);
    });
    forwarded.on('error', () => answer.writeHead(502).end());
    asked.pipe(forwarded);
  });
  server.on('connect', (asked: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => undefined);
    const status = isAllowed(asked) ? refuse : 407;
    if (status !== undefined) {
      const ask = status === 407 ? 'Proxy-Authenticate: Basic realm="proxy"\r\n' : '';
      socket.end(`HTTP/1.1 ${String(status)} No\r\n${ask}Content-Length: 0\r\n\r\n`);
      return;
    }
    const [, hostname = '', port = ''] = /^(.*):(\d+)$/.exec(asked.url ?? '') ?? [];
    const to = isAllHere === true ? '127.0.0.1' : hostname.replace(/^\[|\]$/g, '');
    const upstream = connect(Number(port), to, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    sockets.add(upstream);
    upstream.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n'));
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    logins,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
