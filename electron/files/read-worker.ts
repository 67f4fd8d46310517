import { once } from 'node:events';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../shared/contract/app-error.ts';
import { FILE_READERS } from './file-readers.ts';
import type { ReadAnswer, ReadQuestion } from './read-apart.ts';
import { readTextFile } from './read-file.ts';

/** Items of a list that cross at once. */
const PART = 500;

async function read(question: ReadQuestion): Promise<unknown> {
  const reader = FILE_READERS[question.kind];
  return 'text' in question
    ? reader(question.text, question.name)
    : reader(await readTextFile(question.path, question.largest), question.path);
}

/** Sends the long lists of what was read in parts. @returns the rest, with empty lists instead */
async function sendLists(found: unknown, send: (answer: ReadAnswer) => void, port: MessagePort) {
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return found;
  const rest: Record<string, unknown> = { ...found };
  for (const [list, items] of Object.entries(found)) {
    if (!Array.isArray(items) || items.length <= PART) continue;
    for (let from = 0; from < items.length; from += PART) {
      send({ list, part: items.slice(from, from + PART) });
      await once(port, 'message');
    }
    rest[list] = [];
  }
  return rest;
}

/** Reads one file and ends. */
async function answer(port: MessagePort): Promise<void> {
  const send = (message: ReadAnswer): void => port.postMessage(message);
  try {
    const found = await read(workerData as ReadQuestion);
    send({ read: await sendLists(found, send, port) });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    send({ error: error.toShape() });
  } finally {
    port.close();
  }
}

if (parentPort !== null) void answer(parentPort);
