import type { NeededDenies } from '../../../shared/contract/permissions.ts';
import type { Inventory } from '../../../shared/inventory/inventory.ts';
import { withoutEffects } from '../../../shared/permissions/without-effects.ts';

/** Robots that cross from the worker in one message: few enough for the window to stay quick. */
const SLICE = 200;
/** So many rights are named. */
const MOST_NAMED = 20;

/** Which robots of these would gain something if they were made again without their denies. */
export async function neededDenies(
  inventory: Pick<Inventory, 'robotsByKeys' | 'knownPlace'>,
  keys: readonly number[],
): Promise<NeededDenies> {
  const versions = new Map<string, string>();
  const gains = new Set<string>();
  let robots = 0;
  for (let from = 0; from < keys.length; from += SLICE) {
    for (const { instanceId, robot } of await inventory.robotsByKeys(
      keys.slice(from, from + SLICE),
    )) {
      const version =
        versions.get(instanceId) ?? (await inventory.knownPlace(instanceId))?.version ?? '';
      versions.set(instanceId, version);
      const found = withoutEffects(robot, version, false).gains;
      if (found.length > 0) robots += 1;
      for (const gain of found) if (gains.size < MOST_NAMED) gains.add(gain);
    }
  }
  return { robots, gains: [...gains] };
}
