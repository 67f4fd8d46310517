import { randomUUID } from 'node:crypto';
import type { CallInput, CallOutput } from '../shared/contract/calls.ts';
import { AppError } from '../shared/contract/errors.ts';
import {
  type ExportAgain,
  type ExportRecipe,
  exportRecipe,
  MOST_NAMED,
  type PlaceOfSecrets,
  type PlacesOfRobots,
  type SecretPlace,
} from '../shared/contract/secret-places.ts';
import type { RobotIdentity, RobotSecret } from '../shared/contract/secrets.ts';
import { secretFormat } from '../shared/exports/secrets/index.ts';
import { ANOTHER_SECRET } from '../shared/inventory/entered/secret-places.ts';
import type {
  Inventory,
  KeptPlace,
  KnownRobot,
  PlaceOfRobot,
} from '../shared/inventory/inventory.ts';
import { robotOfSecret } from './keychain/robot-of-secret.ts';
import type { RobotSecrets } from './keychain/robot-secrets.ts';
import { whyClosed } from './secret-exports/look-at-place.ts';
import type { UnfinishedFiles } from './secret-exports/unfinished-files.ts';
import type { ExportedFile } from './secret-exports/written.ts';

/** Where secrets of robots are used, so that a new one can be brought there. */
export interface SecretPlaces {
  list(keys: readonly number[]): Promise<CallOutput<'secretPlaces.list'>>;
  ofRobots(keys: readonly number[]): Promise<PlacesOfRobots>;
  ofSecrets(handles: readonly string[]): Promise<PlaceOfSecrets[]>;
  /** Throws `unknown-item`. */
  again(ids: readonly string[]): Promise<ExportAgain>;
  /** A file that secrets were exported to, and the places of all that are in it. Throws `unknown-item`. */
  file(id: string): Promise<{ readonly path: string; readonly robots: readonly PlaceOfRobot[] }>;
  /** Which of these cannot be exported to again as things are. */
  closed(ids: readonly string[]): Promise<CallOutput<'secretPlaces.closed'>>;
  /** Throws `unknown-item`. */
  note(key: number, place: string): Promise<void>;
  /** Says of places that were noted by hand whether these secrets are there. */
  mark(places: CallInput<'secretPlaces.mark'>['places'], isThere: boolean): Promise<void>;
  /** Secrets were exported to these files. */
  exported(files: readonly ExportedFile[], recipe: ExportRecipe): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface SecretPlacePorts {
  readonly inventory: Pick<
    Inventory,
    | 'robotsByKeys'
    | 'robotById'
    | 'secretPlaces'
    | 'secretPlacesInShort'
    | 'secretPlacesInFiles'
    | 'saveSecretPlaces'
    | 'markSecretPlaces'
    | 'removeSecretPlace'
  >;
  readonly secrets: Pick<RobotSecrets, 'find' | 'list'>;
  readonly unfinished: Pick<UnfinishedFiles, 'begin'>;
  /** Epoch seconds. */
  readonly now: () => number;
}

const identityOf = ({ instanceId, robot }: KnownRobot): RobotIdentity => ({
  instanceId,
  robotId: robot.id,
  name: robot.name,
  createdAt: robot.createdAt,
});

const viewOf = ({ id, place, format, at, recipe }: KeptPlace): SecretPlace => ({
  id,
  place,
  format,
  at,
  repeats: recipe !== '',
});

/** The secret that Harbor takes. */
const isOwn = ({ state }: RobotSecret): boolean => state === 'new' || state === 'kept';

const isPrepared = ({ state }: RobotSecret): boolean => state === 'prepared';

/** Whether a place has another secret, as far as is known. */
function hasAnother({ handle, at }: KeptPlace, secret: RobotSecret): boolean {
  if (handle !== '') return handle !== secret.handle;
  return isPrepared(secret) || at < secret.madeAt;
}

/** Whether everything that is in such a file has to be written for one robot of it. */
const isWritten = ({ format, encryption }: ExportRecipe): boolean =>
  encryption !== 'none' || secretFormat(format)?.merge === undefined;

/** Robots that are asked about at once: few enough for the window to stay quick. */
const SLICE = 200;

function* slicesOf<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += SLICE) yield all.slice(from, from + SLICE);
}

