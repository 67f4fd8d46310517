import { subscribe } from 'node:diagnostics_channel';
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import type { Keytar } from '../../electron/keychain/keytar.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';

/** Counts the moments at which a process can be killed, and kills it at one of them. */
export interface Points {
  /** What happened so far, in order: `before PATCH /robots/1`, `after keychain setPassword`. */
  readonly names: readonly string[];
  /** Counting begins now. */
  begin(): void;
  pass(name: string): void;
}

/** @param killAt place of the last moment, from 0; null lets the process live */
export function createPoints(killAt: number | null): Points {
  const names: string[] = [];
  let isCounting = false;
  return {
    names,
    begin: () => {
      isCounting = true;
    },
    pass(name) {
      if (!isCounting) return;
      names.push(name);
      // Nothing of this process runs after the call.
      if (names.length - 1 === killAt) process.kill(process.pid, 'SIGKILL');
    },
  };
}

const around = async <T>(points: Points, name: string, act: () => Promise<T>): Promise<T> => {
  points.pass(`before ${name}`);
  const answer = await act();
  points.pass(`after ${name}`);
  return answer;
};

/** Calls that leave the files as they are; any other one is a write. */
const READS: ReadonlySet<string> = new Set([
  ...['storedInstances', 'views', 'facts', 'query', 'rows', 'facets', 'detail', 'overview', 'find'],
  ...[
    'robotsByKeys',
    'robotById',
    'robotsByIds',
    'projectNames',
    'knownPlace',
    'knownRobots',
    'keptPlans',
  ],
  ...['keptSteps', 'rotations', 'journalEntries', 'keptSecrets', 'notices', 'close'],
]);

/** The inventory, with a moment before and after each write. */
export const watchedInventory = (inventory: Inventory, points: Points): Inventory =>
  new Proxy(inventory, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function' || typeof name !== 'string' || READS.has(name)) {
        return method;
      }
      const call = method as (...input: unknown[]) => Promise<unknown>;
      return (...input: unknown[]) => around(points, `database ${name}`, () => call(...input));
    },
  });

const kindOf = (account: string): string => account.split('/')[0] ?? '';

/** The keychain's library, with a moment before and after each write. */
export const watchedKeytar = (keytar: Keytar, points: Points): Keytar => ({
  getPassword: (...input) => keytar.getPassword(...input),
  setPassword: (service, account, secret) =>
    around(points, `keychain set ${kindOf(account)}`, () =>
      keytar.setPassword(service, account, secret),
    ),
  deletePassword: (service, account) =>
    around(points, `keychain delete ${kindOf(account)}`, () =>
      keytar.deletePassword(service, account),
    ),
});

/** The empty file that tries what rights a folder gives, or the one with the secrets. */
const nameOf = (path: unknown): string =>
  basename(String(path)).startsWith('.purser.') ? 'trial' : 'file';

/** Whether this is a file that has no name of its own yet. */
const isTemporary = (path: unknown): boolean => typeof path === 'string' && path.endsWith('.new');

/** A moment before and after each step in which a file of this folder is written. */
export function watchFiles(points: Points, folder: string): void {
  const isOurs = (path: unknown): boolean => isTemporary(path) && String(path).startsWith(folder);
  const { open } = files;
  const openWatched: typeof open = async (path, ...more) => {
    if (!isOurs(path)) return open(path, ...more);
    const handle = await around(points, `${nameOf(path)} open`, () => open(path, ...more));
    const write = handle.writeFile.bind(handle);
    handle.writeFile = (...text) => around(points, 'file write', () => write(...text));
    return handle;
  };
  const watched = Object.fromEntries(
    (['link', 'rename', 'rm'] as const).map((name) => {
      const real = files[name] as (...input: unknown[]) => Promise<void>;
      const act = (...input: unknown[]): Promise<void> =>
        isOurs(input[0])
          ? around(points, `${nameOf(input[0])} ${name}`, () => real(...input))
          : real(...input);
      return [name, act];
    }),
  );
  Object.assign(files, { ...watched, open: openWatched });
  syncBuiltinESMExports();
}

interface Sent {
  readonly request: { readonly method: string; readonly path: string };
}

const textOf = ({ request }: Sent): string =>
  `${request.method} ${request.path.split('?')[0]?.replace('/api/v2.0', '') ?? ''}`;

/** A moment before each request leaves, and when its answer comes, which says that it was applied. */
export function watchRequests(points: Points): void {
  subscribe('undici:request:create', (message) => points.pass(`before ${textOf(message as Sent)}`));
  subscribe('undici:request:headers', (message) => points.pass(`after ${textOf(message as Sent)}`));
}
