import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AppError } from '../contract/app-error.ts';
import type { Notice } from '../contract/settings.ts';
import type { InventoryOptions } from './inventory.ts';
import type { CallName, Message, Request, WorkerOptions } from './protocol.ts';

/** The way to the worker: asks it, and starts it again where it ends on its own. */
export interface WorkerLine {
  ask(name: CallName, input: readonly unknown[]): Promise<unknown>;
  notices(): Promise<readonly Notice[]>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppError) => void;
}

/** A worker that has opened its files. */
interface Running {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/** Milliseconds before the first restart; doubles with every worker that ends without an answer. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 30_000;

const ended = (): AppError =>
  new AppError('cache-failed', 'The inventory stopped and is being started again. Try again.', {
    retryable: true,
  });

const notStarted = (cause: unknown): AppError =>
  new AppError('cache-failed', 'The inventory could not be started.', { cause });

const closed = (): AppError =>
  new AppError('cache-failed', 'Purser is closing, so the inventory is closed.');

/** Beside the main process's bundle, or this room's own file where nothing is bundled. */
function defaultWorkerFile(): URL {
  const bundled = new URL('./inventory-worker.cjs', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('./worker.ts', import.meta.url);
}

/** Starts a worker and waits until it has opened its files. @throws AppError */
function start(
  options: InventoryOptions,
  onNotice: (notice: Notice) => void,
  onEnd: () => void,
): Promise<Running> {
  const { folder, nativeBinding, workerFile = defaultWorkerFile() } = options;
  const workerData: WorkerOptions = {
    folder,
    ...(nativeBinding === undefined ? {} : { nativeBinding }),
  };
  const worker = new Worker(workerFile, { workerData, name: 'inventory' });
  const waiting = new Map<number, Waiting>();
  return new Promise((resolve, reject) => {
    let isOpen = false;
    worker.on('message', (message: Message) => {
      if (message.kind === 'notice') onNotice(message.notice);
      else if (message.kind === 'failed') reject(AppError.fromShape(message.error));
      else if (message.kind === 'open') {
        isOpen = true;
        message.notices.forEach(onNotice);
        resolve({ worker, waiting });
      } else {
        const asked = waiting.get(message.id);
        waiting.delete(message.id);
        if (message.kind === 'answer') asked?.resolve(message.value);
        else asked?.reject(AppError.fromShape(message.error));
      }
    });
    // `exit` follows and does what there is to do.
    worker.on('error', (error) => reject(notStarted(error)));
    worker.on('exit', () => {
      reject(ended());
      for (const asked of waiting.values()) asked.reject(ended());
      waiting.clear();
      if (isOpen) onEnd();
    });
  });
}

/** Starts the worker. @throws AppError where its files cannot be opened */
export async function startWorker(options: InventoryOptions): Promise<WorkerLine> {
  const notices: Notice[] = [];
  let lastId = 0;
  let isClosed = false;
  let pause = FIRST_PAUSE;
  let isFirst = true;

  const onNotice = (notice: Notice): void => {
    notices.push(notice);
    if (!isFirst) options.onNotice?.(notice);
  };

  /** Null after a try that failed for good: the next question tries again. */
  let current: Promise<Running> | null = null;

  const restart = async (): Promise<Running> => {
    for (;;) {
      await delay(pause);
      if (isClosed) throw closed();
      pause = Math.min(pause * 2, LONGEST_PAUSE);
      try {
        return await start(options, onNotice, onEnd);
      } catch (error) {
        if (!(error instanceof AppError) || !error.retryable) throw error;
      }
    }
  };

  const again = (): Promise<Running> => {
    const next = restart();
    current = next;
    next.catch(() => {
      if (current === next) current = null;
    });
    return next;
  };

  const onEnd = (): void => {
    if (!isClosed) void again().catch(() => undefined);
  };

  const ask = async (name: CallName, input: readonly unknown[]): Promise<unknown> => {
    const { worker, waiting } = await (current ?? again());
    lastId += 1;
    const request: Request = { id: lastId, name, input };
    const answer = await new Promise((resolve, reject) => {
      waiting.set(request.id, { resolve, reject });
      worker.postMessage(request);
    });
    pause = FIRST_PAUSE;
    return answer;
  };

  current = start(options, onNotice, onEnd);
  await current;
  isFirst = false;

  return {
    ask: async (name, input) => {
      if (isClosed) throw closed();
      return ask(name, input);
    },
    notices: () => Promise.resolve([...notices]),
    async close(): Promise<void> {
      if (isClosed) return;
      isClosed = true;
      const running = await current?.catch(() => null);
      if (running == null) return;
      // It leaves by itself: ending a thread that is on its way out can take the process with it.
      const gone = new Promise((resolve) => running.worker.once('exit', resolve));
      await ask('close', []).catch(() => running.worker.terminate());
      await gone;
    },
  };
}
