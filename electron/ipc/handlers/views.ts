import type { SavedView } from '../../../shared/contract/robots.ts';
import { UNUSED_VIEW } from '../../../shared/inventory/entered/views.ts';
import { unusedRobots } from '../../../shared/robots/last-use.ts';
import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const viewsHandlers = ({ services }: HandlerContext): HandlersOf<'views'> => {
  const asSet = async (views: Promise<readonly SavedView[]>): Promise<SavedView[]> => {
    const { unusedDays } = (await services()).settings.get().sync;
    const query = unusedRobots(unusedDays);
    return (await views).map((view) => (view.id === UNUSED_VIEW ? { ...view, query } : view));
  };
  return {
    'views.list': async () => asSet((await services()).inventory.views()),
    'views.save': async (view) => asSet((await services()).inventory.saveView(view)),
    'views.remove': async ({ id }) => asSet((await services()).inventory.removeView(id)),
  };
};
