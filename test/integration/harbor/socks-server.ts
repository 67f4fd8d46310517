import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface SocksServer {
  readonly port: number;
  /** Where a way was asked for, as it was asked: `5 harbor.inside:443`, `4 127.0.0.1:80`. */
  readonly seen: readonly string[];
  /** Logins as they came: `jo:s3cret`; of version 4 the name alone. */
  readonly logins: readonly string[];
}

export interface SocksRules {
  /** Only this login is let through. */
  readonly login?: string;
  /** Every request is answered with this reply instead (version 5: 1 to 8, version 4: 91 to 93). */
  readonly reply?: number;
  /** The one kind of login that is taken, instead of none (0) or name and password (2). */
  readonly method?: number;
  /** Names that this proxy alone knows. */
  readonly hosts?: Readonly<Record<string, string>>;
}

const UNKNOWN_HOST = 4;
const REFUSED = 5;

/** A real SOCKS proxy on loopback that ends with the test: version 5 (RFC 1928, 1929), and 4a. */
export async function startSocks(rules: SocksRules = {}): Promise<SocksServer> {
  const seen: string[] = [];
  const logins: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket).catch(() => socket.destroy());
  });

  const open = (client: Socket, name: string, port: number, answer: (code: number) => void) => {
    if (rules.reply !== undefined) return answer(rules.reply);
    const host = rules.hosts?.[name] ?? name;
    const upstream = connect(port, host, () => {
      answer(0);
      upstream.pipe(client).pipe(upstream);
    });
    sockets.add(upstream);
    upstream.on('error', (error) =>
      answer('code' in error && error.code === 'ECONNREFUSED' ? REFUSED : UNKNOWN_HOST),
    );
  };

  async function serve(socket: Socket): Promise<void> {
    const read = reader(socket);
    const [version = 0] = await read(1);
    if (version === 4) return serve4(socket, read);
    if (version !== 5) return void socket.destroy();
    const [count = 0] = await read(1);
    const offered = [...(await read(count))];
    const wanted = rules.method ?? (rules.login === undefined ? 0 : 2);
    if (!offered.includes(wanted)) return void socket.end(Buffer.from([5, 0xff]));
    socket.write(Buffer.from([5, wanted]));
    if (wanted === 2) {
      const [, length = 0] = await read(2);
      const name = (await read(length)).toString();
      const password = (await read((await read(1))[0] ?? 0)).toString();
      logins.push(`${name}:${password}`);
      const isRight = rules.login === `${name}:${password}`;
      socket.write(Buffer.from([1, isRight ? 0 : 1]));
      if (!isRight) return void socket.end();
    }
    const [, , , type = 0] = await read(4);
    const name =
      type === 1
        ? [...(await read(4))].join('.')
        : (await read((await read(1))[0] ?? 0)).toString('latin1');
    const port = (await read(2)).readUInt16BE();
    seen.push(`5 ${name}:${String(port)}`);
    open(socket, name, port, (code) => {
      const bytes = Buffer.from([5, code, 0, 1, 127, 0, 0, 1, 0, 0]);
      if (code === 0) socket.write(bytes);
      else socket.end(bytes);
    });
  }

  async function serve4(socket: Socket, read: Read): Promise<void> {
    await read(1);
    const port = (await read(2)).readUInt16BE();
    const ip = [...(await read(4))].join('.');
    const user = await text(read);
    if (user !== '') logins.push(user);
    const name = /^0\.0\.0\.[1-9]/.test(ip) ? await text(read) : ip;
    seen.push(`4 ${name}:${String(port)}`);
    open(socket, name, port, (code) => {
      const bytes = Buffer.from([0, code === 0 ? 90 : Math.max(code, 91), 0, 0, 0, 0, 0, 0]);
      if (code === 0) socket.write(bytes);
      else socket.end(bytes);
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, seen, logins };
}

type Read = (bytes: number) => Promise<Buffer>;

/** Reads exactly so many bytes; what follows stays in the socket, for the pipe. */
function reader(socket: Socket): Read {
  return async (bytes) => {
    for (;;) {
      const chunk = (bytes === 0 ? Buffer.alloc(0) : socket.read(bytes)) as Buffer | null;
      if (chunk !== null) return chunk;
      if (socket.readableEnded || socket.destroyed) throw new Error('the client left');
      await new Promise<void>((resolve) => {
        socket.once('readable', resolve).once('close', resolve);
      });
    }
  };
}

async function text(read: Read): Promise<string> {
  let all = '';
  for (;;) {
    const [byte = 0] = await read(1);
    if (byte === 0) return all;
    all += String.fromCharCode(byte);
  }
}
