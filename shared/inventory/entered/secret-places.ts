import type { Database } from 'better-sqlite3';
import type { SecretPlace } from '../../contract/secret-places.ts';
import type { RobotIdentity } from '../../contract/secrets.ts';

interface Row {
  readonly id: string;
  readonly place: string;
  readonly format: string;
  readonly at: number;
}

/** Seconds between two readings of the same time of creation: one may be cut off, one rounded. */
const SAME = 1;

/** Where secrets of robots are used, as people note it. */
export function createSecretPlaces(db: Database) {
  const of = db.prepare<[string, number, number, number, number], Row>(
    `SELECT id, place, format, at FROM state.secret_place
     WHERE instance_id = ? AND robot_id = ? AND (created = 0 OR ? = 0 OR abs(created - ?) <= ?)
     ORDER BY at DESC, place`,
  );
  const put = db.prepare(
    `INSERT INTO state.secret_place (id, instance_id, robot_id, created, place, format, at)
     VALUES (@id, @instanceId, @robotId, @createdAt, @place, @format, @at)
     ON CONFLICT (instance_id, robot_id, created, place)
       DO UPDATE SET format = excluded.format, at = excluded.at`,
  );
  const remove = db.prepare('DELETE FROM state.secret_place WHERE id = ?');

  const list = ({ instanceId, robotId, createdAt }: RobotIdentity): SecretPlace[] =>
    of.all(instanceId, robotId, createdAt, createdAt, SAME);

  return {
    /** For each robot, the newest first. */
    list: (robots: readonly RobotIdentity[]): SecretPlace[][] => robots.map(list),
    /** Adds it, or says that the same place got the secret again. */
    save: db.transaction(
      (robots: readonly RobotIdentity[], places: readonly SecretPlace[]): void => {
        robots.forEach((robot, index) => {
          const place = places[index];
          if (place !== undefined) put.run({ ...robot, ...place });
        });
      },
    ),
    remove: (id: string): void => void remove.run(id),
  };
}
