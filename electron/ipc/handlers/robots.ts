import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const robotsHandlers = ({ services }: HandlerContext): HandlersOf<'robots'> => ({
  'robots.query': async (query) => {
    const { inventory, at } = await services();
    return inventory.query(query, at());
  },
  'robots.rows': async ({ keys }) => {
    const { inventory, at } = await services();
    return [...(await inventory.rows(keys, at()))];
  },
  'robots.facets': async (query) => {
    const { inventory, at } = await services();
    return [...(await inventory.facets(query, at()))];
  },
  'robots.detail': async ({ key }) => {
    const { inventory, at } = await services();
    return inventory.detail(key, at());
  },
  'robots.setTags': async ({ keys, add, remove }) => {
    const { setTags } = await services();
    await setTags(keys, add, remove);
  },
  'robots.find': async ({ text }) => {
    const { inventory, at } = await services();
    const { robots, projects } = await inventory.find(text, at());
    return { robots: [...robots], projects: [...projects] };
  },
});
