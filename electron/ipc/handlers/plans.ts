import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const plansHandlers = ({ services }: HandlerContext): HandlersOf<'plans'> => ({
  'plans.make': async ({ operation, keys }) => (await services()).commands.make(operation, keys),
  'plans.narrow': async ({ limits }) => (await services()).commands.narrow(limits),
  'plans.create': async ({ robots, source, replaces, exportTo }) =>
    (await services()).commands.create(robots, source, replaces, exportTo),
  'plans.exportTo': async ({ id, to }) => (await services()).commands.exportTo(id, to),
  'plans.clone': async (wishes) => (await services()).commands.clone(wishes),
  'plans.preview': async ({ robots }) => (await services()).commands.preview(robots),
  'plans.get': async ({ id }) => (await services()).commands.get(id),
  'plans.list': async () => [...(await services()).commands.list()],
  'plans.steps': async ({ id, from, count, ...filter }) => [
    ...(await (await services()).commands.steps(id, from, count, filter)),
  ],
  'plans.check': async ({ id }) => (await services()).commands.check(id),
  'plans.apply': async ({ id, sessionOnly }) => (await services()).commands.apply(id, sessionOnly),
  'plans.stop': async ({ id }) => (await services()).commands.stop(id),
  'plans.answerConflict': async ({ id, steps, answer }) =>
    (await services()).commands.answerConflict(id, steps, answer),
  'plans.dropStale': async ({ id, steps }) => (await services()).commands.dropStale(id, steps),
  'plans.close': async ({ id }) => (await services()).commands.close(id),
  'plans.save': async ({ id }) => (await services()).planFiles.save(id),
  'plans.open': async () => (await services()).planFiles.open(),
  'plans.enterSecret': async ({ id, secret }) =>
    (await services()).commands.enterSecret(id, secret),
  'plans.undo': async ({ id }) => (await services()).commands.undo(id),
  'plans.markdown': async ({ id }) => (await services()).commands.markdown(id),
});
