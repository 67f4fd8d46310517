import type { Inventory } from '../../../shared/inventory/inventory.ts';
import { DEFAULT_PREFIX } from '../../../shared/robots/names.ts';

/** What stands in front of the robots of each instance, by the inventory; asked once for each. */
export function createPrefixes(
  inventory: Pick<Inventory, 'knownPlace'>,
): (instanceId: string) => Promise<string> {
  const asked = new Map<string, Promise<string>>();
  const ask = async (instanceId: string): Promise<string> =>
    (await inventory.knownPlace(instanceId))?.prefix ?? DEFAULT_PREFIX;
  return (instanceId) => {
    const prefix = asked.get(instanceId) ?? ask(instanceId);
    asked.set(instanceId, prefix);
    return prefix;
  };
}
