import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { CallOutput, CallParsed } from '../../shared/contract/calls.ts';
import type { InstanceConfig } from '../../shared/contract/instances.ts';
import type { RobotChoice } from '../../shared/contract/inventory-calls.ts';
import { definitionSchema } from '../../shared/exports/definitions/json-schema.ts';
import { SCHEMA_FILE } from '../../shared/exports/definitions/write.ts';
import {
  INVENTORY_FORMAT_WORDS,
  INVENTORY_WRITERS,
  type InventoryRobot,
  type InventoryText,
  type NamedInstance,
} from '../../shared/exports/inventory/index.ts';
import type { Inventory, Now } from '../../shared/inventory/inventory.ts';
import type { Desktop } from '../ports.ts';
import { readChosen } from './read-chosen.ts';
import { writePrivately } from './atomic-file.ts';
import type { OneExport, RunningExport } from './one-export.ts';
import { writeNew } from './write-new.ts';
import { writeRobots } from './write-robots.ts';

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
  readonly desktop: Pick<Desktop, 'chooseSavePath' | 'chooseFolder'>;
  readonly at: () => Now;
  readonly instances: () => readonly Pick<InstanceConfig, 'id' | 'name' | 'url'>[];
  readonly exporting: OneExport;
}

/**
 * Puts the shape of definition files, which their first line names, into the same folder, so that
 * editors find it. What has its name there stays; without it, the file is as good for Purser.
 */
async function writeSchemaBeside(path: string): Promise<void> {
  const file = join(dirname(path), SCHEMA_FILE);
  const text = `${JSON.stringify(definitionSchema(), null, 2)}\n`;
  await writeNew(file, `${file}.${randomUUID()}.new`, text, 0o644).catch(() => undefined);
}

/** Of so many robots without a file it is told which they are. */
const MOST_TOLD = 100;

export const createInventoryFiles = (ports: InventoryFilePorts): InventoryFiles => {
  const writerFor = (wish: Wish, robots: number, now: Now): InventoryText =>
    INVENTORY_WRITERS[wish.format]({
      now: now.now,
      restsOn: wish.restsOn,
      instances: ports.instances(),
      robots,
    });

  /** Robots a batch at a time, each small enough for the main process to stay quick. */
  async function* batches(keys: Uint32Array, now: Now): AsyncGenerator<InventoryRobot[]> {
    const byId = new Map<string, NamedInstance>(ports.instances().map((one) => [one.id, one]));
    const named = (id: string): NamedInstance => byId.get(id) ?? { id, name: id, url: '' };
    for await (const batch of readChosen(ports.inventory, keys, now)) {
      yield batch.map((one) => ({ ...one, instance: named(one.row.instanceId) }));
      // So that windows and other calls have their turn between two batches.
      await setImmediate();
    }
  }

  /** One file in pieces. */
  async function* textOf(wish: Wish, keys: Uint32Array, { signal, report }: RunningExport) {
    const now = ports.at();
    const text = writerFor(wish, keys.length, now);
    yield text.head;
    let done = 0;
    for await (const batch of batches(keys, now)) {
      signal.throwIfAborted();
      yield batch.map(text.robot).join('');
      done += batch.length;
      report({ done, total: keys.length });
    }
    yield text.foot();
  }

  async function saveOne(wish: Wish, keys: Uint32Array, running: RunningExport): Promise<Saved> {
    const { fileName } = INVENTORY_FORMAT_WORDS[wish.format];
    const path = await ports.desktop.chooseSavePath('Save the robots', fileName);
    if (path === null) return null;
    await writePrivately(path, textOf(wish, keys, running));
    if (wish.format === 'purser') await writeSchemaBeside(path);
    return { path, robots: keys.length, left: [], leftOut: 0, isStopped: false };
  }

  /** A file for each robot. */
  async function saveEach(wish: Wish, keys: Uint32Array, running: RunningExport): Promise<Saved> {
    const { signal, report } = running;
    const path = await ports.desktop.chooseFolder('Save the robots, one file each');
    if (path === null) return null;
    const now = ports.at();
    const robots: InventoryRobot[] = [];
    for await (const batch of batches(keys, now)) robots.push(...batch);
    const text = (one: InventoryRobot): string => {
      const { head, robot, foot } = writerFor(wish, 1, now);
      return head + robot(one) + foot();
    };
    const { written, left } = await writeRobots(path, robots, text, signal, (done) =>
      report({ done, total: robots.length }),
    );
    return {
      path,
      robots: written,
      left: left.slice(0, MOST_TOLD),
      leftOut: left.length,
      isStopped: signal.aborted,
    };
  }

  return {
    save: (wish) =>
      ports.exporting.run(async (running) => {
        const keys = await keysOf(wish.robots);
        const isEach = INVENTORY_FORMAT_WORDS[wish.format].isForOne === true && keys.length !== 1;
        return (isEach ? saveEach : saveOne)(wish, keys, running);
      }),
    cancel: ports.exporting.cancel,
  };

  async function keysOf(choice: RobotChoice): Promise<Uint32Array> {
    if (choice.kind === 'keys') return Uint32Array.from(choice.keys);
    return (await ports.inventory.query(choice.query, ports.at())).keys;
  }
};
