import { randomUUID } from 'node:crypto';
import type { CallOutput } from '../shared/contract/calls.ts';
import { AppError } from '../shared/contract/errors.ts';
import type { SecretPlace } from '../shared/contract/secret-places.ts';
import type { RobotIdentity } from '../shared/contract/secrets.ts';
import type { Inventory, KnownRobot } from '../shared/inventory/inventory.ts';
import type { ExportedFile } from './secret-exports/create-secret-exports.ts';

/** Where secrets of robots are used, so that a new one can be brought there. */
export interface SecretPlaces {
  list(keys: readonly number[]): Promise<CallOutput<'secretPlaces.list'>>;
  /** Throws `unknown-item`. */
  note(key: number, place: string): Promise<SecretPlace[]>;
  /** Secrets were exported to these files. */
  exported(files: readonly ExportedFile[], format: string): Promise<void>;
  remove(id: string): Promise<void>;
}

const identityOf = ({ instanceId, robot }: KnownRobot): RobotIdentity => ({
  instanceId,
  robotId: robot.id,
  name: robot.name,
  createdAt: robot.createdAt,
});

export function createSecretPlaces(
  inventory: Pick<
    Inventory,
    'robotsByKeys' | 'secretPlaces' | 'saveSecretPlaces' | 'removeSecretPlace'
  >,
  now: () => number,
): SecretPlaces {
  const newPlace = (place: string, format: string): SecretPlace => ({
    id: randomUUID(),
    place,
    format,
    at: Math.floor(now()),
  });
  return {
    async list(keys) {
      const known = await inventory.robotsByKeys(keys);
      const places = await inventory.secretPlaces(known.map(identityOf));
      return known.map(({ key }, index) => ({ key, places: [...(places[index] ?? [])] }));
    },
    async note(key, place) {
      const [known] = await inventory.robotsByKeys([key]);
      if (known === undefined) {
        throw new AppError('unknown-item', 'This robot is no longer in the inventory.');
      }
      const robot = identityOf(known);
      await inventory.saveSecretPlaces([robot], [newPlace(place, '')]);
      return [...((await inventory.secretPlaces([robot]))[0] ?? [])];
    },
    exported: (files, format) =>
      inventory.saveSecretPlaces(
        files.map(({ robot }) => robot),
        files.map(({ path }) => newPlace(path, format)),
      ),
    remove: (id) => inventory.removeSecretPlace(id),
  };
}
