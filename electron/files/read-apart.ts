import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { AppError, type ErrorShape } from '../../shared/contract/errors.ts';
import { FILE_READERS, type FileKind, type FileOf } from './file-readers.ts';
import { readTextFile } from './read-file.ts';

/** What the worker is asked. */
export type ReadQuestion = { readonly kind: FileKind } & (
  | { readonly text: string; readonly name: string }
  | {
      readonly path: string;
      /** Bytes. */
      readonly largest: number;
    }
);

/**
 * What it answers. Of a long list in what was read, parts come before, each once it was asked for,
 * so that nobody waits while all of it crosses.
 */
export type ReadAnswer =
  | { readonly list: string; readonly part: readonly unknown[] }
  | { readonly read: unknown }
  | { readonly error: ErrorShape };

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

const ask = (question: ReadQuestion): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(), {
      workerData: question,
      name: `read ${question.kind}`,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
    });
    const lists: Record<string, unknown[]> = {};
    worker.on('message', (answer: ReadAnswer) => {
      if ('error' in answer) reject(AppError.fromShape(answer.error));
      else if ('read' in answer) {
        for (const [name, list] of Object.entries(lists)) {
          Object.assign(answer.read as object, { [name]: list });
        }
        resolve(answer.read);
      } else {
        (lists[answer.list] ??= []).push(...answer.part);
        worker.postMessage('next');
      }
    });
    worker.once('error', (cause) => reject(failed(cause)));
    worker.once('exit', () => reject(failed(null)));
  });

/**
 * Reads a text of others without blocking anything: a large one in a thread of its own. Throws
 * AppError `file-invalid` with the place of what is wrong.
 * @param name of its file, '' for none
 */
export async function readApart<Kind extends FileKind>(
  kind: Kind,
  text: string,
  name: string,
): Promise<FileOf<Kind>> {
  if (text.length <= SMALL) return FILE_READERS[kind](text, name) as FileOf<Kind>;
  return (await ask({ kind, text, name })) as FileOf<Kind>;
}

/**
 * The same for a file that may be so large that its text alone would block. Throws as
 * `readTextFile`, too.
 * @param largest bytes
 */
export async function readFileApart<Kind extends FileKind>(
  kind: Kind,
  path: string,
  largest: number,
): Promise<FileOf<Kind>> {
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size <= SMALL) return readApart(kind, await readTextFile(path, largest), path);
  return (await ask({ kind, path, largest })) as FileOf<Kind>;
}
