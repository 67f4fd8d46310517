import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const linkedHandlers = ({ services }: HandlerContext): HandlersOf<'linked'> => ({
  'linked.query': async (query) => {
    const { inventory, at } = await services();
    return inventory.linkedQuery(query, at());
  },
  'linked.sets': async ({ keys }) => {
    const { inventory, secrets, at } = await services();
    const sets = await inventory.linkedSets(keys, at());
    const held = secrets.holds(sets.flatMap(({ robots }) => robots));
    let place = 0;
    return sets.map((set) => ({
      ...set,
      robots: set.robots.map((robot) => ({ ...robot, holdsSecret: held[place++] ?? false })),
    }));
  },
  'linked.join': async ({ keys }) => (await services()).link(keys),
  'linked.part': async ({ keys }) => (await services()).unlink(keys),
});
