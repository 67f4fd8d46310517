import { AppError } from '../../shared/contract/errors.ts';
import type { ExportWish } from '../../shared/contract/secret-exports.ts';
import { nameThere } from '../../shared/exports/secrets/index.ts';
import type { OutgoingRobot } from './credentials.ts';
import { base64, formatOf } from './drafts.ts';

/**
 * Tells which robots would have the name of another one where their files are brought to, so that
 * the second file would replace the first one's secret: whose name it is by the handle of each.
 * Robots of several instances may have one name on purpose, for a cluster each.
 */
export function sameNames(
  wish: Pick<ExportWish, 'format' | 'options'>,
  robots: readonly OutgoingRobot[],
): ReadonlyMap<string, AppError> {
  const format = formatOf(wish);
  const owners = new Map<string, string>();
  const others = new Map<string, AppError>();
  for (const robot of robots) {
    const name = nameThere(format, robot, wish.options, base64);
    if (name === null) continue;
    const place = JSON.stringify([robot.instanceId, name]);
    const owner = owners.get(place);
    if (owner === undefined) owners.set(place, robot.name);
    else {
      const message = `${name.replace(/^\//, '')} is the name for ${owner} already, which it would replace: export it alone, with a name of its own`;
      others.set(robot.handle, new AppError('not-allowed', message));
    }
  }
  return others;
}
