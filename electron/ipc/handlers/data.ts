import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const dataHandlers = ({ services }: HandlerContext): HandlersOf<'data'> => ({
  'data.info': async () => (await services()).data.info(),
  'data.showFolder': async () => (await services()).data.showFolder(),
  'data.clearInventory': async () => (await services()).data.clearInventory(),
});
