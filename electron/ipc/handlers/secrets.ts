import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const secretsHandlers = ({ services }: HandlerContext): HandlersOf<'secrets'> => ({
  'secrets.list': async ({ from, count, ...query }) =>
    (await services()).secrets.list(query, from, count),
  'secrets.copy': async ({ handle }) => (await services()).secrets.copy(handle),
  'secrets.reveal': async ({ handle }) => ({
    secret: await (await services()).secrets.reveal(handle),
  }),
  'secrets.keep': async ({ handles }) => (await services()).secrets.keep(handles),
  'secrets.forget': async ({ handles, sure }) => (await services()).secrets.forget(handles, sure),
  'secrets.test': async ({ handle }) => (await services()).secrets.test(handle),
  'secrets.handIn': async ({ secret }) => ({ handle: (await services()).secrets.handIn(secret) }),
  'secrets.prepare': async ({ keys, secret, sessionOnly }) =>
    (await services()).commands.prepare(keys, secret, sessionOnly),
  'secrets.prepared': async ({ keys }) => ({
    handles: [...(await (await services()).commands.prepared(keys))],
  }),
  'secrets.activate': async ({ handles }) => (await services()).commands.activate(handles),
});
