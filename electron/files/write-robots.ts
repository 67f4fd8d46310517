import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import PQueue from 'p-queue';
import type { CallOutput } from '../../shared/contract/calls.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { InventoryRobot } from '../../shared/exports/inventory/index.ts';
import { fileNames } from './file-names.ts';
import { writeNew } from './write-new.ts';

type Left = NonNullable<CallOutput<'inventory.export'>>['left'];

/** Files that are written at once. */
const AT_ONCE = 16;

/** What files of one robot each are called in a folder. */
const PATTERN = '{instance}-{robot}.yaml';

/** What became of robots that get a file each. */
export interface WrittenRobots {
  readonly written: number;
  /** Robots without a file, and why. */
  readonly left: Left;
}

const messageOf = (error: unknown): string => {
  if (!(error instanceof AppError)) throw error;
  if (error.code === 'conflict') return 'a file of this name is there, and stays';
  const { why } = error.details;
  return typeof why === 'string' ? why : error.message;
};

/**
 * Writes a file for each robot to a folder. What is there stays, and a robot that has no file is
 * told with the reason. Who aborts keeps what is written.
 * @param textOf The text of one robot; may throw AppError for that one alone
 * @param onProgress So many are written or refused
 */
export async function writeRobots(
  folder: string,
  robots: readonly InventoryRobot[],
  textOf: (robot: InventoryRobot) => string,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<WrittenRobots> {
  const names = fileNames(
    PATTERN,
    robots.map(({ robot, instance }) => ({ name: robot.name, instance: instance.name })),
  );
  const left: Left[number][] = [];
  let done = 0;
  let written = 0;
  const write = async (one: InventoryRobot, name: string): Promise<void> => {
    if (signal.aborted) return;
    try {
      const file = join(folder, name);
      await writeNew(file, `${file}.${randomUUID()}.new`, textOf(one), 0o600);
      written += 1;
    } catch (error) {
      const { robot, instance } = one;
      left.push({ robotName: robot.name, instanceName: instance.name, why: messageOf(error) });
    }
    done += 1;
    onProgress(done);
  };
  const queue = new PQueue({ concurrency: AT_ONCE });
  await Promise.all(robots.map((one, at) => queue.add(() => write(one, names[at] ?? ''))));
  return { written, left };
}
