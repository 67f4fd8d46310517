import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const remindersHandlers = ({
  services,
  presence,
}: HandlerContext): HandlersOf<'reminders'> => ({
  'reminders.support': async () => {
    const { reminders } = await services();
    return { ...(await reminders.support()), ...(await presence.support()) };
  },
  'reminders.try': async () => (await services()).reminders.tryOut(),
});
