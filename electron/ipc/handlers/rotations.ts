import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const rotationsHandlers = ({ services }: HandlerContext): HandlersOf<'rotations'> => ({
  'rotations.list': async () => (await services()).rotations.list(),
  'rotations.proposeName': async ({ key }) => ({
    name: await (await services()).rotations.proposeName(key),
  }),
  'rotations.begin': async (wish) => (await services()).rotations.begin(wish),
  'rotations.next': async ({ id }) => (await services()).rotations.next(id),
  'rotations.lastUse': async ({ id }) => (await services()).rotations.lastUse(id),
  'rotations.end': async ({ id }) => (await services()).rotations.end(id),
});
