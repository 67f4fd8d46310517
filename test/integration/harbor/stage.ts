import { onTestFinished } from 'vitest';
import { createHarborClient } from '../../../electron/harbor/client.ts';
import { realPorts, type Ports } from '../../../electron/harbor/retries.ts';
import type { Credentials, HarborClient, HarborOptions } from '../../../electron/harbor/types.ts';
import {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../../shared/simulator/simulator.ts';

export const PASSWORD = 'Harbor12345';

/** A simulated Harbor that ends with the test. Its clock jumps, so a failed login costs no time. */
export async function harbor(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = createSimulator({
    version: '2.15.2',
    adminPassword: PASSWORD,
    clock: 'jump',
    seed: 3,
    ...options,
  });
  await simulator.listen();
  onTestFinished(() => simulator.close());
  return simulator;
}

/** A user with the simulator's usual password. */
export const asUser = (username = 'admin', password = PASSWORD): Credentials => ({
  kind: 'user',
  username,
  password: () => Promise.resolve(password),
});

export const asRobot = ({ name, secret }: { name: string; secret: string }): Credentials => ({
  kind: 'robot',
  username: name,
  password: () => Promise.resolve(secret),
});

const mustNotAsk = (): Promise<never> => Promise.reject(new Error('must not be asked'));

export const optionsFor = (url: string, more: Partial<HarborOptions> = {}): HarborOptions => ({
  url,
  allowHttp: true,
  credentials: asUser(),
  trust: { kind: 'system' },
  clientCertificate: null,
  proxy: { kind: 'none' },
  proxyPassword: mustNotAsk,
  resolveSystemProxy: mustNotAsk,
  remember: () => undefined,
  parallel: 4,
  connectTimeout: 5,
  answerTimeout: 10,
  ...more,
});

/** Waits of retries end at once, and are written down. */
export function quickPorts(): { ports: Ports; waits: number[] } {
  const waits: number[] = [];
  const sleep: Ports['sleep'] = (milliseconds) => {
    waits.push(milliseconds);
    return Promise.resolve();
  };
  return { ports: { ...realPorts, random: () => 0.5, sleep }, waits };
}

/** A client that ends with the test. */
export function clientFor(
  url: string,
  more: Partial<HarborOptions> = {},
  ports: Ports = quickPorts().ports,
): HarborClient {
  const client = createHarborClient(optionsFor(url, more), ports);
  onTestFinished(() => client.close());
  return client;
}

/** Requests that reached the simulator and carried a login or a session. */
export const loginsSeen = (simulator: Simulator): string[] =>
  simulator.traffic.seen
    .filter(({ basic, target }) => basic || target === '/c/login')
    .map(({ method, target }) => `${method} ${target}`);

/**
 * Holds requests whose path contains this until so many of them are in flight together, so that
 * a slow machine sees as many as a fast one. Those over the number have time to show.
 */
export function gather(simulator: Simulator, path: string, number: number): void {
  let open = (): void => undefined;
  const isFull = new Promise<void>((resolve) => {
    open = resolve;
  });
  simulator.faults.onRequest(({ target }) => {
    if (simulator.traffic.inFlight >= number) open();
    return target.includes(path) ? isFull : undefined;
  });
  simulator.faults.add({ kind: 'latency', path, delay: 30 });
}
