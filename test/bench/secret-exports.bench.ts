import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKeychain } from '../../electron/keychain/keychain.ts';
import { loadKeytar } from '../../electron/keychain/keytar.ts';
import { robotAccount } from '../../electron/keychain/secret-row.ts';
import { createServices, type Services } from '../../electron/services.ts';
import { portsAlone } from '../integration/ports-alone.ts';
import { memoryDesktop } from '../integration/memory-desktop.ts';
import { configOf, NOW, robotsOf, sync } from './inventory-fleet.ts';

const ROBOTS = 1_000;
/** Milliseconds for the secrets of 1 000 robots, from the keychain to the disk. */
const LIMIT = 2_000;

interface Started {
  readonly services: Services;
  readonly desktop: ReturnType<typeof memoryDesktop>;
}

/** Purser anew, with nothing of the keychain in memory. */
async function start(folder: string): Promise<Started> {
  const desktop = memoryDesktop();
  const secrets = createKeychain({ load: loadKeytar, remember: () => undefined });
  const initial = { instances: [configOf(0)], logins: [] };
  const ports = { ...(await portsAlone(folder)), initial, desktop, secrets };
  const services = await createServices(ports);
  return { services, desktop };
}

/** A fleet whose robots all have their secret in the vault. */
async function fill({ services }: Started): Promise<void> {
  const { id: instanceId } = configOf(0);
  const robots = robotsOf(0, ROBOTS, 100);
  await sync(services.inventory, 0, robots);
  for (const { robot } of robots) {
    const handle = await services.secrets.begin(
      {
        instanceId,
        robotId: robot.id,
        robotName: robot.name,
        robotCreatedAt: robot.createdAt,
        planId: null,
        step: null,
      },
      null,
    );
    await services.secrets.promote(handle, { verified: true, at: NOW });
  }
}

/** What is written once the user has chosen a place, and how long that took, in milliseconds. */
async function exported(
  { services, desktop }: Started,
  path: string,
  pattern: string | null,
): Promise<number> {
  const { secretExports, inventory, at } = services;
  const begun = performance.now();
  const sort = { column: 'name', descending: false } as const;
  const { keys } = await inventory.query({ query: '', scope: [], sort }, at());
  const { ready } = await secretExports.robots({ keys: [...keys], handles: [] });
  if (ready.length !== ROBOTS) throw new Error(`${String(ready.length)} robots are ready`);
  desktop.savePath = path;
  desktop.folderPath = path;
  const place = await secretExports.place({
    handles: ready.map(({ handle }) => handle),
    format: pattern === null ? 'list-json' : 'env-systemd',
    options: {},
    encryption: { kind: 'none' },
    again: null,
    pattern,
  });
  if (place === null) throw new Error('no place was chosen');
  const { files } = await secretExports.write({ place: place.id });
  const took = performance.now() - begun;
  if (files.some(({ failure }) => failure !== '')) throw new Error('a file was not written');
  return took;
}

/** The keychain alone, which is asked one thing after the other: what no export can be faster than. */
async function readAll(): Promise<number> {
  const keychain = createKeychain({ load: loadKeytar, remember: () => undefined });
  const begun = performance.now();
  for (const { robot } of robotsOf(0, ROBOTS, 100)) {
    await keychain.get(robotAccount(configOf(0).id, robot.id));
  }
  return performance.now() - begun;
}

/** The secrets of 1 000 robots out of the real keychain: into one file, and into one for each. */
export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'purser-bench-exports-'));
  try {
    const filled = await start(folder);
    await fill(filled);
    await filled.services.close();
    const alone = await readAll();

    const first = await start(folder);
    const file = join(folder, 'robots.json');
    const bundle = await exported(first, file, null);
    if (statSync(file).size < ROBOTS * 32) throw new Error('the file is too short');
    await first.services.close();

    const second = await start(folder);
    const out = join(folder, 'out');
    mkdirSync(out, { mode: 0o700 });
    const each = await exported(second, out, '{instance}-{robot}.env');
    if (readdirSync(out).length !== ROBOTS + 1) throw new Error('files are missing');
    await second.services.close();
    return [
      { name: 'secret-exports.keychain-alone', value: alone, unit: 'ms', limit: null },
      { name: 'secret-exports.bundle-1000', value: bundle, unit: 'ms', limit: LIMIT },
      { name: 'secret-exports.each-1000', value: each, unit: 'ms', limit: LIMIT },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
