import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import type { ExportPlace } from '../../shared/contract/secret-exports.ts';
import type { SecretFormat } from '../../shared/exports/secrets/index.ts';
import type { OutgoingRobot } from './credentials.ts';
import { exportError, type Draft } from './drafts.ts';
import type { UnfinishedFiles } from './unfinished-files.ts';
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

const NEW = { state: 'new' as const, why: '', changes: [], isIgnored: false };

/** An earlier export to the same file. */
export interface EarlierExport {
  /** Epoch seconds. */
  readonly at: number;
  /** So many robots were in it that are not in the new one. */
  readonly absent: number;
}

/** Seconds by which a file system and this computer's clock may differ about one moment. */
const CLOCKS = 2;

/** What it means to write an export over the earlier one. */
const replacing = (
  changedAt: number,
  { at, absent }: EarlierExport,
  beware: readonly string[],
) => ({
  state: 'replace' as const,
  why: '',
  changes: [],
  isIgnored: false,
  beware: [
    ...(changedAt > at + CLOCKS
      ? ['It was changed after Purser exported it. What was added since is lost.']
      : []),
    ...(absent === 0
      ? []
      : [
          `${String(absent)} of the robots that were exported there ${absent === 1 ? 'is' : 'are'} not in the new file.`,
        ]),
    ...beware,
  ],
});

/**
 * Looks at a file that the user chose, and merges into what is there where the format can.
 * @param again The export that is made again there, which may be written over; null for another place
 */
export async function lookAtFile(
  path: string,
  draft: Draft,
  format: SecretFormat,
  isEncrypted: boolean,
  again: EarlierExport | null,
  unfinished: Pick<UnfinishedFiles, 'begin'>,
): Promise<LookedAt> {
  const beware = await lookAtFolder(folderOf(path), unfinished);
  const standing = await standingAt(path);
  const view = { id: randomUUID(), path, beware, files: [basename(path)] };
  const taken = (why: string): LookedAt => ({
    view: { ...view, state: 'taken', why, changes: [], isIgnored: false },
    place: null,
  });
  if (standing.kind === 'other') return taken(standing.why);
  if (standing.kind === 'nothing') {
    return { view: { ...view, ...NEW }, place: { kind: 'file', path, draft, before: null } };
  }
  if (format.merge === undefined || isEncrypted) {
    if (again !== null) {
      const place = { kind: 'file' as const, path, draft, before: standing.text };
      return { view: { ...view, ...replacing(standing.changedAt, again, beware) }, place };
    }
    return taken('A file is there, and Purser does not write over it. Choose another name.');
  }
  try {
    const { text, changes, beware: more, isIgnored } = format.merge(standing.text, draft.text);
    return {
      view: {
        ...view,
        state: 'merge',
        why: '',
        changes: [...changes],
        beware: [...more, ...beware],
        isIgnored,
      },
      place: { kind: 'file', path, draft: { ...draft, text }, before: standing.text },
    };
  } catch (error) {
    const refusal = exportError(error);
    if (refusal instanceof AppError) return taken(refusal.message);
    throw error;
  }
}

/**
 * Looks at a folder that is to get a file for each robot.
 * @param sameNames So many robots get none, because their files would replace each other later
 */
export async function lookAtFolderFor(
  path: string,
  files: readonly NamedFile[],
  sameNames: number,
  draft: Extract<Place, { kind: 'folder' }>['draft'],
  unfinished: Pick<UnfinishedFiles, 'begin'>,
): Promise<LookedAt> {
  const beware = await lookAtFolder(path, unfinished);
  const there = new Set((await readdir(path)).map((name) => name.toLowerCase()));
  const taken = files.filter(({ name }) => there.has(name.toLowerCase()));
  const [first] = taken;
  if (first !== undefined && taken.length === files.length) {
    const why =
      'Files of all these names are there, and Purser does not write over them. Choose another folder, or other names.';
    const names = files.map(({ name }) => name);
    const view = { id: randomUUID(), path, state: 'taken' as const, why, changes: [], beware };
    return { view: { ...view, isIgnored: false, files: names }, place: null };
  }
  const left =
    first === undefined
      ? []
      : [
          `${String(taken.length)} of these names are taken there, such as ${first.name}: those files stay as they are.`,
        ];
  const namesakes =
    sameNames === 0
      ? []
      : [
          `${String(sameNames)} ${sameNames === 1 ? 'robot has' : 'robots have'} the name of another one where the files are brought to, and ${sameNames === 1 ? 'gets' : 'get'} none.`,
        ];
  const view = {
    id: randomUUID(),
    path,
    ...NEW,
    changes: [],
    beware: [...left, ...namesakes, ...beware],
    files: files.map(({ name }) => name),
  };
  return { view, place: { kind: 'folder', path, draft, files } };
}
