import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../shared/contract/app-error.ts';
import { FILE_READERS } from './file-readers.ts';
import type { ReadAnswer, ReadQuestion } from './read-apart.ts';

/** Reads one file and ends. */
function read({ kind, text }: ReadQuestion): ReadAnswer {
  try {
    return { read: FILE_READERS[kind](text) };
  } catch (error) {
    if (error instanceof AppError) return { error: error.toShape() };
    throw error;
  }
}

parentPort?.postMessage(read(workerData as ReadQuestion));
