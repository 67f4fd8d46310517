import { createServer, type AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import { DEMO_HARBORS, DEMO_SEED, type DemoHarbor } from '../../resources/demo-fleet.ts';
import { createChance } from '../../shared/simulator/chance.ts';
import { ADMIN_GROUP } from '../../shared/simulator/oidc/oidc-users.ts';
import { createSimulator, type SimulatorOidc } from '../../shared/simulator/simulator.ts';
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
      ...(harbor.provider === undefined ? {} : { oidc: providerOf(harbor) }),
    });
    // Those of a provider are there already.
    const local = harbor.provider === undefined ? (seed.users ?? []) : [];
    const users = local.map((user) =>
      user.username === harbor.login ? { ...user, password } : user,
    );
    simulator.seed({ ...seed, users });
    if (harbor.logsNoPulls === true) simulator.state.settings.set('pull_audit_log_disable', true);
    urls.push((await simulator.listen()).url);
  }
  const ready: DemoReady = { urls };
  parentPort?.postMessage(ready);
}

/** Nobody has anything to hide there, so the page says how to get in. */
const DEMO_PASSWORD = 'demo';

/** The first of the people is an administrator there; all of them have an account at Harbor. */
function providerOf({ provider, people }: DemoHarbor): SimulatorOidc {
  const [admin = '', other = ''] = people;
  return {
    ...(provider === undefined ? {} : { name: provider }),
    users: people.map((username) => ({
      username,
      password: DEMO_PASSWORD,
      groups: username === admin ? [ADMIN_GROUP] : [],
      onboarded: true,
    })),
    hint: `In the demo, ${admin} is an administrator and ${other} is not. The password of both is ${DEMO_PASSWORD}.`,
  };
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
