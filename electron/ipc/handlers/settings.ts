import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const settingsHandlers = ({ services }: HandlerContext): HandlersOf<'settings'> => ({
  'settings.get': async () => (await services()).settings.get(),
  'settings.set': async (patch) => (await services()).settings.set(patch),
});
