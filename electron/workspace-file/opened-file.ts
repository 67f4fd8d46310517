import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { AppError, type ErrorShape } from '../../shared/contract/errors.ts';
import { readWorkspace, type WorkspaceHead } from './read-workspace.ts';

/** What the worker says first. */
export type HeadAnswer = { readonly head: WorkspaceHead } | { readonly error: ErrorShape };

/** What it is asked afterwards; it answers with the items. */
export interface ItemsQuestion {
  readonly name: string;
  readonly from: number;
  readonly count: number;
}

/** Bytes that are read at once: a tenth of a second's work. */
const SMALL = 60_000;

/** Items that are handed over at once. */
const PAGE = 1_000;

/** Megabytes that reading may take. */
const MOST_MEMORY = 3_072;

/** A workspace file that was read, and waits for what is to be taken over. */
export interface OpenedFile {
  readonly head: WorkspaceHead;
  /** The items of a list, some at a time. */
  items(name: string): AsyncIterable<readonly unknown[]>;
  /** Forgets it. */
  close(): void;
}

/** Beside the main process's bundle, or this room's own file where nothing is bundled. */
function workerFile(): URL {
  const bundled = new URL('./workspace-worker.cjs', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('./read-worker.ts', import.meta.url);
}

const failed = (cause: unknown): AppError =>
  new AppError('file-invalid', 'This file needs more memory to be read than there is.', { cause });

/** The next thing that a worker says. Throws `file-invalid` where it ends before. */
const nextAnswer = <T>(worker: Worker): Promise<T> =>
  new Promise((resolve, reject) => {
    const settle = (act: () => void) => (): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      act();
    };
    const onMessage = (answer: T): void => settle(() => resolve(answer))();
    const onError = (cause: unknown): void => settle(() => reject(failed(cause)))();
    const onExit = settle(() => reject(failed(null)));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });

async function* pagesOf(
  total: number,
  page: (from: number, count: number) => Promise<readonly unknown[]> | readonly unknown[],
): AsyncGenerator<readonly unknown[]> {
  for (let from = 0; from < total; from += PAGE) yield await page(from, PAGE);
}

async function openHere(path: string): Promise<OpenedFile> {
  const { head, lists } = await readWorkspace(path);
  return {
    head,
    items: (name) =>
      pagesOf(head.counts[name] ?? 0, (from, count) =>
        (lists.get(name) ?? []).slice(from, from + count),
      ),
    close: () => undefined,
  };
}

async function openApart(path: string): Promise<OpenedFile> {
  const worker = new Worker(workerFile(), {
    workerData: path,
    name: 'workspace-file',
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY },
  });
  // Nothing waits for it when Purser ends. An error after the first answer is told to whoever asks.
  worker.unref();
  worker.on('error', () => undefined);
  const answer = await nextAnswer<HeadAnswer>(worker);
  if ('error' in answer) throw AppError.fromShape(answer.error);
  let last: Promise<unknown> = Promise.resolve();
  const ask = (question: ItemsQuestion): Promise<readonly unknown[]> => {
    // One after the other: answers carry no name.
    const mine = last.then(() => {
      worker.postMessage(question);
      return nextAnswer<readonly unknown[]>(worker);
    });
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    head: answer.head,
    items: (name) =>
      pagesOf(answer.head.counts[name] ?? 0, (from, count) => ask({ name, from, count })),
    close: () => void worker.terminate(),
  };
}

/**
 * Reads a workspace file without blocking anything: a large one in a thread of its own, which keeps
 * it. Throws AppError `file-failed` and `file-invalid`.
 */
export async function openFile(path: string): Promise<OpenedFile> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  return size <= SMALL ? openHere(path) : openApart(path);
}
