import { lookup } from 'node:dns/promises';
import { isIP, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { AppError } from '../../shared/contract/errors.ts';
import type { Rights, TestStep } from '../../shared/contract/instances.ts';
import { counted } from '../../shared/robots/counted.ts';
import { parseAddress, type Address } from '../harbor/address.ts';
import { chainOf } from '../harbor/certificates.ts';
import { createHarborClient } from '../harbor/client.ts';
import { cancelledError, connectionError } from '../harbor/connection-errors.ts';
import type { PhaseLimit } from '../harbor/dial.ts';
import { chooseLine, openLine, openUntrusted, type Line } from '../harbor/line.ts';
import { recognise, type Recognised } from '../harbor/recognise.ts';
import { createTransport } from '../harbor/transport.ts';
import type { HarborOptions } from '../harbor/types.ts';
import { notByProvider } from '../sign-in/sign-in-errors.ts';
import type { TestConnection } from './instances.ts';
import { createSteps, type Steps } from './test-steps.ts';

/**
 * Tries an instance step by step, with real connections: address, DNS, TCP, proxy, TLS, is
 * this a Harbor, login, rights. `onStep` is told when a step starts, passes, fails, or is
 * skipped because it does not apply; the test stops at the step that failed. The login is sent
 * once, and only after everything before it has passed. Throws AppError `cancelled` alone.
 */
export const testConnection: TestConnection = async (options, onStep, signal) => {
  const steps = createSteps(onStep);
  let harborVersion: string | null = null;
  const onVersion = (version: string): void => {
    if (version !== '') harborVersion = version;
  };
  try {
    const rights = await runTest(options, steps, onVersion, signal);
    return { ok: true, steps: [...steps.taken], harborVersion, rights };
  } catch {
    if (signal.aborted) throw cancelledError();
    // Every other failure was reported with its step.
    return { ok: false, steps: [...steps.taken], harborVersion, rights: null };
  }
};

async function runTest(
  options: HarborOptions,
  steps: Steps,
  onVersion: (version: string) => void,
  signal: AbortSignal,
): Promise<Rights> {
  const limit: PhaseLimit = { timeout: options.connectTimeout * 1_000, signal };
  const { address } = await steps.take('address', () => readAddress(options));
  await testWay(options, address, steps, limit);
  const found = await steps.take('harbor', () => findHarbor(options, address, signal));
  onVersion(found.version);
  const client = createHarborClient(options);
  try {
    await steps.take('login', async () => {
      requireSignIn(options, address, found);
      const who = await client.identity(signal);
      const info = await client.systemInfo(signal);
      onVersion(info.version);
      if (info.version !== '') steps.refine('harbor', nameHarbor(info.version, info.readOnly));
      return { found: `${who.username}${clockWords(info.clockOffset)}` };
    });
    const { rights } = await steps.take('rights', async () => {
      const found = await client.rights(signal);
      return { found: summary(found), rights: found };
    });
    return rights;
  } finally {
    await client.close();
  }
}

const readAddress = async (
  options: HarborOptions,
): Promise<{ found: string; address: Address }> => {
  const address = parseAddress(options.url, options.allowHttp);
  return Promise.resolve({ found: `${address.origin}${address.basePath}`, address });
};

/** The way to Harbor: which steps apply depends on whether a proxy is in between. */
async function testWay(
  options: HarborOptions,
  address: Address,
  steps: Steps,
  limit: PhaseLimit,
): Promise<void> {
  let chosen: Line | null = null;
  const choose = async (): Promise<Line> => (chosen ??= await chooseLine(options, address, limit));
  const isDirect = options.proxy.kind === 'none' || (await goesDirect(choose));
  if (isDirect) {
    await testDirectWay(address, steps, limit, choose);
    steps.skip('proxy', 'Direct connection');
  } else {
    steps.skip('dns', 'The proxy looks the name up');
    steps.skip('tcp', 'The proxy connects');
    await steps.take('proxy', async () => {
      const line = await choose();
      (await openUntrusted(line, limit)).destroy();
      return { found: line.route.kind === 'direct' ? 'Direct connection' : line.route.host };
    });
  }
  if (!address.secure) return steps.skip('tls', 'Plain http, not encrypted');
  await steps.take('tls', async () => {
    const socket = await openLine(await choose(), limit);
    const shown = lookAt(socket);
    socket.destroy();
    return shown;
  });
}

/** A route that cannot be chosen is a matter of the step `proxy`, which fails with it. */
const goesDirect = async (choose: () => Promise<Line>): Promise<boolean> => {
  try {
    return (await choose()).route.kind === 'direct';
  } catch (error) {
    return error instanceof AppError && !error.code.startsWith('proxy-');
  }
};

async function testDirectWay(
  address: Address,
  steps: Steps,
  limit: PhaseLimit,
  choose: () => Promise<Line>,
): Promise<void> {
  const { hostname, host } = address;
  if (isIP(hostname) === 0) {
    await steps.take('dns', async () => ({ found: await addressesOf(address, limit.signal) }));
  } else {
    steps.skip('dns', 'An IP address needs no look-up');
  }
  await steps.take('tcp', async () => {
    const line = { address, route: { kind: 'direct' }, tls: null } as const;
    const socket = await openUntrusted(line, limit);
    const found = `${socket.remoteAddress ?? host} port ${String(address.port)}`;
    socket.destroy();
    return { found };
  });
  // Certificates are read with the route; what is wrong with them shows in the step TLS.
  await choose().catch(() => undefined);
}

async function addressesOf(address: Address, signal: AbortSignal | undefined): Promise<string> {
  if (signal?.aborted === true) throw cancelledError();
  try {
    const found = await lookup(address.hostname, { all: true });
    return found.map((one) => one.address).join(', ');
  } catch (cause) {
    throw connectionError(cause, { host: address.host, what: 'Harbor' }, false);
  }
}

function lookAt(socket: Socket): { found: string; certificates: TestStep['certificates'] } {
  if (!(socket instanceof TLSSocket)) return { found: '', certificates: [] };
  const certificates = chainOf(socket);
  const until = certificates[0]?.validTo ?? 0;
  const day = new Date(until * 1_000).toISOString().slice(0, 10);
  const protocol = (socket.getProtocol() ?? 'TLS').replace('TLSv', 'TLS ');
  return { found: `${protocol}, certificate until ${day}`, certificates };
}

async function findHarbor(
  options: HarborOptions,
  address: Address,
  signal: AbortSignal,
): Promise<Recognised & { found: string }> {
  const transport = createTransport(options, address);
  try {
    const recognised = await recognise(transport, signal);
    return { found: nameHarbor(recognised.version, false), ...recognised };
  } finally {
    await transport.close();
  }
}

/** Somebody has to be signed in before anything can be tried as them. */
function requireSignIn(
  { credentials }: HarborOptions,
  { host }: Address,
  { authMode, provider }: Recognised,
): void {
  if (credentials.kind !== 'oidc') return;
  if (authMode !== 'oidc_auth') throw notByProvider(host);
  if (credentials.signedIn.session !== null) return;
  const where = provider === '' ? 'the provider' : provider;
  throw new AppError(
    'sign-in-ended',
    `Nobody is signed in at ${host} now. Sign in with ${where}, in a window of its own.`,
    { details: { host, provider } },
  );
}

/** `v2.15.2-cdab4ae5` as people say it; Harbor from 2.13 on tells strangers no version. */
function nameHarbor(version: string, isReadOnly: boolean): string {
  const name =
    version === ''
      ? 'Harbor 2.13 or newer'
      : `Harbor ${version.replace(/^v/, '').split('-')[0] ?? ''}`;
  return isReadOnly ? `${name}, in read-only mode` : name;
}

/** Offset of the server's clock in seconds; said from a minute on. */
function clockWords(offset: number | null): string {
  if (offset === null || Math.abs(offset) < 60) return '';
  const minutes = Math.round(Math.abs(offset) / 60);
  const length =
    minutes < 120 ? counted(minutes, 'minute') : counted(Math.round(minutes / 60), 'hour');
  return `; the clock there is ${length} ${offset > 0 ? 'ahead' : 'behind'}`;
}

function summary({ identity, adminOfProjects }: Rights): string {
  switch (identity) {
    case 'system-admin':
      return 'System administrator';
    case 'project-admin':
      return `Project administrator of ${counted(adminOfProjects, 'project')}`;
    case 'robot':
      return 'Robot';
    case 'user':
    case 'unknown':
      return 'User without administration';
  }
}
