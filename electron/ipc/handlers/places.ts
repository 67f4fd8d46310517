import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const placesHandlers = ({ services }: HandlerContext): HandlersOf<'places'> => ({
  'places.list': async ({ instanceId }) => (await services()).commands.place(instanceId),
});
