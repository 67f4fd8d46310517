import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../shared/contract/app-error.ts';
import { readDefinitions } from '../../shared/exports/definitions/read.ts';
import type { ReadAnswer } from './read-apart.ts';

/** Reads one file of definitions and ends. */
function read(text: string): ReadAnswer {
  try {
    return { definitions: readDefinitions(text) };
  } catch (error) {
    if (error instanceof AppError) return { error: error.toShape() };
    throw error;
  }
}

parentPort?.postMessage(read(workerData as string));
