import { join } from 'node:path';
import type { InstanceView } from '../shared/contract/instances.ts';
import type { DataInfo, KeychainStatus, Notice } from '../shared/contract/settings.ts';
import type { Inventory, Now } from '../shared/inventory/inventory.ts';
import { dataInfo } from './data.ts';
import { openBook } from './instances/book.ts';
import { openDoubtfulSecrets } from './instances/doubtful-secrets.ts';
import { createInstances, type Instances } from './instances/instances.ts';
import { type ConnectionTests, createConnectionTests } from './instances/tests.ts';
import { instanceViews } from './instances/views.ts';
import type { SecretStore } from './keychain/secret-store.ts';
import { createNotices, type Notices } from './notices.ts';
import type { Ports } from './ports.ts';
import { SETTINGS_FILE, type SettingsStore } from './settings/settings.ts';
import type { SyncState } from './sync/state.ts';
import { throttle } from './sync/throttle.ts';

/** Milliseconds between two lists of instances sent to the window. */
const ANNOUNCE_EVERY = 250;

/** What the services need of the syncs. */
export interface Syncs {
  start(ids?: readonly string[]): void;
  cancel(ids?: readonly string[]): void;
  answerReplaced(id: string, answer: 'new-harbor' | 'keep-old'): Promise<void>;
  stateOf(id: string): SyncState;
}

/** The object graph of one workspace. */
export interface Services {
  readonly inventory: Inventory;
  readonly notices: Notices;
  readonly settings: Pick<SettingsStore, 'get' | 'set'>;
  readonly keychain: Pick<SecretStore, 'status' | 'retry' | 'setSessionOnly'>;
  readonly instances: Instances;
  readonly tests: ConnectionTests;
  readonly sync: Syncs;
  readonly data: {
    readonly info: () => Promise<DataInfo>;
    readonly showFolder: () => void;
    readonly clearInventory: () => Promise<void>;
  };
  /** Every instance as the window shows it. */
  readonly views: () => Promise<InstanceView[]>;
  /** The moment and the thresholds that states are computed for. */
  readonly at: () => Now;
  /** Ends everything that runs and closes the files. */
  readonly close: () => Promise<void>;
}

const isPresent = (notice: Notice | null): notice is Notice => notice !== null;

/** Builds every service of a workspace from its ports. Throws AppErrors of the inventory. */
export const createServices = async (ports: Ports): Promise<Services> => {
  const { emit, folder, log, secrets, settings } = ports;
  const inventory = await ports.openInventory({
    folder,
    ...(ports.nativeBinding === undefined ? {} : { nativeBinding: ports.nativeBinding }),
  });
  const at = (): Now => ({ now: ports.now(), ...settings.get().expiry });
  const notices = createNotices(
    [settings.notice, ...(await inventory.notices())].filter(isPresent),
    (notice) => emit('app.notice', notice),
  );
  const book = await openBook(inventory);
  const doubtful = await openDoubtfulSecrets(folder, secrets, log);
  const announce = throttle<void>(ANNOUNCE_EVERY, () => {
    views().then(
      (list) => emit('instances.changed', list),
      (error: unknown) => log.warn('The list of instances could not be told', error),
    );
  });

  const instances = createInstances({
    inventory,
    secrets,
    book,
    doubtful,
    network: () => settings.get().network,
    resolveSystemProxy: ports.resolveSystemProxy,
    testConnection: ports.testConnection,
    onChanged: () => announce.say(),
    onRemoving: async () => undefined,
  });
  const tests = createConnectionTests(instances, (testId, step) =>
    emit('instances.testStep', { testId, step }),
  );
  const sync: Syncs = {
    start: () => undefined,
    cancel: () => undefined,
    answerReplaced: async () => undefined,
    stateOf: () => ({
      state: 'never-synced',
      error: null,
      since: null,
      asOf: null,
      progress: null,
    }),
  };
  const views = (): Promise<InstanceView[]> =>
    instanceViews({ instances, inventory, at, stateOf: (id) => sync.stateOf(id) });

  const tellKeychain = (status: KeychainStatus): KeychainStatus => {
    emit('keychain.changed', status);
    announce.say();
    return status;
  };
  settings.onChange((next) => emit('settings.changed', next));

  return {
    inventory,
    notices,
    settings,
    instances,
    tests,
    sync,
    views,
    at,
    keychain: {
      status: () => secrets.status(),
      retry: async () => tellKeychain(await secrets.retry()),
      setSessionOnly: async (only) => tellKeychain(await secrets.setSessionOnly(only)),
    },
    data: {
      info: () => dataInfo(folder),
      showFolder: () => ports.desktop.showFile(join(folder, SETTINGS_FILE)),
      clearInventory: async () => {
        await inventory.clearCache();
        emit('inventory.changed', { ids: book.all().instances.map((instance) => instance.id) });
        announce.say();
      },
    },
    close: async () => {
      tests.cancelAll();
      announce.drop();
      await inventory.close();
    },
  };
};
