import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import type { ExportPlace } from '../../shared/contract/secret-exports.ts';
import type { SecretFormat } from '../../shared/exports/secrets/index.ts';
import type { OutgoingRobot } from './credentials.ts';
import { exportError, type Draft } from './drafts.ts';
import { folderOf, lookAtFolder, standingAt } from './look-at-place.ts';

/** One robot's file in a folder. */
export interface NamedFile {
  readonly name: string;
  readonly robot: OutgoingRobot;
}

/** A place that was looked at, with what is to be written there. */
export type Place =
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly draft: Draft;
      /** What is there and is replaced by `draft`, which was made of it; null for nothing. */
      readonly before: string | null;
    }
  | {
      readonly kind: 'folder';
      readonly path: string;
      /** Makes the text of one robot; it may be refused for that one alone. */
      readonly draft: (robot: OutgoingRobot) => Promise<Draft>;
      readonly files: readonly NamedFile[];
    };

/** A place and how it is shown; null where nothing can be written there. */
export interface LookedAt {
  readonly view: ExportPlace;
  readonly place: Place | null;
}

const NEW = { state: 'new' as const, why: '', changes: [] };

/** Looks at a file that the user chose, and merges into what is there where the format can. */
export async function lookAtFile(
  path: string,
  draft: Draft,
  format: SecretFormat,
  isEncrypted: boolean,
): Promise<LookedAt> {
  const beware = await lookAtFolder(folderOf(path));
  const standing = await standingAt(path);
  const view = { id: randomUUID(), path, beware, files: [basename(path)] };
  const taken = (why: string): LookedAt => ({
    view: { ...view, state: 'taken', why, changes: [] },
    place: null,
  });
  if (standing.kind === 'other') return taken(standing.why);
  if (standing.kind === 'nothing') {
    return { view: { ...view, ...NEW }, place: { kind: 'file', path, draft, before: null } };
  }
  if (format.merge === undefined || isEncrypted) {
    return taken('A file is there, and Purser does not write over it. Choose another name.');
  }
  try {
    const { text, changes, beware: more } = format.merge(standing.text, draft.text);
    return {
      view: {
        ...view,
        state: 'merge',
        why: '',
        changes: [...changes],
        beware: [...more, ...beware],
      },
      place: { kind: 'file', path, draft: { ...draft, text }, before: standing.text },
    };
  } catch (error) {
    const refusal = exportError(error);
    if (refusal instanceof AppError) return taken(refusal.message);
    throw error;
  }
}

/** Looks at a folder that is to get a file for each robot. */
export async function lookAtFolderFor(
  path: string,
  files: readonly NamedFile[],
  draft: Extract<Place, { kind: 'folder' }>['draft'],
): Promise<LookedAt> {
  const beware = await lookAtFolder(path);
  const there = new Set((await readdir(path)).map((name) => name.toLowerCase()));
  const taken = files.filter(({ name }) => there.has(name.toLowerCase()));
  const [first] = taken;
  if (first !== undefined && taken.length === files.length) {
    const why =
      'Files of all these names are there, and Purser does not write over them. Choose another folder, or other names.';
    const names = files.map(({ name }) => name);
    const view = { id: randomUUID(), path, state: 'taken' as const, why, changes: [], beware };
    return { view: { ...view, files: names }, place: null };
  }
  const left =
    first === undefined
      ? []
      : [
          `${String(taken.length)} of these names are taken there, such as ${first.name}: those files stay as they are.`,
        ];
  const view = {
    id: randomUUID(),
    path,
    ...NEW,
    changes: [],
    beware: [...left, ...beware],
    files: files.map(({ name }) => name),
  };
  return { view, place: { kind: 'folder', path, draft, files } };
}
