import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const plannerHandlers = ({ services }: HandlerContext): HandlersOf<'planner'> => ({
  'planner.policies': async () => (await services()).planner.policies(),
  'planner.save': async (policy) => (await services()).planner.save(policy),
  'planner.remove': async ({ id }) => (await services()).planner.remove(id),
  'planner.drifted': async () => (await services()).planner.drifted(),
  'planner.simulate': async (policy) => (await services()).planner.simulate(policy),
  'planner.moves': async (part) => (await services()).planner.moves(part),
  'planner.plan': async ({ id }) => (await services()).planner.plan(id),
});