export function createSecretPlaces({
  inventory,
  secrets,
  unfinished,
  now,
}: SecretPlacePorts): SecretPlaces {
  const newPlace = (place: string, more: Partial<KeptPlace> = {}): KeptPlace => ({
    id: randomUUID(),
    place,
    format: '',
    at: Math.floor(now()),
    recipe: '',
    handle: '',
    ...more,
  });

  const placesIn = async (ids: readonly string[]): Promise<PlaceOfRobot[]> => {
    const found = await inventory.secretPlacesInFiles(ids);
    if (found.length > 0) return [...found];
    const message = 'How it was exported there is not known any more. Export it anew.';
    throw new AppError('unknown-item', message);
  };

  /** The robot of a place; null where it is not in the inventory. */
  const robotOf = async (place: PlaceOfRobot): Promise<KnownRobot | null> => {
    const known = await inventory.robotById(place.instanceId, place.robotId);
    if (known === null) return null;
    const own = (await inventory.secretPlaces([identityOf(known)]))[0] ?? [];
    return own.some(({ id }) => id === place.id) ? known : null;
  };

  /** A secret and the robot that it is of; null where the inventory does not have that. */
  const ownerOf = async (
    handle: string,
  ): Promise<{ readonly secret: RobotSecret; readonly robot: RobotIdentity } | null> => {
    const secret = secrets.find(handle);
    const known = secret === null ? null : await robotOfSecret(secret, { secrets, inventory });
    return secret === null || known === null ? null : { secret, robot: identityOf(known) };
  };

  /** The places of each robot, against the secret that is kept of it. */
  const placesOf = async (known: readonly KnownRobot[]): Promise<PlaceOfSecrets[][]> => {
    const places = await inventory.secretPlaces(known.map(identityOf));
    return known.map((one, index) => {
      const all = secrets.list({ robot: identityOf(one) }).secrets;
      const own = all.find(isOwn);
      const prepared = new Set(all.filter(isPrepared).map(({ handle }) => handle));
      return (places[index] ?? []).map((kept) => {
        const { id, ...place } = viewOf(kept);
        if (own === undefined) return { ...place, ids: [id], handles: [], isBehind: null };
        // One that was brought there ahead is not to be replaced by the one before it.
        const isBehind = hasAnother(kept, own) && !prepared.has(kept.handle);
        return { ...place, ids: [id], handles: [own.handle], isBehind };
      });
    });
  };

  return {
    async list(keys) {
      const found: CallOutput<'secretPlaces.list'> = [];
      for (const slice of slicesOf(keys)) {
        const known = await inventory.robotsByKeys(slice);
        const places = await placesOf(known);
        known.forEach(({ key }, index) => found.push({ key, places: places[index] ?? [] }));
      }
      return found;
    },
    async ofRobots(keys) {
      const { total, newest } = await inventory.secretPlacesInShort(keys, MOST_NAMED);
      return { total, newest: newest.map(viewOf) };
    },
    async ofSecrets(handles) {
      const groups = new Map<string, PlaceOfSecrets>();
      const addTo = (kept: KeptPlace, secret: RobotSecret): void => {
        const { id, ...place } = viewOf(kept);
        const key = JSON.stringify([kept.place, kept.recipe]);
        const group = groups.get(key) ?? { ...place, ids: [], handles: [], isBehind: false };
        group.at = Math.min(group.at, place.at);
        group.ids.push(id);
        group.handles.push(secret.handle);
        group.isBehind ||= hasAnother(kept, secret);
        groups.set(key, group);
      };
      for (const slice of slicesOf(handles)) {
        const known = (await Promise.all(slice.map(ownerOf))).filter((one) => one !== null);
        const places = await inventory.secretPlaces(known.map(({ robot }) => robot));
        known.forEach(({ secret }, index) => {
          for (const kept of places[index] ?? []) addTo(kept, secret);
        });
      }
      return [...groups.values()].sort((a, b) => a.place.localeCompare(b.place));
    },
    async again(ids) {
      const places = await placesIn(ids);
      const asked = places.find(({ id }) => ids.includes(id)) ?? places[0];
      const recipe = exportRecipe.parse(JSON.parse(asked?.recipe ?? ''));
      const all = places.filter(
        ({ id, place, recipe: other }) =>
          place === asked?.place &&
          other === asked.recipe &&
          (isWritten(recipe) || ids.includes(id)),
      );
      const robots = await Promise.all(all.map(robotOf));
      const keys = robots.flatMap((known) => (known === null ? [] : [known.key]));
      const gone = robots.length - keys.length;
      return { ...recipe, id: asked?.id ?? '', path: asked?.place ?? '', keys, gone };
    },
    async file(id) {
      const robots = await placesIn([id]);
      return { path: robots[0]?.place ?? '', robots };
    },
    async closed(ids) {
      const places = (await inventory.secretPlacesInFiles(ids)).filter(({ id }) =>
        ids.includes(id),
      );
      const looked = await Promise.all(
        places.map(async ({ id, place }) => ({ id, why: await whyClosed(place, unfinished) })),
      );
      return looked.filter(({ why }) => why !== '');
    },
    async note(key, place) {
      const [known] = await inventory.robotsByKeys([key]);
      if (known === undefined) {
        throw new AppError('unknown-item', 'This robot is no longer in the inventory.');
      }
      const robot = identityOf(known);
      const handle = secrets.list({ robot }).secrets.find(isOwn)?.handle ?? '';
      await inventory.saveSecretPlaces([robot], [newPlace(place, { handle })]);
    },
    mark: (places, isThere) =>
      inventory.markSecretPlaces(
        places.map(({ id, handle }) => ({ id, handle: isThere ? handle : ANOTHER_SECRET })),
      ),
    exported: (files, recipe) => {
      const format = secretFormat(recipe.format)?.title ?? recipe.format;
      const told = { format, recipe: JSON.stringify(recipe) };
      return inventory.saveSecretPlaces(
        files.map(({ robot }) => robot),
        files.map(({ path, handle }) => newPlace(path, { ...told, handle })),
      );
    },
    remove: (id) => inventory.removeSecretPlace(id),
  };
}
