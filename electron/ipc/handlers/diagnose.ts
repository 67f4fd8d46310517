import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const diagnoseHandlers = ({ services }: HandlerContext): HandlersOf<'diagnose'> => ({
  'diagnose.ask': async ({ text }) => (await services()).diagnose(text),
});
