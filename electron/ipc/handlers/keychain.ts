import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const keychainHandlers = ({ services }: HandlerContext): HandlersOf<'keychain'> => ({
  'keychain.status': async () => (await services()).keychain.status(),
  'keychain.retry': async () => (await services()).keychain.retry(),
  'keychain.setSessionOnly': async ({ sessionOnly }) =>
    (await services()).keychain.setSessionOnly(sessionOnly),
});
