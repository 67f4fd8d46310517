import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const snoozesHandlers = ({ services }: HandlerContext): HandlersOf<'snoozes'> => ({
  'snoozes.set': async ({ keys, ...wish }) => (await services()).snoozes.set(keys, wish),
  'snoozes.wake': async ({ keys }) => (await services()).snoozes.wake(keys),
  'snoozes.restore': async ({ keys, before }) => (await services()).snoozes.restore(keys, before),
});
