import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { AppError, type ErrorShape } from '../../shared/contract/errors.ts';
import type { Definitions } from '../../shared/exports/definitions/defined-robot.ts';
import { readDefinitions } from '../../shared/exports/definitions/read.ts';

/** What the worker answers. */
export type ReadAnswer = { readonly definitions: Definitions } | { readonly error: ErrorShape };

/** Characters that are read at once: a tenth of a second's work. */
const SMALL = 60_000;

/** Megabytes that reading may take; a file of 8 MB takes half of it. */
const MOST_MEMORY = 2_048;

/** Beside the main process's bundle, or this room's own file where nothing is bundled. */
function workerFile(): URL {
  const bundled = new URL('./definitions-worker.cjs', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('./read-worker.ts', import.meta.url);
}

const failed = (cause: unknown): AppError =>
  new AppError(
    'file-invalid',
    'This file needs more memory to be read than a file of robots does.',
    {
      cause,
    },
  );

/**
 * Reads a file of definitions without blocking anything: a large one in a thread of its own. Throws
 * what `readDefinitions` throws.
 */
export function readApart(text: string): Promise<Definitions> {
  if (text.length <= SMALL) return Promise.resolve().then(() => readDefinitions(text));
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(), {
      workerData: text,
      name: 'definitions',
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
    });
    worker.once('message', (answer: ReadAnswer) => {
      if ('error' in answer) reject(AppError.fromShape(answer.error));
      else resolve(answer.definitions);
    });
    worker.once('error', (cause) => reject(failed(cause)));
    worker.once('exit', () => reject(failed(null)));
  });
}
