import { AppError } from '../../../shared/contract/errors.ts';
import type { InstanceView } from '../../../shared/contract/instances.ts';
import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const instancesHandlers = (context: HandlerContext): HandlersOf<'instances'> => {
  const { services } = context;
  const viewOf = async (id: string): Promise<InstanceView> => {
    const view = (await (await services()).views()).find((one) => one.config.id === id);
    if (view === undefined) throw new AppError('unknown-item', 'This instance is no longer there.');
    return view;
  };
  return {
    'instances.list': async () => (await services()).views(),
    'instances.save': async (draft) => viewOf((await (await services()).instances.save(draft)).id),
    'instances.remove': async ({ id, secrets }) => (await services()).instances.remove(id, secrets),
    'instances.reorder': async ({ ids }) => (await services()).instances.reorder(ids),
    'instances.setLocked': async ({ id, locked }) => {
      await (await services()).instances.setLocked(id, locked);
      return viewOf(id);
    },
    'instances.robotSettings': async ({ id }) => (await services()).robotSettings.read(id),
    'instances.previewRobotSettings': async ({ id, to }) =>
      (await services()).robotSettings.preview(id, to),
    'instances.setRobotSettings': async ({ id, ...wish }) =>
      (await services()).robotSettings.change(id, wish),
    'instances.open': async ({ id }) => {
      const { url } = (await services()).instances.book.instance(id);
      if (await context.desktop.openInBrowser(url)) return;
      throw new AppError('not-allowed', `Purser does not open ${url} in the browser.`);
    },
    'instances.test': async ({ testId, draft }) => (await services()).tests.run(testId, draft),
    'instances.cancelTest': async ({ testId }) => (await services()).tests.cancel(testId),
  };
};
