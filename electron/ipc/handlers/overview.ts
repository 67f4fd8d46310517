import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const overviewHandlers = ({ services }: HandlerContext): HandlersOf<'overview'> => ({
  'overview.get': async (query) => {
    const { inventory, at } = await services();
    return inventory.overview(query, at());
  },
});
