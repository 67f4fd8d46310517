import type { Database } from 'better-sqlite3';
import type { SecretPlace } from '../../contract/secret-places.ts';
import type { RobotIdentity } from '../../contract/secrets.ts';
import { CREATION_SLACK } from '../../robots/same-robot.ts';

/** In place of a handle: not the secret that belongs there, and nobody knows which. */
export const ANOTHER_SECRET = 'another';

/** A place as it is kept. */
export interface KeptPlace extends Omit<SecretPlace, 'repeats'> {
  /** How it was exported there, as JSON; '' for a note. */
  readonly recipe: string;
  /** Of the secret that is there, as far as is known; '' where nobody said. */
  readonly handle: string;
}

/** A place, and which robot it is of. */
export interface PlaceOfRobot extends KeptPlace, Omit<RobotIdentity, 'name'> {}

/** Places of many robots: how many there are, and the newest. */
export interface PlacesInShort {
  readonly total: number;
  readonly newest: readonly KeptPlace[];
}

/** Where secrets of robots are used, as people note it. */
export function createSecretPlaces(db: Database) {
  const of = db.prepare<[string, number, number, number, number], KeptPlace>(
    `SELECT id, place, format, at, recipe, handle FROM state.secret_place
     WHERE instance_id = ? AND robot_id = ? AND (created = 0 OR ? = 0 OR abs(created - ?) <= ?)
     ORDER BY at DESC, place`,
  );
  // The other columns are those of the row that has the largest `repeats`.
  const inShort = db.prepare<[string, number, number], KeptPlace & { total: number }>(
    `SELECT p.id, p.place, p.format, p.at, p.recipe, p.handle, max(p.recipe <> '') AS repeats,
       count(*) OVER () AS total
     FROM json_each(?) wanted JOIN robot r ON r.key = wanted.value
     JOIN instance i ON i.num = r.instance
     JOIN state.secret_place p ON p.instance_id = i.id AND p.robot_id = r.id
       AND (p.created = 0 OR r.created = 0 OR abs(p.created - r.created) <= ?)
     GROUP BY p.place ORDER BY p.at DESC, p.place LIMIT ?`,
  );
  // One file is one place and one way of writing it, whoever else is in it.
  const inFiles = db.prepare<[string], PlaceOfRobot>(
    `SELECT id, place, format, at, recipe, handle, instance_id AS instanceId,
       robot_id AS robotId, created AS createdAt
     FROM state.secret_place
     WHERE recipe <> '' AND (place, recipe) IN (
       SELECT place, recipe FROM state.secret_place
       WHERE id IN (SELECT value FROM json_each(?)))
     ORDER BY instance_id, robot_id`,
  );
  const put = db.prepare(
    `INSERT INTO state.secret_place
       (id, instance_id, robot_id, created, place, format, at, recipe, handle)
     VALUES (@id, @instanceId, @robotId, @createdAt, @place, @format, @at, @recipe, @handle)
     ON CONFLICT (instance_id, robot_id, created, place) DO UPDATE
       SET format = excluded.format, at = excluded.at, recipe = excluded.recipe,
         handle = excluded.handle`,
  );
  const mark = db.prepare<Pick<KeptPlace, 'id' | 'handle'>>(
    `UPDATE state.secret_place SET handle = @handle WHERE id = @id AND recipe = ''`,
  );
  const remove = db.prepare('DELETE FROM state.secret_place WHERE id = ?');

  const list = ({ instanceId, robotId, createdAt }: RobotIdentity): KeptPlace[] =>
    of.all(instanceId, robotId, createdAt, createdAt, CREATION_SLACK);

  return {
    /** For each robot, the newest first. */
    list: (robots: readonly RobotIdentity[]): KeptPlace[][] => robots.map(list),
    /** Of all these robots, by their keys, each place once. */
    inShort: (keys: readonly number[], most: number): PlacesInShort => {
      const newest = inShort.all(JSON.stringify(keys), CREATION_SLACK, most);
      return { total: newest[0]?.total ?? 0, newest };
    },
    /** These places of exports, and those of the other robots that are in the same files. */
    inFiles: (ids: readonly string[]): PlaceOfRobot[] => inFiles.all(JSON.stringify(ids)),
    /** Adds it, or says that the same place got the secret again. */
    save: db.transaction((robots: readonly RobotIdentity[], places: readonly KeptPlace[]): void => {
      robots.forEach((robot, index) => {
        const place = places[index];
        if (place !== undefined) put.run({ ...robot, ...place });
      });
    }),
    /** Says which secret is at places that were noted by hand. */
    mark: db.transaction((places: readonly Pick<KeptPlace, 'id' | 'handle'>[]): void => {
      for (const place of places) mark.run(place);
    }),
    remove: (id: string): void => void remove.run(id),
  };
}
