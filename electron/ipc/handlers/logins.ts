import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const loginsHandlers = ({ services }: HandlerContext): HandlersOf<'logins'> => ({
  'logins.list': async () => {
    const { instances } = await services();
    return instances.book.all().logins.map(({ id }) => instances.loginView(id));
  },
  'logins.setPassword': async ({ id, password, testOn }) =>
    (await services()).instances.setPassword(id, password, testOn),
});
