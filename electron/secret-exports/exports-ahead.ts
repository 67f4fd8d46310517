import { AppError } from '../../shared/contract/errors.ts';
import type {
  AheadWish,
  EncryptionAhead,
  ExportPlace,
  ExportPreview,
} from '../../shared/contract/secret-exports.ts';
import type { ExportRecipe } from '../../shared/contract/secret-places.ts';
import { modeOf } from '../../shared/exports/secrets/index.ts';
import { counted } from '../../shared/robots/counted.ts';
import { fileNames } from '../files/file-names.ts';
import type { Desktop } from '../ports.ts';
import { bringOut, type BringOutPorts, noteOut } from './bring-out.ts';
import {
  credentialsAhead,
  type CredentialPorts,
  type OutgoingRobot,
  type RobotAhead,
} from './credentials.ts';
import { type Draft, draftOf, formatOf, nameOf, plainText } from './drafts.ts';
import { requireRecipients } from './encrypt.ts';
import { standingAt } from './look-at-place.ts';
import { type LookedAt, lookAtFile, type Place } from './places.ts';
import { previewOf } from './preview.ts';
import { recipeOf } from './recipe.ts';
import type { UnfinishedFiles } from './unfinished-files.ts';

/** A file that secrets go to, and how. */
interface Destination {
  readonly path: string;
  readonly recipe: ExportRecipe;
}

/** A file for secrets that are not made yet, as it was shown. Kept as JSON; holds no secret. */
export interface ExportAhead extends Destination {
  readonly state: 'new' | 'merge';
  readonly changes: readonly string[];
  readonly beware: readonly string[];
  /** Why nothing was written; '' once it is there, null before. */
  readonly failure: string | null;
}

/**
 * Secrets of robots that are to be made: where they go is chosen and looked at before. Methods
 * throw `not-allowed` where the format cannot carry these robots, or the file cannot be written,
 * and what the way to the file throws.
 */
export interface ExportsAhead {
  preview(
    wish: Pick<AheadWish, 'format' | 'options'>,
    robots: readonly RobotAhead[],
  ): Promise<ExportPreview>;
  /** Lets the user choose a file and looks at it; null if they did not. */
  place(
    wish: Pick<AheadWish, 'format' | 'options'> & { readonly encryption: EncryptionAhead },
    robots: readonly RobotAhead[],
  ): Promise<ExportPlace | null>;
  /** What `place` answered for these robots. Throws `unknown-item`. */
  chosen(placeId: string, robots: readonly RobotAhead[]): Promise<ExportAhead>;
  /** Lets the user choose another file; null if they did not. */
  elsewhere(from: ExportAhead, robots: readonly RobotAhead[]): Promise<ExportAhead | null>;
  /** Looks at it once more. */
  again(ahead: ExportAhead, robots: readonly RobotAhead[]): Promise<ExportAhead>;
  /**
   * Whether these secrets stand there already as `write` would leave them: Purser ended before it
   * could say so. What it could not note either is noted then. Throws the keychain's errors, and
   * `not-allowed` where the file would be encrypted and one is there, of which nobody can tell.
   */
  isWritten(ahead: ExportAhead, handles: readonly string[]): Promise<boolean>;
  /**
   * Writes secrets of robots that were made. Throws `conflict` where the file is not as it was
   * shown.
   * @param handles Of the secrets, in the order of the robots
   */
  write(
    ahead: ExportAhead,
    robots: readonly RobotAhead[],
    handles: readonly string[],
  ): Promise<void>;
}

export interface ExportsAheadPorts extends BringOutPorts {
  readonly inventory: CredentialPorts['inventory'];
  readonly at: CredentialPorts['at'];
  readonly instance: CredentialPorts['instance'];
  readonly desktop: Pick<Desktop, 'chooseSavePath'>;
  readonly unfinished: Pick<UnfinishedFiles, 'begin' | 'clean'>;
  readonly credentials: (handles: readonly string[]) => Promise<OutgoingRobot[]>;
}

const encryptionOf = ({ encryption, recipients }: ExportRecipe): EncryptionAhead =>
  encryption === 'recipients' ? { kind: encryption, recipients } : { kind: 'none' };

const isAmong = (some: readonly string[], all: readonly string[]): boolean =>
  some.every((one) => all.includes(one));

/**
 * Whether what is seen now was shown before. Of several robots some may not have been made, so
 * that less is changed; and what was to be merged into may be gone.
 */
export const wasShown = (now: ExportAhead, before: ExportAhead): boolean =>
  (now.state === before.state || now.state === 'new') &&
  isAmong(now.changes, before.changes) &&
  isAmong(now.beware, before.beware);

/** What stands in a file that is merged into; null for nothing. */
const textBefore = (place: Place | null): string | null =>
  place?.kind === 'file' ? place.before : null;

const changed = (file: string): AppError =>
  new AppError('conflict', `${file} was changed since it was shown.`, { details: { file } });

