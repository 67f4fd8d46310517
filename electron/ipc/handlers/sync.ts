import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const syncHandlers = ({ services }: HandlerContext): HandlersOf<'sync'> => ({
  'sync.start': async ({ ids }) => {
    const { keychain, sync } = await services();
    await keychain.lookAgain();
    sync.start(ids);
  },
  'sync.cancel': async ({ ids }) => (await services()).sync.cancel(ids),
  'sync.answerReplaced': async ({ id, answer }) =>
    (await services()).sync.answerReplaced(id, answer),
});
