import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'undici';
import { createMemoryStore } from '../../electron/keychain/memory-store.ts';
import { createServices, type Services } from '../../electron/services.ts';
import { portsAlone } from '../integration/ports-alone.ts';
import { draftOf } from '../kill/scenarios.ts';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Upper bound, null for what is only worth knowing. */
  readonly limit: number | null;
}

const ROBOTS = 1_000;
const PARALLEL = 4;
const TURNS = 3;
const PASSWORD = 'Harbor12345';
const renewFor = (days: number) => ({ kind: 'renew', until: { kind: 'days', days } }) as const;

const least = (values: readonly number[]): number => Math.min(...values);
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1_000;
};

/** A simulated Harbor with the robots, in a process of its own, taking 8 ms for each request. */
async function startHarbor() {
  const file = new URL('./changes-harbor.ts', import.meta.url);
  const child = fork(file, [String(ROBOTS)], { execArgv: [] });
  const [{ url, ids }] = (await once(child, 'message')) as [{ url: string; ids: number[] }];
  return {
    url,
    ids,
    stop: () => void child.kill(),
  };
}

/** What renewing needs of Harbor and nothing else: GET, PUT and GET again of each robot. */
async function bareLoop(url: string, ids: readonly number[], days: number): Promise<void> {
  const pool = new Pool(url, { connections: PARALLEL });
  const pair = Buffer.from(`admin:${PASSWORD}`).toString('base64');
  const headers = { authorization: `Basic ${pair}`, 'content-type': 'application/json' };
  const left = [...ids];
  const send = async (method: 'GET' | 'PUT', id: number, body: string | null): Promise<unknown> => {
    const path = `/api/v2.0/robots/${String(id)}`;
    const answer = await pool.request({ method, path, headers, body });
    if (answer.statusCode !== 200) throw new Error(`${path}: ${String(answer.statusCode)}`);
    const text = await answer.body.text();
    return text === '' ? null : (JSON.parse(text) as unknown);
  };
  const worker = async (): Promise<void> => {
    for (;;) {
      const id = left.shift();
      if (id === undefined) return;
      const robot = (await send('GET', id, null)) as object;
      await send('PUT', id, JSON.stringify({ ...robot, duration: days }));
      await send('GET', id, null);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
  await pool.close();
}

const now = (): number => Math.floor(Date.now() / 1_000);

/** The app's own services on a new data folder, with the robots in the inventory. */
async function startApp(url: string): Promise<{ services: Services; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'purser-bench-'));
  const secrets = createMemoryStore(() => undefined);
  const services = await createServices({ ...(await portsAlone(folder)), secrets });
  const draft = draftOf(url, { kind: 'user', username: 'admin', password: PASSWORD });
  const config = { ...draft.config, parallel: PARALLEL };
  const { id } = await services.instances.save({ ...draft, config });
  services.sync.start([id]);
  await services.sync.settled();
  return {
    services,
    async close() {
      await services.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Seconds of applying a plan that renews every robot; planning and checking come before. */
async function renewAll(services: Services, days: number): Promise<number> {
  const { commands, instances, inventory, sync } = services;
  // The bare loop has changed every robot.
  sync.start(instances.book.all().instances.map(({ id }) => id));
  await sync.settled();
  const at = { now: now(), criticalDays: 7, soonDays: 30 };
  const sort = { column: 'name', descending: false } as const;
  const { keys } = await inventory.query({ query: '', scope: [], sort }, at);
  const { id } = await commands.make(renewFor(days), [...keys]);
  await commands.settled();
  const time = await seconds(async () => {
    await commands.apply(id, false);
    await commands.settled();
  });
  const { counts } = commands.get(id);
  if (counts.done !== ROBOTS) throw new Error(`not all were renewed: ${JSON.stringify(counts)}`);
  return time;
}

/** Renews 1 000 robots, 4 requests at a time, beside a loop that only sends the requests. */
export async function run(): Promise<Figure[]> {
  const harbor = await startHarbor();
  const app = await startApp(harbor.url);
  try {
    const bare: number[] = [];
    const ours: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      bare.push(await seconds(() => bareLoop(harbor.url, harbor.ids, 200 + 2 * turn)));
      ours.push(await renewAll(app.services, 1_000 + 10 * turn));
    }
    const [bareTime, ourTime] = [least(bare), least(ours)];
    return [
      { name: 'changes.renew-1000.bare-loop', value: bareTime, unit: 's', limit: null },
      { name: 'changes.renew-1000.time', value: ourTime, unit: 's', limit: null },
      {
        name: 'changes.renew-1000.time-over-bare-loop',
        value: ourTime / bareTime,
        unit: 'ratio',
        limit: 1.2,
      },
    ];
  } finally {
    await app.close();
    harbor.stop();
  }
}
