import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const definitionsHandlers = ({ services }: HandlerContext): HandlersOf<'definitions'> => ({
  'definitions.open': async () => (await services()).definitionFiles.open(),
  'definitions.readAgain': async () => (await services()).definitionFiles.readAgain(),
  'definitions.compare': async (wish) => (await services()).definitionFiles.compare(wish),
  'definitions.rows': async (wish) => (await services()).definitionFiles.rows(wish),
  'definitions.find': async (wish) => (await services()).definitionFiles.find(wish),
  'definitions.robot': async (wish) => (await services()).definitionFiles.robot(wish),
  'definitions.plan': async (wish) => (await services()).definitionFiles.plan(wish),
});
