import type { InstanceView } from '../shared/contract/instances.ts';
import type { Inventory, Now } from '../shared/inventory/inventory.ts';
import type { InstanceBook } from './instances/book.ts';
import { createClients, type Clients } from './instances/clients.ts';
import type { DoubtfulSecrets } from './instances/doubtful-secrets.ts';
import { createHeldPasswords, type HeldPasswords } from './instances/held-passwords.ts';
import { createInstances, type Instances } from './instances/instances.ts';
import { type ConnectionTests, createConnectionTests } from './instances/tests.ts';
import { instanceViews } from './instances/views.ts';
import type { RobotSecrets } from './keychain/robot-secrets.ts';
import type { Notices } from './notices.ts';
import type { Ports } from './ports.ts';
import { readingLogin, usedReader } from './reader/reader-login.ts';
import type { Reports } from './reports.ts';
import { createSignInRoom, type SignInRoom } from './sign-in/sign-in-room.ts';
import { createSignIns, type SignIns } from './sign-in/sign-ins.ts';
import { createSchedule, type Schedule, systemClock } from './sync/schedule.ts';
import { createSync, type Sync } from './sync/sync.ts';

/** The instances of a workspace: their logins, the ways to them, and reading them. */
export interface InstanceRooms {
  readonly instances: Instances;
  readonly tests: ConnectionTests;
  readonly sync: Sync;
  readonly schedule: Schedule;
  readonly signIn: SignInRoom;
  readonly signIns: SignIns;
  /** Passwords that were asked for and are not kept. */
  readonly held: HeldPasswords;
  /** A client that may change things, and one that reads. */
  readonly clients: Clients;
  /** Every instance as the window shows it. */
  readonly views: () => Promise<InstanceView[]>;
  /** Starts nothing more. */
  readonly leave: () => void;
  /** Ends what runs. */
  readonly close: () => Promise<void>;
}

interface InstanceRoomsPorts {
  readonly ports: Ports;
  readonly inventory: Inventory;
  readonly notices: Notices;
  readonly book: InstanceBook;
  readonly doubtful: DoubtfulSecrets;
  readonly reports: Reports;
  readonly at: () => Now;
  readonly robotSecrets: () => RobotSecrets;
  /** How an instance stands may be another. */
  readonly onState: () => void;
  /** An instance was read. */
  readonly onRead: (instanceId: string) => void;
  /** What waits for an instance, or for somebody who may change it, can go on. */
  readonly onAnswered: (instanceId: string) => void;
  /** Somebody signed in there. */
  readonly onSignedIn: (instanceId: string) => void;
}

export const createInstanceRooms = (given: InstanceRoomsPorts): InstanceRooms => {
  const { ports, inventory, notices, book, reports, at, onAnswered } = given;
  const { emit, log, secrets, settings } = ports;
  const after = ports.after ?? systemClock.after;
  const ids = (): string[] => book.all().instances.map(({ id }) => id);
  let isLeaving = false;

  const held = createHeldPasswords({
    clock: { now: ports.now, after },
    remember: ports.remember,
    onChanged: (loginId) => {
      reports.instances();
      if (held.until(loginId) === null) return;
      for (const { id } of book.usersOf(loginId)) onAnswered(id);
    },
  });
  const signIns = createSignIns({
    remember: ports.remember,
    onChanged: (url) => {
      reports.instances();
      if (isLeaving || signIns.who(url) !== null) return;
      // Nothing is sent for them any more, and that is said at once.
      const ended = book.all().instances.filter((one) => one.url === url);
      sync.resume(ended.filter((one) => usedReader(one) === null).map(({ id }) => id));
    },
    log,
  });
  const clients = createClients({
    instances: () => instances,
    secrets: given.robotSecrets,
    held,
  });
  const sync = createSync({
    inventory,
    instances: () =>
      book.all().instances.map((one) => ({ id: one.id, loginId: readingLogin(one) })),
    clientFor: clients.readerFor,
    auditRequests: () => settings.get().sync.auditRequests,
    now: ports.now,
    onState: (id, { state }) => {
      reports.instances();
      given.onState();
      if (state !== 'fresh') return;
      onAnswered(id);
      given.onRead(id);
    },
    onProgress: (id, progress) => emit('sync.progress', { id, progress }),
    onRowsChanged: (id) => reports.rows([id]),
    onFailure: (id, error) => {
      log.warn(`The sync of ${id} failed`, error);
      if (error.code !== 'disk-full') return;
      notices.add({ id: 'disk-full', kind: 'disk-full', message: error.message });
    },
  });
  const schedule = createSchedule({
    sync,
    instanceIds: ids,
    settings: () => settings.get().sync,
    clock: systemClock,
  });
  const instances = createInstances({
    inventory,
    secrets,
    held,
    signIns,
    book,
    doubtful: given.doubtful,
    network: () => settings.get().network,
    resolveSystemProxy: ports.resolveSystemProxy,
    remember: ports.remember,
    testConnection: ports.testConnection,
    simulated: ports.initial && new Set(ports.initial.instances.map(({ url }) => url)),
    onChanged: (changed) => {
      reports.rows(changed);
      reports.instances();
    },
    onSaved: () => signIn.dropUnused(),
    onConnectionChanged: (changed) => sync.resume(changed),
    onRemoved: async (id) => {
      await sync.forget(id);
      await signIn.dropUnused();
    },
    robotSecrets: given.robotSecrets,
  });
  const signIn = createSignInRoom({
    instances: () => instances,
    signIns,
    openWindow: ports.openSignInWindow,
    after,
    onSignedIn: (reached) => {
      reports.instances();
      sync.resume(reached);
      for (const id of reached) {
        onAnswered(id);
        given.onSignedIn(id);
      }
    },
  });
  const tests = createConnectionTests(instances, (testId, step) =>
    emit('instances.testStep', { testId, step }),
  );

  return {
    instances,
    tests,
    sync,
    schedule,
    signIn,
    signIns,
    held,
    clients,
    views: () => instanceViews({ instances, inventory, at, stateOf: sync.stateOf }),
    leave: () => {
      isLeaving = true;
      schedule.end();
      tests.cancelAll();
    },
    close: async () => {
      held.end();
      await sync.stopAll();
      await signIn.close();
    },
  };
};
