import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const ownersHandlers = ({ services }: HandlerContext): HandlersOf<'owners'> => ({
  'owners.list': async () => (await services()).owners.list(),
  'owners.saveRules': async ({ rules }) => (await services()).owners.saveRules(rules),
  'owners.assign': async ({ keys, owner }) => (await services()).owners.assign(keys, owner),
  'owners.saveMail': async ({ name, mail }) => (await services()).owners.saveMail(name, mail),
  'owners.message': async ({ name }) => (await services()).owners.message(name),
  'owners.mail': async ({ name }) => ({ opened: await (await services()).owners.mail(name) }),
  'owners.told': async ({ name, keys }) => (await services()).owners.told(name, keys),
});
