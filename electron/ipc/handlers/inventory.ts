import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const inventoryHandlers = ({ services }: HandlerContext): HandlersOf<'inventory'> => ({
  'inventory.export': async (wish) => (await services()).inventoryFiles.save(wish),
  'inventory.cancelExport': async () => (await services()).inventoryFiles.cancel(),
});
