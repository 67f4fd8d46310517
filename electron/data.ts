import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataInfo } from '../shared/contract/settings.ts';

/** The files of a data folder, and what each is for. */
const FILES: readonly (readonly [name: string, what: string])[] = [
  ['inventory.db', 'What was read from the Harbors; can be read again'],
  ['state.db', 'Instances without passwords, tags, views, and what syncs found changed'],
  ['journal.db', 'What was changed at the Harbors, and plans that are not finished'],
  ['settings.json', 'Settings'],
  ['logs/purser.log', 'Log, without secrets'],
  ['logs/purser.old.log', 'Log before that'],
];

const sizeOf = async (file: string): Promise<number> =>
  stat(file).then(
    (found) => found.size,
    () => 0,
  );

/** Which files lie in a data folder and how large they are, in bytes; missing ones are left out. */
export const dataInfo = async (folder: string): Promise<DataInfo> => {
  const files = await Promise.all(
    FILES.map(async ([name, what]) => {
      const file = join(folder, name);
      // SQLite keeps what was written last in a file beside the database.
      const bytes = (await sizeOf(file)) + (name.endsWith('.db') ? await sizeOf(`${file}-wal`) : 0);
      return { name, what, bytes };
    }),
  );
  return { folder, files: files.filter((file) => file.bytes > 0) };
};
