import type { RobotRow } from '../../../../shared/contract/robots.ts';
import { lengthWords } from '../../ui/time.ts';

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
  const [least, most] = [Math.min(...ages), Math.max(...ages)].map(lengthWords);
  if (ages.length === 1) return `Its secret has been unchanged for at least ${least ?? ''}.`;
  return least === most
    ? `Their secrets have been unchanged for at least ${least ?? ''}.`
    : `Their secrets have been unchanged for at least ${least ?? ''}, the oldest for at least ${most ?? ''}.`;
}
