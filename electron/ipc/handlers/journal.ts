import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const journalHandlers = ({ services }: HandlerContext): HandlersOf<'journal'> => ({
  'journal.entries': async (search) => (await services()).journal.entries(search),
  'journal.export': async (wish) => (await services()).journal.save(wish),
});
