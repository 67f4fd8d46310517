import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const diagnoseHandlers = ({ services }: HandlerContext): HandlersOf<'diagnose'> => ({
  'diagnose.known': async () => {
    const { prefixes, hosts } = await (await services()).diagnose.known();
    return { prefixes: [...prefixes], hosts: [...hosts] };
  },
  'diagnose.ask': async ({ text }) => (await services()).diagnose.ask(text),
});
