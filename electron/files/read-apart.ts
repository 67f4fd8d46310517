import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { AppError, type ErrorShape } from '../../shared/contract/errors.ts';
import { FILE_READERS, type FileKind, type FileOf } from './file-readers.ts';

/** What the worker is asked. */
export interface ReadQuestion {
  readonly kind: FileKind;
  readonly text: string;
}

/** What it answers. */
export type ReadAnswer = { readonly read: unknown } | { readonly error: ErrorShape };

/** Characters that are read at once: a tenth of a second's work. */
const SMALL = 60_000;

/** Megabytes that reading may take; YAML of 8 MB takes half of it. */
const MOST_MEMORY = 2_048;

/** Beside the main process's bundle, or this room's own file where nothing is bundled. */
function workerFile(): URL {
  const bundled = new URL('./files-worker.cjs', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('./read-worker.ts', import.meta.url);
}

const failed = (cause: unknown): AppError =>
  new AppError('file-invalid', 'This file needs more memory to be read than such a file does.', {
    cause,
  });

/**
 * Reads a file of others without blocking anything: a large one in a thread of its own. Throws
 * AppError `file-invalid` with the place of what is wrong.
 */
export function readApart<Kind extends FileKind>(kind: Kind, text: string): Promise<FileOf<Kind>> {
  if (text.length <= SMALL) {
    return Promise.resolve().then(() => FILE_READERS[kind](text) as FileOf<Kind>);
  }
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(), {
      workerData: { kind, text } satisfies ReadQuestion,
      name: `read ${kind}`,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
    });
    worker.once('message', (answer: ReadAnswer) => {
      if ('error' in answer) reject(AppError.fromShape(answer.error));
      else resolve(answer.read as FileOf<Kind>);
    });
    worker.once('error', (cause) => reject(failed(cause)));
    worker.once('exit', () => reject(failed(null)));
  });
}
