import { join } from 'node:path';
import type { InstanceConfig } from '../shared/contract/instances.ts';
import type { DataInfo } from '../shared/contract/settings.ts';
import type { Inventory, Now } from '../shared/inventory/inventory.ts';
import { type ChangeRooms, createChangeRooms } from './change-rooms.ts';
import { dataInfo } from './data.ts';
import { accountsInUse } from './instances/accounts.ts';
import { openBook } from './instances/book.ts';
import { openDoubtfulSecrets } from './instances/doubtful-secrets.ts';
import { createKeychainRoom, type KeychainRoom } from './keychain/keychain-room.ts';
import type { ProveRobot } from './keychain/robot-secrets.ts';
import { createInstanceRooms, type InstanceRooms } from './instance-rooms.ts';
import { createNotices, type Notices } from './notices.ts';
import type { Ports } from './ports.ts';
import { createDiagnose, type Diagnose } from './diagnose/diagnose.ts';
import { createEntered, type Entered } from './entered.ts';
import { createFiles, type Files } from './files/create-files.ts';
import { createOneExport } from './files/one-export.ts';
import { createReminders, type Reminders } from './reminders/reminders.ts';
import { createRiskAhead } from './risk-ahead.ts';
import { createReports } from './reports.ts';
import { createSecretRooms, type SecretRooms } from './secret-rooms.ts';
import type { SettingsStore } from './settings/settings.ts';
import { systemClock } from './sync/schedule.ts';
import { partsOf } from './workspace-file/parts.ts';
import { createWorkspaceFiles, type WorkspaceFiles } from './workspace-file/workspace-files.ts';

/** The object graph of one workspace. */
export interface Services
  extends
    Files,
    Entered,
    SecretRooms,
    Pick<ChangeRooms, 'commands' | 'rotations' | 'planner' | 'robotSettings' | 'reader'>,
    Pick<InstanceRooms, 'instances' | 'tests' | 'sync' | 'schedule' | 'signIn' | 'views'> {
  readonly inventory: Inventory;
  readonly notices: Notices;
  readonly settings: Pick<SettingsStore, 'get' | 'set'>;
  readonly keychain: KeychainRoom;
  /** What people entered, for another computer. */
  readonly workspaceFiles: WorkspaceFiles;
  /** Told of robots that are about to expire. */
  readonly reminders: Pick<Reminders, 'support' | 'tryOut'>;
  /** Why a login fails that somebody has a log line of. */
  readonly diagnose: Diagnose;
  /** Forgets the password of a login that was asked for, before its time. */
  readonly forgetPassword: (loginId: string) => void;
  readonly data: {
    readonly info: () => Promise<DataInfo>;
    readonly showFolder: () => void;
    readonly clearInventory: () => Promise<void>;
  };
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
  const judgeAhead = createRiskAhead(inventory, at);
  const book = await openBook(inventory);
  const configs = (): readonly InstanceConfig[] => book.all().instances;
  const everyInstance = (): string[] => configs().map(({ id }) => id);
  const nameOf = (id: string): string => configs().find((one) => one.id === id)?.name ?? id;
  const doubtful = await openDoubtfulSecrets(folder, secrets, log);
  const reports = createReports({
    emit,
    log,
    views: () => rooms.views(),
    onRows: () => reminders.consider(),
  });
  const everyRowChanged = (): void => {
    reports.rows(everyInstance());
    judgeAhead();
  };
  const rooms = createInstanceRooms({
    ports,
    inventory,
    notices,
    book,
    doubtful,
    reports,
    at,
    robotSecrets: () => robotSecrets,
    onState: () => reminders.consider(),
    onRead: (id) => {
      judgeAhead();
      void changes.robotSettings.settle(id);
    },
    onAnswered: (id) => changes.commands.answered(id),
    onSignedIn: (id) => changes.commands.signedIn(id),
  });
  const { instances, sync, schedule, held, views } = rooms;

  settings.onChange((next) => {
    emit('settings.changed', next);
    // What counts as expiring soon, or as a risk, may be another thing now.
    everyRowChanged();
  });

  const prove: ProveRobot = async (id, name, secret) => {
    const client = await rooms.clients.readerFor(id);
    return client.proveRobot(name, secret).finally(() => client.close());
  };
  const secretRooms = await createSecretRooms({
    inventory,
    store: secrets,
    remember: ports.remember,
    settings: () => settings.get().secrets,
    instances: configs,
    desktop: ports.desktop,
    prove,
    isRunning: (id) => changes.commands.running().some((plan) => plan.id === id),
    at,
    now: ports.now,
    onChanged: reports.secrets,
    onCheckChanged: reports.check,
    onExportProgress: (progress) => emit('secretExports.progress', progress),
    folder,
    log,
  });
  const robotSecrets = secretRooms.secrets;
  const keychain = createKeychainRoom(secrets, (status) => {
    emit('keychain.changed', status);
    // Instances that failed for want of the keychain are tried with what it is now.
    const waiting = everyInstance().filter((id) =>
      sync.stateOf(id).error?.code.startsWith('keychain-'),
    );
    if (waiting.length > 0) sync.resume(waiting);
    void robotSecrets.settle();
    reports.instances();
  });
  const changes = createChangeRooms({
    ports,
    inventory,
    book,
    reports,
    at,
    rooms,
    secrets: robotSecrets,
    exports: secretRooms.secretExports.ahead,
  });
  const exporting = createOneExport((progress) => emit('inventory.exported', progress));
  const asked = { inventory, desktop: ports.desktop, at, nameOf, exporting };
  const files = createFiles({
    ...asked,
    commands: changes.commands,
    instances: configs,
    onPlanFile: (progress) => emit('plans.fileProgress', progress),
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
      reports.instances();
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
  await changes.load();
  void robotSecrets.settle();
  judgeAhead();

  return {
    ...files,
    ...entered,
    ...secretRooms,
    inventory,
    notices,
    settings,
    instances,
    tests: rooms.tests,
    sync,
    commands: changes.commands,
    rotations: changes.rotations,
    planner: changes.planner,
    robotSettings: changes.robotSettings,
    reader: changes.reader,
    workspaceFiles,
    reminders,
    diagnose: createDiagnose({
      inventory,
      instances: configs,
      holds: robotSecrets.holds,
      at,
    }),
    signIn: rooms.signIn,
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
    keychain,
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
      rooms.leave();
      await reminders.end();
      exporting.cancel();
      secretRooms.secretChecks.forget();
      await changes.close();
      secretRooms.secretExports.end();
      await robotSecrets.end();
      await rooms.close();
      reports.drop();
      await inventory.close();
    },
  };
};