const mayBeWritten = (file: string): AppError =>
  new AppError(
    'not-allowed',
    `${file} is there: Purser may have written it before it ended. Open it to see, then choose another file, or do not export.`,
    { details: { file } },
  );

function asSeen({ path, recipe }: Destination, { view }: LookedAt): ExportAhead {
  const { state, why, changes, beware } = view;
  if (state === 'new' || state === 'merge') {
    return { path, recipe, state, changes, beware, failure: null };
  }
  throw new AppError('not-allowed', `Nothing can be written to ${path}. ${why}`);
}

/** Why one file cannot hold so many robots; null where it can. */
function tooMany({ format }: Pick<ExportRecipe, 'format'>, robots: number): string | null {
  const { title, robots: fit } = formatOf({ format });
  if (fit === 'many' || robots === 1) return null;
  return `${title} holds one robot, and ${counted(robots, 'robot')} are made. Choose another format, or export them one by one afterwards.`;
}

/** Places for secrets before there are any. */
export function createExportsAhead(ports: ExportsAheadPorts): ExportsAhead {
  /** Places that were chosen since the start, by the id of what was shown. */
  const places = new Map<string, Destination>();

  /** What would be written, with something else for each secret. */
  const draftAhead = async (
    recipe: ExportRecipe,
    robots: readonly RobotAhead[],
  ): Promise<Draft> => {
    const why = tooMany(recipe, robots.length);
    if (why !== null) throw new AppError('not-allowed', why);
    const credentials = await credentialsAhead(robots, ports);
    // What is encrypted is never merged, so its text says nothing here.
    const text = plainText(recipe, credentials);
    return { text, mode: modeOf(formatOf(recipe)), robots: credentials };
  };
  const look = ({ path, recipe }: Destination, draft: Draft): Promise<LookedAt> =>
    lookAtFile(path, draft, formatOf(recipe), recipe.encryption !== 'none', null, ports.unfinished);

  const seen = async (
    destination: Destination,
    robots: readonly RobotAhead[],
  ): Promise<ExportAhead> =>
    asSeen(destination, await look(destination, await draftAhead(destination.recipe, robots)));
  const ask = async (recipe: ExportRecipe, { robots }: Draft): Promise<string | null> => {
    const [name = ''] = fileNames(formatOf(recipe).fileName, robots.slice(0, 1));
    return ports.desktop.chooseSavePath('Export secrets', nameOf(name, encryptionOf(recipe)));
  };

  return {
    preview: async (wish, robots) => {
      const message = tooMany(wish, robots.length);
      if (message !== null) return { text: '', refused: { message, better: [], instead: null } };
      return previewOf(wish, [await credentialsAhead(robots, ports)]);
    },

    place: async (wish, robots) => {
      const { encryption } = wish;
      await requireRecipients(encryption);
      const recipe = recipeOf(wish);
      // Refused before a place is chosen.
      const draft = await draftAhead(recipe, robots);
      const path = await ask(recipe, draft);
      if (path === null) return null;
      const { view, place } = await look({ path, recipe }, draft);
      if (place !== null) places.set(view.id, { path, recipe });
      return view;
    },

    chosen: async (placeId, robots) => {
      const place = places.get(placeId);
      if (place !== undefined) return seen(place, robots);
      throw new AppError('unknown-item', 'Choose again where the secret goes.');
    },

    elsewhere: async ({ recipe }, robots) => {
      const path = await ask(recipe, await draftAhead(recipe, robots));
      return path === null ? null : seen({ path, recipe }, robots);
    },

    again: seen,

    isWritten: async (ahead, handles) => {
      const { path, recipe } = ahead;
      // A crash can leave a file that was just written under a second name, and such are not read.
      await ports.unfinished.clean();
      const standing = await standingAt(path);
      if (standing.kind !== 'file') return false;
      if (recipe.encryption !== 'none') throw mayBeWritten(path);
      const robots = await ports.credentials(handles);
      const draft = await draftOf({ ...recipe, encryption: { kind: 'none' } }, robots);
      const { place } = await look(ahead, draft);
      const isMerged = place?.kind === 'file' && place.draft.text === place.before;
      if (standing.text !== draft.text && !isMerged) return false;
      const written = robots.map((robot) => ({ robot, path }));
      await noteOut(written, recipe, ports);
      return true;
    },

    write: async (ahead, robots, handles) => {
      const { path, recipe } = ahead;
      // With something else for the secrets, as it was shown: alike is compared with alike.
      const shown = await look(ahead, await draftAhead(recipe, robots));
      if (!wasShown(asSeen(ahead, shown), ahead)) throw changed(path);
      const wish = { ...recipe, encryption: encryptionOf(recipe) };
      const { place } = await look(ahead, await draftOf(wish, await ports.credentials(handles)));
      if (place === null || textBefore(place) !== textBefore(shown.place)) throw changed(path);
      const { unfinished } = ports;
      const writer = {
        unfinished,
        signal: new AbortController().signal,
        onProgress: () => undefined,
      };
      await bringOut({ place, holdsSecret: true, recipe }, writer, ports);
    },
  };
}
