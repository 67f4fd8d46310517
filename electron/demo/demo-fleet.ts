import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { DEMO_HARBORS, DEMO_SEED, type DemoHarbor } from '../../resources/demo-fleet.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { InstanceConfig, Login } from '../../shared/contract/instances.ts';
import { createChance } from '../../shared/simulator/chance.ts';
import type { DemoReady, DemoWorkerData } from './protocol.ts';

/** Simulated Harbors that run, and what it takes to use them. */
export interface DemoFleet {
  readonly instances: readonly InstanceConfig[];
  readonly logins: readonly Login[];
  /** By login id; none where people sign in through a provider. Made at random for this start, and meant for a store that forgets them. */
  readonly passwords: ReadonlyMap<string, string>;
  /** Stops the Harbors; nothing of them is left. */
  close(): Promise<void>;
}

/** Beside the main process's bundle, or this room's own file where nothing is bundled. */
function workerFile(): URL {
  const bundled = new URL('./demo-worker.cjs', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('./worker.ts', import.meta.url);
}

/**
 * Starts the demo fleet: the same robots every time, with dates relative to now, on free ports
 * of 127.0.0.1. Throws AppError `internal` where it cannot be started.
 *
 * @param now epoch milliseconds
 */
export async function startDemoFleet(now: number = Date.now()): Promise<DemoFleet> {
  const chance = createChance(DEMO_SEED).ids;
  const passwords = DEMO_HARBORS.map(() => `${randomBytes(18).toString('base64url')}aA1`);
  const data: DemoWorkerData = { now, passwords };
  const worker = new Worker(workerFile(), { workerData: data, name: 'demo' });
  const { urls } = await ready(worker);
  const logins = DEMO_HARBORS.map(({ login: username, provider }): Login => {
    const id = chance.uuid();
    return provider === undefined
      ? { id, kind: 'user', username }
      : { id, kind: 'oidc', username: '' };
  });
  const instances = DEMO_HARBORS.map((harbor, index) =>
    configOf(harbor, chance.uuid(), logins[index]?.id ?? '', urls[index] ?? ''),
  );
  return {
    instances,
    logins,
    passwords: new Map(
      logins.flatMap(({ id, kind }, index) =>
        kind === 'oidc' ? [] : [[id, passwords[index] ?? ''] as const],
      ),
    ),
    close: async () => {
      await worker.terminate();
    },
  };
}

function ready(worker: Worker): Promise<DemoReady> {
  const failed = (cause: unknown): AppError =>
    new AppError('internal', 'The demo fleet could not be started.', { cause });
  return new Promise((resolve, reject) => {
    worker.once('message', (message: DemoReady) => resolve(message));
    worker.once('error', (error) => reject(failed(error)));
    worker.once('exit', () => reject(failed(new Error('it ended before it was ready'))));
  });
}

function configOf(harbor: DemoHarbor, id: string, loginId: string, url: string): InstanceConfig {
  const { name, colour, group, tags, production } = harbor;
  return {
    id,
    name,
    url,
    allowHttp: true,
    colour,
    group,
    tags: [...tags],
    production,
    locked: false,
    loginId,
    trust: { kind: 'system' },
    clientCertificate: null,
    // They are on this computer, so no proxy leads to them.
    proxy: { kind: 'none' },
    parallel: 4,
  };
}
