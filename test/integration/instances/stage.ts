import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { testConnection } from '../../../electron/instances/connection-test.ts';
import { createEmit } from '../../../electron/ipc/events.ts';
import { createHandlers } from '../../../electron/ipc/handlers/index.ts';
import { createRouter } from '../../../electron/ipc/router.ts';
import { createKeychain } from '../../../electron/keychain/keychain.ts';
import type { Keytar } from '../../../electron/keychain/keytar.ts';
import type { SecretStore } from '../../../electron/keychain/secret-store.ts';
import type { Ports } from '../../../electron/ports.ts';
import { createServices, type Services } from '../../../electron/services.ts';
import { openSettings } from '../../../electron/settings/settings.ts';
import type { CallInput, CallName, CallOutput } from '../../../shared/contract/calls.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { InstanceDraft, InstanceView } from '../../../shared/contract/instances.ts';
import { openInventory } from '../open-inventory.ts';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { PASSWORD, harbor } from '../harbor/stage.ts';
import { type MemoryDesktop, memoryDesktop } from '../memory-desktop.ts';
import { plainInstance } from '../../plain-instance.ts';

/** For `expect.poll`: patient enough for a machine that does other things as well. */
export const SOON = { timeout: 15_000 };

/** A computer: its keychain and its data folder outlive the app that is started on it. */
export interface Computer {
  readonly home: string;
  /** Account → secret, unless it has a keychain of its own. */
  readonly keychain: Map<string, string>;
  /** While set, every use of the keychain fails with these words. */
  broken: string | null;
  start(more?: Partial<Ports>): Promise<App>;
}

/** The main process of Purser without its window. */
export interface App {
  readonly services: Services;
  /** Everything told to the window so far, by event. */
  readonly told: Map<string, unknown[]>;
  /** The desktop that it stands on. */
  readonly desktop: MemoryDesktop;
  /** Asks as the window does, through the router; throws the AppError that came back. */
  call<N extends CallName>(name: N, input?: CallInput<N>): Promise<CallOutput<N>>;
  view(name: string): Promise<InstanceView>;
  quit(): Promise<void>;
}

const keytarOf = (computer: Pick<Computer, 'keychain' | 'broken'>): Keytar => {
  const use = <T>(act: () => T): Promise<T> =>
    computer.broken === null ? Promise.resolve(act()) : Promise.reject(new Error(computer.broken));
  return {
    getPassword: (_service, account) => use(() => computer.keychain.get(account) ?? null),
    setPassword: (_service, account, secret) =>
      use(() => void computer.keychain.set(account, secret)),
    deletePassword: (_service, account) => use(() => computer.keychain.delete(account)),
  };
};

export const LOCKED = 'Cannot create an item in a locked collection';
export const MISSING = 'Cannot autolaunch D-Bus without X11 $DISPLAY';

/** @param openKeychain Takes the place of the one in memory. */
export const aComputer = (openKeychain?: () => SecretStore): Computer => {
  const home = mkdtempSync(join(tmpdir(), 'purser-instances-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const computer: Computer = {
    home,
    keychain: new Map(),
    broken: null,
    start: (more = {}) =>
      startApp(computer, openKeychain === undefined ? more : { secrets: openKeychain(), ...more }),
  };
  return computer;
};

const silent = { error: () => undefined, warn: () => undefined, info: () => undefined };

const startApp = async (computer: Computer, more: Partial<Ports>): Promise<App> => {
  const told = new Map<string, unknown[]>();
  const desktop = memoryDesktop();
  const emit = createEmit((channel, payload) => {
    const name = channel.replace('purser:', '');
    told.set(name, [...(told.get(name) ?? []), structuredClone(payload)]);
  }, true);
  const settings = await openSettings(computer.home, Math.floor(Date.now() / 1_000));
  const services = await createServices({
    folder: computer.home,
    settings,
    initial: null,
    secrets: createKeychain({ load: async () => keytarOf(computer), remember: () => undefined }),
    remember: () => undefined,
    openInventory,
    openSignInWindow: () => Promise.reject(new Error('no window opens here')),
    nativeBinding: undefined,
    testConnection,
    resolveSystemProxy: () => Promise.resolve('DIRECT'),
    now: () => Math.floor(Date.now() / 1_000),
    emit,
    log: silent,
    desktop,
    ...more,
  });
  services.schedule.begin();
  const router = createRouter({
    handlers: createHandlers({
      services: () => Promise.resolve(services),
      about: () => ({ version: '0', platform: 'linux', runtimeNotice: '', demo: false }),
      switchWorkspace: () => Promise.resolve(),
      desktop,
      presence: { support: () => Promise.resolve({ tray: 'no', login: false }) },
    }),
    isTrusted: () => true,
    log: silent,
    checkAnswers: true,
  });
  const frame = { url: '', origin: '', parent: null };
  const event = { sender: { id: 1, isDestroyed: () => false }, senderFrame: frame };
  let hasQuit = false;
  const quit = async (): Promise<void> => {
    if (!hasQuit) await services.close();
    hasQuit = true;
  };
  onTestFinished(quit);
  const call: App['call'] = async (name, input) => {
    const answer = await router.handle(name, event, input);
    if (!answer.ok) throw AppError.fromShape(answer.error);
    return structuredClone(answer.value) as CallOutput<typeof name>;
  };
  const view = async (name: string): Promise<InstanceView> => {
    const found = (await call('instances.list')).find((one) => one.config.name === name);
    if (found === undefined) throw new Error(`there is no ${name}`);
    return found;
  };
  return { services, told, desktop, call, view, quit };
};

type DraftChange = Partial<Omit<InstanceDraft, 'config'>> & {
  readonly config?: Partial<InstanceDraft['config']>;
};

/** What the form sends for a new instance at a simulated Harbor. */
export const draftFor = (
  harbor: Pick<Simulator, 'url'> | string,
  name: string,
  { config, ...more }: DraftChange = {},
): InstanceDraft => ({
  config: {
    ...plainInstance(name, typeof harbor === 'string' ? harbor : harbor.url),
    allowHttp: true,
    ...config,
  },
  login: { kind: 'user', username: 'admin' },
  secrets: { password: PASSWORD },
  ...more,
});

/** The draft that changes an instance that is there, with nothing changed yet. */
export const draftOf = (
  view: InstanceView,
  { config, ...more }: DraftChange = {},
): InstanceDraft => {
  const { id, loginId, ...rest } = view.config;
  return { id, config: { ...rest, ...config }, login: { id: loginId }, secrets: {}, ...more };
};

/** A simulated Harbor with so many system robots. */
export const withRobots = async (count: number): Promise<Simulator> => {
  const simulator = await harbor();
  simulator.seed({
    robots: Array.from({ length: count }, (_, index) => ({ name: `ci-${index}` })),
  });
  return simulator;
};

/** Waits until an instance is in this state. */
export const settled = (app: App, name: string, state: string) =>
  expect.poll(async () => (await app.view(name)).state, SOON).toBe(state);

/** Robots of all instances, as the table has them. */
export const robotsOf = async (app: App): Promise<number> => {
  const sort = { column: 'name', descending: false } as const;
  const { keys } = await app.call('robots.query', { query: '', scope: [], sort });
  return keys.length;
};
