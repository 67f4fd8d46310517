import { setImmediate } from 'node:timers/promises';
import type { CallOutput, CallParsed } from '../../shared/contract/calls.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { InstanceConfig } from '../../shared/contract/instances.ts';
import type { RobotChoice } from '../../shared/contract/inventory-calls.ts';
import {
  INVENTORY_FORMAT_WORDS,
  INVENTORY_WRITERS,
  type InventoryRobot,
  type NamedInstance,
} from '../../shared/exports/inventory/index.ts';
import type { Inventory, Now } from '../../shared/inventory/inventory.ts';
import type { Desktop } from '../ports.ts';
import { readChosen } from './read-chosen.ts';
import { writePrivately } from './atomic-file.ts';
import { throttle } from '../sync/throttle.ts';

type Wish = CallParsed<'inventory.export'>;
type Saved = CallOutput<'inventory.export'>;

/** Robots as files. */
export interface InventoryFiles {
  /**
   * Saves where the user wants it; null if they did not. Throws `file-failed`, `disk-full`,
   * `cancelled`, and `not-allowed` while another one runs.
   */
  save(wish: Wish): Promise<Saved>;
  /** Ends the one that runs. */
  cancel(): void;
}

interface InventoryFilePorts {
  readonly inventory: Pick<Inventory, 'query' | 'rows' | 'robotsByKeys'>;
  readonly desktop: Pick<Desktop, 'chooseSavePath'>;
  readonly at: () => Now;
  readonly instances: () => readonly Pick<InstanceConfig, 'id' | 'name' | 'url'>[];
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

/** Milliseconds between two reports to the window. */
const REPORT_EVERY = 250;

const cancelled = (): AppError => new AppError('cancelled', 'The export was stopped.');

export const createInventoryFiles = (ports: InventoryFilePorts): InventoryFiles => {
  let running: AbortController | null = null;

  /** The file in pieces, each small enough for the main process to stay quick. */
  async function* textOf(wish: Wish, keys: Uint32Array, signal: AbortSignal) {
    const now = ports.at();
    const report = throttle<number>(REPORT_EVERY, (done) =>
      ports.onProgress({ done, total: keys.length }),
    );
    const instances = ports.instances();
    const byId = new Map<string, NamedInstance>(instances.map((one) => [one.id, one]));
    const named = (id: string): NamedInstance => byId.get(id) ?? { id, name: id, url: '' };
    const text = INVENTORY_WRITERS[wish.format]({
      now: now.now,
      restsOn: wish.restsOn,
      instances,
      robots: keys.length,
    });
    try {
      yield text.head;
      let done = 0;
      for await (const batch of readChosen(ports.inventory, keys, now)) {
        if (signal.aborted) throw cancelled();
        const robots = batch.map((one): InventoryRobot => ({
          ...one,
          instance: named(one.row.instanceId),
        }));
        yield robots.map(text.robot).join('');
        done += batch.length;
        report.say(done);
        // So that windows and other calls have their turn between two pieces.
        await setImmediate();
      }
      yield text.foot();
    } finally {
      report.drop();
    }
  }

  return {
    async save(wish) {
      if (running !== null) {
        throw new AppError('not-allowed', 'Another export is running. Wait for it, or stop it.');
      }
      const mine = new AbortController();
      running = mine;
      try {
        const { fileName, isForOne } = INVENTORY_FORMAT_WORDS[wish.format];
        const keys = await keysOf(wish.robots);
        if (isForOne === true && keys.length !== 1) {
          throw new AppError('invalid-input', 'Such a file holds one robot. Choose a single one.');
        }
        const path = await ports.desktop.chooseSavePath('Save the robots', fileName);
        if (path === null) return null;
        await writePrivately(path, textOf(wish, keys, mine.signal));
        return { path, robots: keys.length };
      } finally {
        running = null;
      }
    },
    cancel: () => running?.abort(),
  };

  async function keysOf(choice: RobotChoice): Promise<Uint32Array> {
    if (choice.kind === 'keys') return Uint32Array.from(choice.keys);
    return (await ports.inventory.query(choice.query, ports.at())).keys;
  }
};
