import { join } from 'node:path';
import type { SecretCheck } from '../shared/contract/check-calls.ts';
import type { InstanceConfig, InstanceView } from '../shared/contract/instances.ts';
import type { DataInfo, KeychainStatus } from '../shared/contract/settings.ts';
import type { Inventory, Now } from '../shared/inventory/inventory.ts';
import { dataInfo } from './data.ts';
import { collect } from './collect.ts';
import { accountsInUse } from './instances/accounts.ts';
import { openBook } from './instances/book.ts';
import { createClients } from './instances/clients.ts';
import { openDoubtfulSecrets } from './instances/doubtful-secrets.ts';
import { createHeldPasswords, passwordsOf } from './instances/held-passwords.ts';
import { createInstances, type Instances } from './instances/instances.ts';
import { type ConnectionTests, createConnectionTests } from './instances/tests.ts';
import { instanceViews } from './instances/views.ts';
import type { ProveRobot } from './keychain/robot-secrets.ts';
import type { SecretStore } from './keychain/secret-store.ts';
import { createNotices, type Notices } from './notices.ts';
import type { Ports } from './ports.ts';
import { readingLogin, usedReader } from './reader/reader-login.ts';
import { createReaderRoom, type ReaderRoom } from './reader/reader.ts';
import type { Commands } from './robots/commands.ts';
import { createCommands } from './robots/create-commands.ts';
import { createRobotSettings, type RobotSettingsRoom } from './robot-settings/robot-settings.ts';
import { createDiagnose } from './diagnose/diagnose.ts';
import { createEntered, type Entered } from './entered.ts';
import { createExpiryPlanner, type ExpiryPlanner } from './expiry-planner.ts';
import { createFiles, type Files } from './files/create-files.ts';
import { createReminders, type Reminders } from './reminders/reminders.ts';
import { createRotations, type Rotations } from './robots/rotations.ts';
import { createSecretRooms, type SecretRooms } from './secret-rooms.ts';
import type { SettingsStore } from './settings/settings.ts';
import { createSignInRoom, type SignInRoom } from './sign-in/sign-in-room.ts';
import { createSignIns } from './sign-in/sign-ins.ts';
import { createSchedule, type Schedule, systemClock } from './sync/schedule.ts';
import { createSync, type Sync } from './sync/sync.ts';
import { throttle } from './sync/throttle.ts';
import { partsOf } from './workspace-file/parts.ts';
import { createWorkspaceFiles, type WorkspaceFiles } from './workspace-file/workspace-files.ts';

/** Milliseconds between two reports of the same kind to the window. */
const REPORT_EVERY = 250;

/** Counting every robot of a large fleet takes a while, and a sync changes them all the time. */
const COUNT_EVERY = 1_000;

