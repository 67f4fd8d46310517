import type { RobotDetail } from '../../../../../shared/contract/robots.ts';
import type { AskedHarbor } from '../../../../../shared/permissions/why-may.ts';
import { rightsByPlace, rightsPlace } from './robot-rights.ts';

/** Something that follows from permissions and cannot be read off them, as a sentence. */
export interface Consequence {
  readonly text: string;
  /** Harbor refuses something that the robot holds. */
  readonly isRefusal: boolean;
}

const FEW = 3;
const listed = (pairs: readonly string[]): string =>
  pairs.length <= FEW
    ? pairs.join(', ')
    : `${pairs.slice(0, FEW).join(', ')} and ${pairs.length - FEW} more`;

/**
 * What a robot has without holding it, and what Harbor refuses it although it holds it. That it is
 * disabled is its state, and not said again.
 */
export function consequencesOf(robot: RobotDetail, harbor: AskedHarbor): Consequence[] {
  const found = new Map<string, { pairs: string[]; isRefusal: boolean; places: string }>();
  for (const group of rightsByPlace({ ...robot, disabled: false }, harbor)) {
    for (const { pair, verdict, because, refused } of group.rights) {
      const isNews = verdict === 'implied' || verdict === 'perhaps';
      const why = refused ?? (isNews ? because : null);
      if (why === null) continue;
      const known = found.get(why) ?? {
        pairs: [],
        isRefusal: refused !== null,
        places: rightsPlace(group),
      };
      found.set(why, known);
      if (!known.pairs.includes(pair)) known.pairs.push(pair);
    }
  }
  return [...found].map(([why, { pairs, isRefusal, places }]) => ({
    text: `${places}: ${listed(pairs)}. ${why}`,
    isRefusal,
  }));
}
