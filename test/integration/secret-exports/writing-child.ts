import { join } from 'node:path';
import { openUnfinishedFiles } from '../../../electron/secret-exports/unfinished-files.ts';
import { writePlace } from '../../../electron/secret-exports/write-place.ts';
import { outgoingRobot } from './outgoing-robot.ts';

/** Exports a long file again and again, each under a name of its own, until it is killed. */
const [home = '', folder = '', secret = ''] = process.argv.slice(2);
const silent = { error: () => undefined, warn: () => undefined, info: () => undefined };
const unfinished = await openUnfinishedFiles(home, silent);
const robot = outgoingRobot(7, secret);
const draft = { text: secret.repeat(500_000), mode: 0o600, robots: [robot] };
for (let round = 0; ; round += 1) {
  const path = join(folder, `${String(round)}.txt`);
  const writer = { unfinished, signal: new AbortController().signal, onProgress: () => undefined };
  await writePlace({ kind: 'file', path, draft, before: null }, writer);
}
