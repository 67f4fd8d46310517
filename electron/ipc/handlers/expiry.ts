import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const expiryHandlers = ({ services }: HandlerContext): HandlersOf<'expiry'> => ({
  'expiry.spread': async (question) => {
    const { inventory, at } = await services();
    return inventory.expirySpread(question, at());
  },
  'expiry.export': async (wish) => (await services()).expiryFiles.save(wish),
});
