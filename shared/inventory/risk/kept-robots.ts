import { mayBeMadeAt } from '../../robots/same-robot.ts';
import type { KeptSecrets } from '../entered/kept-secrets.ts';

/** A robot by what it may share with another that had its id before. */
interface Place {
  readonly instanceId: string;
  readonly robotId: number;
}

const placeOf = ({ instanceId, robotId }: Place): string => `${instanceId} ${String(robotId)}`;

/** Robots whose secret is kept, as they were last looked at. */
export function createKeptRobots(secrets: Pick<KeptSecrets, 'keptRobots'>) {
  let made: ReadonlyMap<string, readonly number[]> = new Map();
  let places: ReadonlyMap<string, Place> = new Map();

  return {
    /** @param createdAt of the robot that has the id now, epoch seconds on the server's clock */
    has: (instanceId: string, robotId: number, createdAt: number): boolean =>
      made.size > 0 &&
      (made.get(placeOf({ instanceId, robotId })) ?? []).some((one) => mayBeMadeAt(one, createdAt)),

    /** Looks again, and answers of which places the robot may have got or lost its secret. */
    refresh(): Place[] {
      const before = { made, places };
      const now = new Map<string, number[]>();
      const found = new Map<string, Place>();
      for (const robot of secrets.keptRobots()) {
        const place = placeOf(robot);
        found.set(place, robot);
        now.set(
          place,
          [...(now.get(place) ?? []), robot.createdAt].sort((a, b) => a - b),
        );
      }
      made = now;
      places = found;
      const isOther = (place: string): boolean =>
        before.made.get(place)?.join() !== made.get(place)?.join();
      return [...new Map([...before.places, ...places])]
        .filter(([place]) => isOther(place))
        .map(([, robot]) => robot);
    },
  };
}
