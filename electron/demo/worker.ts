import { createServer, type AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { DEMO_HARBORS, DEMO_SEED } from '../../resources/demo-fleet.ts';
import { createChance } from '../../shared/simulator/chance.ts';
import { createSimulator } from '../../shared/simulator/simulator.ts';
import type { DemoReady, DemoWorkerData } from './protocol.ts';
import { seedOf } from './seeds.ts';

/** Runs the simulated Harbors, so that the main process has nothing to do with their work. */
async function run({ now, passwords }: DemoWorkerData): Promise<void> {
  const chance = createChance(DEMO_SEED).order;
  const urls: string[] = [];
  for (const [index, harbor] of DEMO_HARBORS.entries()) {
    const password = passwords[index] ?? '';
    if (harbor.version === null) {
      urls.push(await addressOfNobody());
      continue;
    }
    const seed = seedOf(harbor, chance, now);
    const isAdmin = harbor.login === 'admin';
    const simulator = createSimulator({
      version: harbor.version,
      seed: DEMO_SEED,
      ...(isAdmin ? { adminPassword: password } : {}),
    });
    const users = (seed.users ?? []).map((user) =>
      user.username === harbor.login ? { ...user, password } : user,
    );
    simulator.seed({ ...seed, users });
    if (harbor.logsNoPulls === true) simulator.state.settings.set('pull_audit_log_disable', true);
    urls.push((await simulator.listen()).url);
  }
  const ready: DemoReady = { urls };
  parentPort?.postMessage(ready);
}

/** An address at which nothing listens. */
async function addressOfNobody(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${String(port)}`;
}

void run(workerData as DemoWorkerData);
