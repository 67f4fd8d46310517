import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const riskHandlers = ({ services }: HandlerContext): HandlersOf<'risk'> => ({
  'risk.robot': async ({ key }) => {
    const { inventory, at } = await services();
    const [found = null] = await inventory.robotRisks([key], at());
    return found;
  },
  'risk.summary': async (question) => {
    const { inventory, at } = await services();
    return inventory.riskSummary(question, at());
  },
  'risk.equalGroups': async (question) => {
    const { inventory, at } = await services();
    return inventory.equalGroups(question, at());
  },
  'risk.exceptions': async () => [...(await (await services()).inventory.riskExceptions())],
  'risk.except': async (wish) => (await services()).risk.except(wish),
  'risk.removeException': async ({ id }) => (await services()).risk.removeException(id),
  'risk.export': async (wish) => (await services()).risk.save(wish),
});
