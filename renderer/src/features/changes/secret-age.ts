import type { RobotRow } from '../../../../shared/contract/robots.ts';
import { lengthWords } from '../../ui/time.ts';

const MINUTE = 60;

/**
 * How long secrets have been unchanged at least: Harbor notes down when a robot was changed last,
 * and a new secret is a change (all versions), but so is every other one.
 * @param now epoch seconds on the server's clock
 */
export function secretAgeSentence(
  robots: readonly Pick<RobotRow, 'createdAt' | 'updatedAt'>[],
  now: number,
): string {
  const ages = robots
    .map(({ createdAt, updatedAt }) => Math.max(createdAt, updatedAt))
    .filter((at) => at > 0)
    .map((at) => Math.max(0, now - at));
  if (ages.length === 0) return '';
  const least = Math.min(...ages);
  // What was changed a moment ago says nothing about its secret.
  if (Math.max(...ages) < MINUTE) return '';
  const most = lengthWords(Math.max(...ages));
  if (ages.length === 1) return `Its secret has been unchanged for at least ${most}.`;
  if (least < MINUTE) return `The oldest of their secrets has been unchanged for at least ${most}.`;
  return lengthWords(least) === most
    ? `Their secrets have been unchanged for at least ${most}.`
    : `Their secrets have been unchanged for at least ${lengthWords(least)}, the oldest for at least ${most}.`;
}
