import type { Inventory, Now } from '../shared/inventory/inventory.ts';
import { createExpiryPlanner, type ExpiryPlanner } from './expiry-planner.ts';
import type { InstanceRooms } from './instance-rooms.ts';
import type { InstanceBook } from './instances/book.ts';
import { passwordsOf } from './instances/held-passwords.ts';
import type { RobotSecrets } from './keychain/robot-secrets.ts';
import type { Ports } from './ports.ts';
import { usedReader } from './reader/reader-login.ts';
import { createReaderRoom, type ReaderRoom } from './reader/reader.ts';
import type { Reports } from './reports.ts';
import { createRobotSettings, type RobotSettingsRoom } from './robot-settings/robot-settings.ts';
import type { Commands } from './robots/commands.ts';
import { createCommands } from './robots/create-commands.ts';
import type { CommandPorts } from './robots/harbors.ts';
import { createRotations, type Rotations } from './robots/plan/rotations.ts';

/** What changes robots at their Harbors, and what plans such changes. */
export interface ChangeRooms {
  readonly commands: Commands;
  readonly rotations: Rotations;
  /** When robots shall expire. */
  readonly planner: ExpiryPlanner;
  readonly robotSettings: RobotSettingsRoom;
  /** The robots that instances are read with. */
  readonly reader: ReaderRoom;
  /** Takes up what an earlier Purser did not end. */
  readonly load: () => Promise<void>;
  /** Starts nothing more, and resolves when nothing runs any more. */
  readonly close: () => Promise<void>;
}

interface ChangeRoomsPorts {
  readonly ports: Pick<Ports, 'emit' | 'log' | 'now'>;
  readonly inventory: Inventory;
  readonly book: InstanceBook;
  readonly reports: Reports;
  readonly at: () => Now;
  readonly rooms: InstanceRooms;
  readonly secrets: RobotSecrets;
  readonly exports: CommandPorts['exports'];
}

export const createChangeRooms = (given: ChangeRoomsPorts): ChangeRooms => {
  const { ports, inventory, book, reports, at, rooms, secrets } = given;
  const { emit, log, now } = ports;
  const { instances, sync, held, signIns, views } = rooms;
  const changePorts: CommandPorts & { readonly secrets: RobotSecrets } = {
    inventory,
    book,
    clientFor: rooms.clients.clientFor,
    // What refuses the robot that reads says nothing of the login.
    isLoginStopped: (id) => {
      const { state, error } = sync.stateOf(id);
      const isRefused = state === 'needs-login' && error?.code !== 'login-needed';
      return isRefused && usedReader(book.instance(id)) === null;
    },
    passwords: passwordsOf(book, held, signIns),
    now,
    onRowsChanged: (id) => reports.rows([id]),
    secrets,
    exports: given.exports,
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
    secrets,
    held,
    views,
    onLoginChanged: (ids) => {
      reports.instances();
      sync.resume(ids);
    },
    log,
  });
  const robotSettings = createRobotSettings({
    ...changePorts,
    at,
    listSecrets: secrets.list,
    sync: (id) => sync.start([id]),
  });

  return {
    commands,
    rotations: createRotations({ ...changePorts, commands }),
    planner: createExpiryPlanner({ inventory, commands, at }),
    robotSettings,
    reader,
    load: async () => {
      await commands.load();
      await robotSettings.load();
      await reader.load();
    },
    close: async () => {
      await commands.end();
      await reader.settled();
    },
  };
};
