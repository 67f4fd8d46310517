import {
  parentPort,
  workerData,
  type MessagePort,
  type TransferListItem,
} from 'node:worker_threads';
import { openStore, type GuardedStore } from './guarded-store.ts';
import type { Message, Request, WorkerOptions } from './protocol.ts';
import { asInventoryError } from './database/sqlite-errors.ts';

/** The thread that owns the database: answers the client's requests one after the other. */

function run(store: GuardedStore, { name, input }: Request): unknown {
  if (name === 'close') return store.close();
  return store.call((calls) => {
    // The client's types hold here too: both ends are the same build.
    const call = calls[name] as (...input: readonly unknown[]) => unknown;
    return call(...input);
  });
}

/** Lists of numbers change hands instead of being copied. */
function transfers(value: unknown): TransferListItem[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((part: unknown) =>
    ArrayBuffer.isView(part) && part.buffer instanceof ArrayBuffer ? [part.buffer] : [],
  );
}

function serve(port: MessagePort): void {
  const send = (message: Message, list: TransferListItem[] = []): void =>
    port.postMessage(message, list);
  const open = (): GuardedStore =>
    openStore(workerData as WorkerOptions, (notice) => send({ kind: 'notice', notice }));

  let store: GuardedStore;
  try {
    store = open();
  } catch (error) {
    send({ kind: 'failed', error: asInventoryError(error).toShape() });
    return;
  }
  port.on('message', (request: Request) => {
    const { id, name } = request;
    try {
      const value = run(store, request);
      send({ kind: 'answer', id, value }, transfers(value));
    } catch (error) {
      send({ kind: 'error', id, error: asInventoryError(error).toShape() });
    }
    if (name === 'close') port.close();
  });
  send({ kind: 'open', notices: store.notices });
}

if (parentPort !== null) serve(parentPort);
