import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const historyHandlers = ({ services }: HandlerContext): HandlersOf<'history'> => ({
  'history.entries': async (search) => {
    const { inventory } = await services();
    return inventory.historyEntries(search);
  },
});
