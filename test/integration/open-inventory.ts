import { openInventory as open } from '../../shared/inventory/client.ts';
import type { Inventory, InventoryOptions } from '../../shared/inventory/inventory.ts';
import { INVENTORY_WORKER } from '../built.ts';

/** Opens the inventory with the thread that was bundled for tests. */
export const openInventory = (options: InventoryOptions): Promise<Inventory> =>
  open({ workerFile: INVENTORY_WORKER, ...options });
