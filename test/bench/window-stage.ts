import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import vue from '@vitejs/plugin-vue';
import { build } from 'vite';
import type { Login } from '../../shared/contract/instances.ts';
import { openInventory } from '../../shared/inventory/client.ts';
import { configOf, robotsOf, sync } from './inventory-fleet.ts';
import type { Subject } from './window-app.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const BARE = join(import.meta.dirname, 'window-bare');

const INSTANCES = 4;

/** Folders of one run: the built bare app, and data folders. */
export interface Stage {
  /** Purser with so many robots in so many projects, in a data folder of its own. */
  readonly purser: (robots: number, projects?: number) => Promise<Subject>;
  /** The bare app with a page of its own. */
  readonly bare: (page: string) => Subject;
  readonly strike: () => void;
}

/** Builds the bare app as the window is built, and keeps everything in a temporary folder. */
export async function setStage(): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'purser-bench-window-'));
  const built = join(folder, 'bare');
  cpSync(BARE, built, { recursive: true, filter: (file) => !/\.(html|js|vue)$/.test(file) });
  await build({
    root: BARE,
    base: './',
    configFile: false,
    logLevel: 'warn',
    plugins: [vue()],
    build: {
      target: 'chrome114',
      outDir: built,
      emptyOutDir: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: ['index', 'list', 'grid'].map((page) => join(BARE, `${page}.html`)),
      },
    },
  });
  const newHome = (): string => mkdtempSync(join(folder, 'home-'));
  return {
    purser: async (robots, projects = 40) => {
      const home = newHome();
      await fill(home, robots, projects);
      return { folder: ROOT, home };
    },
    bare: (page) => ({ folder: built, home: newHome(), page }),
    strike: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Several instances that were synced, with as many robots each. */
async function fill(folder: string, robots: number, projects: number): Promise<void> {
  const inventory = await openInventory({ folder });
  const places = Array.from({ length: INSTANCES }, (_, place) => place);
  const instances = places.map(configOf);
  const logins = instances.map(({ loginId }): Login => ({
    id: loginId,
    kind: 'user',
    username: 'admin',
  }));
  await inventory.saveInstances({ instances, logins });
  for (const place of places) {
    await sync(inventory, place, robotsOf(place + 1, robots / INSTANCES, projects));
  }
  await inventory.close();
}
