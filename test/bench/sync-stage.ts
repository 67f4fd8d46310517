import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { createHarborClient } from '../../electron/harbor/client.ts';
import { createSync } from '../../electron/sync/sync.ts';
import { openInventory } from '../../shared/inventory/client.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';

const PASSWORD = 'Harbor12345';
const PARALLEL = 4;
const ROBOTS = 20_000;

export interface Harbor {
  readonly url: string;
  /** Requests that one sync may take. */
  readonly plan: number;
  /** Lines such as `GET /api/v2.0/projects?…`, since the last question. */
  requests(): Promise<readonly string[]>;
  stop(): void;
}

/** A simulated Harbor in a process of its own. */
export async function startHarbor(version: string, loginCost: 'version' | 'none'): Promise<Harbor> {
  const file = new URL('./sync-harbor.ts', import.meta.url);
  const child: ChildProcess = fork(file, [version, loginCost], { execArgv: [] });
  const [{ url, robots, plan }] = (await once(child, 'message')) as [
    { url: string; robots: number; plan: number },
  ];
  if (robots !== ROBOTS) throw new Error(`${String(robots)} robots instead of ${String(ROBOTS)}`);
  let known = 0;
  return {
    url,
    plan,
    async requests() {
      child.send('requests');
      const [{ requests }] = (await once(child, 'message')) as [{ requests: string[] }];
      const fresh = requests.slice(known);
      known = requests.length;
      return fresh;
    },
    stop: () => void child.kill(),
  };
}

export interface Subject {
  readonly inventory: Inventory;
  /** Seconds of one sync, to the moment the instance is fresh. */
  sync(): Promise<number>;
  written(): number;
  close(): Promise<void>;
}

/**
 * The app's own sync, client and inventory, on a new data folder.
 * @param auditRequests for the audit log, with every sync at most
 */
export async function startSubject(url: string, auditRequests = 0): Promise<Subject> {
  const folder = await mkdtemp(join(tmpdir(), 'purser-bench-'));
  const opened = await openInventory({ folder });
  let written = 0;
  const inventory: Inventory = {
    ...opened,
    async writeRobots(reading, robots) {
      const result = await opened.writeRobots(reading, robots);
      written += result.written;
      return result;
    },
  };
  const id = randomUUID();
  let ended: { fresh: () => void; failed: (error: Error) => void } | null = null;
  const password = (): Promise<string> => Promise.resolve(PASSWORD);
  const sync = createSync({
    inventory,
    instances: () => [{ id, loginId: id }],
    clientFor: () =>
      Promise.resolve(
        createHarborClient({
          url,
          allowHttp: true,
          credentials: { kind: 'user', username: 'admin', password },
          trust: { kind: 'system' },
          clientCertificate: null,
          proxy: { kind: 'none' },
          proxyPassword: () => Promise.resolve(null),
          remember: () => undefined,
          resolveSystemProxy: () => Promise.resolve('DIRECT'),
          parallel: PARALLEL,
          connectTimeout: 10,
          answerTimeout: 60,
        }),
      ),
    auditRequests: () => auditRequests,
    now: () => Date.now() / 1_000,
    onState: (_, { state, error }) => {
      if (state === 'fresh') ended?.fresh();
      else if (state !== 'syncing') ended?.failed(error ?? new Error(state));
    },
    onProgress: () => undefined,
    onRowsChanged: () => undefined,
  });
  await sync.load();
  return {
    inventory,
    async sync() {
      const begun = performance.now();
      await new Promise<void>((fresh, failed) => {
        ended = { fresh, failed };
        sync.start([id]);
      });
      const seconds = (performance.now() - begun) / 1_000;
      await sync.settled();
      return seconds;
    },
    written: () => written,
    async close() {
      await sync.stopAll();
      await opened.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Seconds of a loop that fetches these pages, so many at a time, and parses them. */
export async function bareLoop(url: string, pages: readonly string[]): Promise<number> {
  const pool = new Pool(url, { connections: PARALLEL });
  const authorization = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`;
  const left = [...pages];
  let robots = 0;
  const work = async (): Promise<void> => {
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      const { body } = await pool.request({ method: 'GET', path, headers: { authorization } });
      const items = JSON.parse(await body.text()) as unknown[];
      if (path.includes('/robots?')) robots += items.length;
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: PARALLEL }, work));
  const seconds = (performance.now() - begun) / 1_000;
  await pool.close();
  if (robots !== ROBOTS) throw new Error(`the bare loop saw ${String(robots)} robots`);
  return seconds;
}
