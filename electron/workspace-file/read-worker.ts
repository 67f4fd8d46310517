import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../shared/contract/app-error.ts';
import type { HeadAnswer, ItemsQuestion } from './opened-file.ts';
import { readWorkspace } from './read-workspace.ts';

/** Reads one workspace file, says what is in it, and hands its items over as they are asked for. */
async function open(path: string): Promise<HeadAnswer> {
  try {
    const { head, lists } = await readWorkspace(path);
    parentPort?.on('message', ({ name, from, count }: ItemsQuestion) => {
      parentPort?.postMessage((lists.get(name) ?? []).slice(from, from + count));
    });
    return { head };
  } catch (error) {
    if (error instanceof AppError) return { error: error.toShape() };
    throw error;
  }
}

void open(workerData as string).then((answer) => parentPort?.postMessage(answer));
