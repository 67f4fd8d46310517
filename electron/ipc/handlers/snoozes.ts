import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const snoozesHandlers = ({ services }: HandlerContext): HandlersOf<'snoozes'> => ({
  'snoozes.set': async ({ keys, until, reason }) =>
    (await services()).snoozes.set(keys, until, reason),
  'snoozes.wake': async ({ keys }) => (await services()).snoozes.wake(keys),
  'snoozes.restore': async ({ keys, before }) => (await services()).snoozes.restore(keys, before),
});
