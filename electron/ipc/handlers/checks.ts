import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const checksHandlers = ({ services }: HandlerContext): HandlersOf<'checks'> => ({
  'checks.open': async () => (await services()).secretChecks.open(),
  'checks.paste': async ({ text }) => (await services()).secretChecks.paste(text),
  'checks.kept': async () => (await services()).secretChecks.kept(),
  'checks.run': async ({ id }) => (await services()).secretChecks.run(id),
  'checks.read': async ({ id }) => {
    const { keychain, sync, secretChecks } = await services();
    const ids = secretChecks.unread(id);
    await keychain.lookAgain();
    sync.start(ids);
    await sync.settled(ids);
    return secretChecks.run(id);
  },
  'checks.cancel': async () => (await services()).secretChecks.cancel(),
  'checks.keep': async ({ id, indexes }) => (await services()).secretChecks.keep(id, indexes),
  'checks.forget': async () => (await services()).secretChecks.forget(),
});