/** The object graph of one workspace. */
export interface Services extends Files, Entered, SecretRooms {
  readonly inventory: Inventory;
  readonly notices: Notices;
  readonly settings: Pick<SettingsStore, 'get' | 'set'>;
  readonly keychain: Pick<SecretStore, 'status' | 'retry' | 'setSessionOnly'>;
  readonly instances: Instances;
  readonly tests: ConnectionTests;
  readonly sync: Sync;
  readonly commands: Commands;
  readonly rotations: Rotations;
  /** When robots shall expire. */
  readonly planner: ExpiryPlanner;
  /** What people entered, for another computer. */
  readonly workspaceFiles: WorkspaceFiles;
  /** Told of robots that are about to expire. */
  readonly reminders: Pick<Reminders, 'support' | 'tryOut'>;
  /** Why a login fails that somebody has a log line of. */
  readonly diagnose: ReturnType<typeof createDiagnose>;
  readonly robotSettings: RobotSettingsRoom;
  /** The robots that instances are read with. */
  readonly reader: ReaderRoom;
  /** Signing in through the providers of Harbors. */
  readonly signIn: SignInRoom;
  /** Forgets the password of a login that was asked for, before its time. */
  readonly forgetPassword: (loginId: string) => void;
  /** To be begun, and told when the window has the focus and when the machine sleeps. */
  readonly schedule: Schedule;
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

/** Builds every service of a workspace from its ports. Throws AppErrors of the inventory. */
export const createServices = async (ports: Ports): Promise<Services> => {
  const { emit, folder, nativeBinding, settings } = ports;
  const notices = createNotices((notice) => emit('app.notice', notice));
  if (settings.notice !== null) notices.add(settings.notice);
  const inventory = await ports.openInventory({
    folder,
    ...(nativeBinding === undefined ? {} : { nativeBinding }),
    onNotice: notices.add,
  });
  try {
    for (const notice of await inventory.notices()) notices.add(notice);
    if (ports.initial !== null) await inventory.saveInstances(ports.initial);
    return await assemble(ports, inventory, notices);
  } catch (error) {
    await inventory.close();
    throw error;
  }
};

const assemble = async (
  ports: Ports,
  inventory: Inventory,
  notices: Notices,
): Promise<Services> => {
  const { emit, folder, log, secrets, settings } = ports;
  const at = (): Now => {
    const { expiry, risk, sync: reading } = settings.get();
    // One number says from when on a robot counts as unused, wherever that is asked.
    const unused = { ...risk.rules['unused'], limit: reading.unusedDays };
    return { now: ports.now(), ...expiry, risk: { ...risk.rules, unused } };
  };
  const book = await openBook(inventory);
  const configs = (): readonly InstanceConfig[] => book.all().instances;
  const everyInstance = (): string[] => configs().map(({ id }) => id);
  const nameOf = (id: string): string => configs().find((one) => one.id === id)?.name ?? id;
  const doubtful = await openDoubtfulSecrets(folder, secrets, log);
  const announce = throttle<void>(REPORT_EVERY, () => {
    views().then(
      (list) => emit('instances.changed', list),
      (error: unknown) => log.warn('The list of instances could not be told', error),
    );
  });

  let isClosing = false;
  const counted = throttle<void>(COUNT_EVERY, () => announce.say());
  const rowsChanged = collect<string>(REPORT_EVERY, (ids) => {
    emit('inventory.changed', { ids });
    counted.say();
    reminders.consider();
  });
  const everyRowChanged = (): void => rowsChanged.add(everyInstance());

  const held = createHeldPasswords({
    clock: { now: ports.now, after: ports.after ?? systemClock.after },
    remember: ports.remember,
    onChanged: (loginId) => {
      announce.say();
      if (held.until(loginId) === null) return;
      for (const { id } of book.usersOf(loginId)) commands.answered(id);
    },
  });
  const signIns = createSignIns({
    remember: ports.remember,
    onChanged: (url) => {
      announce.say();
      if (isClosing || signIns.who(url) !== null) return;
      // Nothing is sent for them any more, and that is said at once.
      const ended = configs().filter((one) => one.url === url);
      sync.resume(ended.filter((one) => usedReader(one) === null).map(({ id }) => id));
    },
    log,
  });
  const { clientFor, readerFor } = createClients({
    instances: () => instances,
    secrets: () => robotSecrets,
    held,
  });
  const sync = createSync({
    inventory,
    instances: () => configs().map((one) => ({ id: one.id, loginId: readingLogin(one) })),
    clientFor: readerFor,
    auditRequests: () => settings.get().sync.auditRequests,
    now: ports.now,
    onState: (id, { state }) => {
      announce.say();
      reminders.consider();
      if (state !== 'fresh') return;
      commands.answered(id);
      void robotSettings.settle(id);
    },
    onProgress: (id, progress) => emit('sync.progress', { id, progress }),
    onRowsChanged: (id) => rowsChanged.add([id]),
    onFailure: (id, error) => {
      log.warn(`The sync of ${id} failed`, error);
      if (error.code !== 'disk-full') return;
      notices.add({ id: 'disk-full', kind: 'disk-full', message: error.message });
    },
  });
  const schedule = createSchedule({
    sync,
    instanceIds: everyInstance,
    settings: () => settings.get().sync,
    clock: systemClock,
  });

  const instances = createInstances({
    inventory,
    secrets,
    held,
    signIns,
    book,
    doubtful,
    network: () => settings.get().network,
    resolveSystemProxy: ports.resolveSystemProxy,
    remember: ports.remember,
    testConnection: ports.testConnection,
    simulated: ports.initial && new Set(ports.initial.instances.map(({ url }) => url)),
    onChanged: (ids) => {
      rowsChanged.add(ids);
      announce.say();
    },
    onSaved: () => signIn.dropUnused(),
    onConnectionChanged: (ids) => sync.resume(ids),
    onRemoved: async (id) => {
      await sync.forget(id);
      await signIn.dropUnused();
    },
    robotSecrets: () => robotSecrets,
  });
  const signIn = createSignInRoom({
    instances: () => instances,
    signIns,
    openWindow: ports.openSignInWindow,
    after: ports.after ?? systemClock.after,
    onSignedIn: (ids, isSame) => {
      announce.say();
      sync.resume(ids);
      for (const id of ids) {
        commands.answered(id);
        // What one person has begun is not carried on in the name of another.
        if (isSame) commands.signedIn(id);
      }
    },
  });
  const tests = createConnectionTests(instances, (testId, step) =>
    emit('instances.testStep', { testId, step }),
  );
  const views = (): Promise<InstanceView[]> =>
    instanceViews({ instances, inventory, at, stateOf: sync.stateOf });

  /** Instances that failed for want of the keychain are tried with what it is now. */
  const tellKeychain = (status: KeychainStatus): KeychainStatus => {
    emit('keychain.changed', status);
    const waiting = everyInstance().filter((id) =>
      sync.stateOf(id).error?.code.startsWith('keychain-'),
    );
    if (waiting.length > 0) sync.resume(waiting);
    void robotSecrets.settle();
    announce.say();
    return status;
  };
  settings.onChange((next) => {
    emit('settings.changed', next);
    // What counts as expiring soon may be another number of days now.
    everyRowChanged();
  });

  const prove: ProveRobot = async (id, name, secret) => {
    const client = await readerFor(id);
    return client.proveRobot(name, secret).finally(() => client.close());
  };
  const secretsChanged = throttle<void>(REPORT_EVERY, () => emit('secrets.changed', {}));
  const checksChanged = throttle<SecretCheck>(REPORT_EVERY, (check) =>
    emit('checks.changed', check),
  );
  const secretRooms = await createSecretRooms({
    inventory,
    store: secrets,
    remember: ports.remember,
    settings: () => settings.get().secrets,
    instances: configs,
    desktop: ports.desktop,
    prove,
    isRunning: (id) => commands.running().some((plan) => plan.id === id),
    at,
    now: ports.now,
    onChanged: () => secretsChanged.say(),
    onCheckChanged: checksChanged.say,
    onExportProgress: (progress) => emit('secretExports.progress', progress),
    folder,
    log,
  });
  const robotSecrets = secretRooms.secrets;
  const changePorts = {
    inventory,
    book,
    clientFor,
    // What refuses the robot that reads says nothing of the login.
    isLoginStopped: (id: string) => {
      const { state, error } = sync.stateOf(id);
      const isRefused = state === 'needs-login' && error?.code !== 'login-needed';
      return isRefused && usedReader(book.instance(id)) === null;
    },
    passwords: passwordsOf(book, held, signIns),
    now: ports.now,
    onRowsChanged: (id: string) => rowsChanged.add([id]),
    secrets: robotSecrets,
    log,
  };
  const commands = createCommands({
    ...changePorts,
    onPlanChanged: (plan) => {
      emit('plans.changed', plan);
      reader.planChanged(plan);
    },
  });
  const reader = createReaderRoom({
    instances,
    inventory,
    commands,
    secrets: robotSecrets,
    held,
    views,
    onLoginChanged: (ids) => {
      announce.say();
      sync.resume(ids);
    },
    log,
  });
  const robotSettings = createRobotSettings({
    ...changePorts,
    at,
    listSecrets: robotSecrets.list,
    sync: (id) => sync.start([id]),
  });
  const asked = { inventory, desktop: ports.desktop, at, nameOf };
  const files = createFiles({
    ...asked,
    commands,
    instances: configs,
    onProgress: (progress) => emit('inventory.exported', progress),
  });
  const entered = createEntered({ ...asked, onChanged: everyRowChanged });
  const workspaceFiles = createWorkspaceFiles({
    instances,
    parts: partsOf({ inventory, settings }),
    secrets: robotSecrets,
    desktop: ports.desktop,
    isDemo: ports.initial !== null,
    now: ports.now,
    onAdded: (ids) => {
      everyRowChanged();
      announce.say();
      if (ids.length > 0) sync.resume(ids);
    },
  });
  const reminders = createReminders({
    inventory,
    rules: () => settings.get().reminders,
    at,
    nameOf,
    isReading: () =>
      schedule.isWaking() || everyInstance().some((id) => sync.stateOf(id).state === 'syncing'),
    notifier: ports.notifier ?? null,
    open: (query) => ports.showRobots?.(query),
    onCount: (robots) => ports.onPressing?.(robots),
    clock: { every: systemClock.every, after: ports.after ?? systemClock.after },
    log,
  });

  // What an earlier Purser left in the middle of adding or removing an instance.
  void doubtful.settle(accountsInUse(book.all()));
  await sync.load();
  await commands.load();
  await robotSettings.load();
  await reader.load();
  void robotSecrets.settle();

  return {
    ...files,
    ...entered,
    ...secretRooms,
    inventory,
    notices,
    settings,
    instances,
    tests,
    sync,
    commands,
    rotations: createRotations({ ...changePorts, commands }),
    planner: createExpiryPlanner({ inventory, commands, at }),
    workspaceFiles,
    reminders,
    diagnose: createDiagnose({
      inventory,
      instances: configs,
      holds: robotSecrets.holds,
      at,
    }),
    robotSettings,
    reader,
    signIn,
    forgetPassword: held.forget,
    schedule: {
      ...schedule,
      begin: () => {
        schedule.begin();
        reminders.begin();
        reminders.consider();
      },
      suspended: () => {
        held.forgetIdle();
        schedule.suspended();
      },
    },
    views,
    at,
    keychain: {
      status: () => secrets.status(),
      retry: async () => tellKeychain(await secrets.retry()),
      setSessionOnly: async (only) => tellKeychain(await secrets.setSessionOnly(only)),
    },
    data: {
      info: () => dataInfo(folder),
      showFolder: () => ports.desktop.showFile(join(folder, 'state.db')),
      clearInventory: async () => {
        await sync.stopAll();
        await inventory.clearCache();
        await sync.load();
        everyRowChanged();
      },
    },
    close: async () => {
      isClosing = true;
      schedule.end();
      await reminders.end();
      tests.cancelAll();
      files.inventoryFiles.cancel();
      secretRooms.secretChecks.forget();
      checksChanged.drop();
      await commands.end();
      await reader.settled();
      held.end();
      secretRooms.secretExports.end();
      await robotSecrets.end();
      secretsChanged.drop();
      await sync.stopAll();
      await signIn.close();
      rowsChanged.drop();
      counted.drop();
      announce.drop();
      await inventory.close();
    },
  };
};
