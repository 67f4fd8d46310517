import type { Notice } from '../shared/contract/settings.ts';
import { openInventory } from '../shared/inventory/client.ts';
import type { Inventory, InventoryOptions } from '../shared/inventory/inventory.ts';

/**
 * Opens the inventory of a folder before its services are there to ask for it: its thread gets on
 * with that while this one opens the window.
 * @returns what opens inventories, and gives away that one when it is first asked for
 */
export const openInventoryAhead = (options: Omit<InventoryOptions, 'onNotice'>) => {
  let tell: (notice: Notice) => void = () => undefined;
  let ahead: Promise<Inventory> | null = openInventory({
    ...options,
    onNotice: (notice) => tell(notice),
  });
  // Whoever asks for it hears of that.
  ahead.catch(() => undefined);
  return (wanted: InventoryOptions): Promise<Inventory> => {
    if (ahead === null || wanted.folder !== options.folder) return openInventory(wanted);
    const taken = ahead;
    ahead = null;
    tell = wanted.onNotice ?? tell;
    return taken;
  };
};
