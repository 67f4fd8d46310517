import type { Snoozed, SnoozeWish } from '../shared/contract/snoozes.ts';
import type { Inventory, Now } from '../shared/inventory/inventory.ts';
import { createOwnerRoom, type OwnerRoom } from './owners.ts';
import type { Ports } from './ports.ts';
import { createRiskRoom, type RiskRoom } from './risk.ts';
import type { OneExport } from './files/one-export.ts';
import { createTemplates, type Templates } from './templates/templates.ts';

/** What people enter about robots; the window is told of every change. */
export interface Entered {
  readonly setTags: Inventory['setTags'];
  /** Makes one set of robots of several Harbors, or takes them apart. */
  readonly link: Inventory['linkRobots'];
  readonly unlink: Inventory['unlinkRobots'];
  /** Warnings that are put off. */
  readonly snoozes: {
    readonly set: (keys: readonly number[], wish: SnoozeWish) => Promise<Snoozed>;
    readonly wake: Inventory['wakeSnoozes'];
    readonly restore: Inventory['restoreSnoozes'];
  };
  /** Who answers for robots. */
  readonly owners: OwnerRoom;
  /** Exceptions from the rules about risk, and findings as files. */
  readonly risk: RiskRoom;
  readonly templates: Templates;
}

interface EnteredPorts {
  readonly inventory: Inventory;
  readonly desktop: Ports['desktop'];
  readonly at: () => Now;
  /** The name of an instance. */
  readonly nameOf: (instanceId: string) => string;
  /** Rows of any instance may be other ones now. */
  readonly onChanged: () => void;
  readonly exporting: OneExport;
}

export const createEntered = (ports: EnteredPorts): Entered => {
  const { inventory, at, onChanged } = ports;
  const told = async <T>(change: Promise<T>): Promise<T> => {
    const answer = await change;
    onChanged();
    return answer;
  };
  return {
    setTags: (keys, add, remove) => told(inventory.setTags(keys, add, remove)),
    link: (keys) => told(inventory.linkRobots(keys)),
    unlink: (keys) => told(inventory.unlinkRobots(keys)),
    snoozes: {
      set: (keys, wish) => told(inventory.setSnoozes(keys, wish, at().now)),
      wake: (keys) => told(inventory.wakeSnoozes(keys)),
      restore: (keys, marks) => told(inventory.restoreSnoozes(keys, marks)),
    },
    owners: createOwnerRoom(ports),
    risk: createRiskRoom(ports),
    templates: createTemplates(inventory),
  };
};
