import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const readerHandlers = ({ services }: HandlerContext): HandlersOf<'reader'> => ({
  'reader.offer': async ({ id }) => (await services()).reader.offer(id),
  'reader.decline': async ({ ids }) => (await services()).reader.decline(ids),
  'reader.plan': async (wish) => (await services()).reader.plan(wish),
  'reader.renew': async ({ id }) => (await services()).reader.renew(id),
  'reader.use': async ({ id, use }) => (await services()).reader.use(id, use),
  'reader.stop': async ({ id }) => (await services()).reader.stop(id),
  'reader.setAsked': async ({ loginId, asked }) => {
    const { instances, reader } = await services();
    await reader.setAsked(loginId, asked);
    return instances.loginView(loginId);
  },
  'reader.forget': async ({ loginId }) => (await services()).forgetPassword(loginId),
});
