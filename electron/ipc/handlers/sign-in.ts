import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const signInHandlers = ({ services }: HandlerContext): HandlersOf<'signIn'> => ({
  'signIn.begin': async (place) => (await services()).signIn.begin(place),
  'signIn.provider': async ({ id }) => ({ name: await (await services()).signIn.provider(id) }),
  'signIn.cancel': async () => (await services()).signIn.cancel(),
  'signIn.end': async ({ id }) => (await services()).signIn.end(id),
});
