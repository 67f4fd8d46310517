import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const viewsHandlers = ({ services }: HandlerContext): HandlersOf<'views'> => ({
  'views.list': async () => [...(await (await services()).inventory.views())],
  'views.save': async (view) => [...(await (await services()).inventory.saveView(view))],
  'views.remove': async ({ id }) => [...(await (await services()).inventory.removeView(id))],
});
