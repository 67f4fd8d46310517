import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const linkedHandlers = ({ services }: HandlerContext): HandlersOf<'linked'> => ({
  'linked.query': async (query) => {
    const { inventory, at } = await services();
    return inventory.linkedQuery(query, at());
  },
  'linked.sets': async ({ keys }) => {
    const { inventory, at } = await services();
    return [...(await inventory.linkedSets(keys, at()))];
  },
  'linked.join': async ({ keys }) => (await services()).link(keys),
  'linked.part': async ({ keys }) => (await services()).unlink(keys),
});
