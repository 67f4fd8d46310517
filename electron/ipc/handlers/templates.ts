import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

const EXTENSIONS = ['json'];

export const templatesHandlers = ({
  services,
  desktop,
}: HandlerContext): HandlersOf<'templates'> => ({
  'templates.list': async () => (await services()).templates.list(),
  'templates.save': async (template) => (await services()).templates.save(template),
  'templates.remove': async ({ id }) => (await services()).templates.remove(id),
  'templates.export': async ({ ids }) => {
    const { templates } = await services();
    const path = await desktop.chooseSavePath('Save templates', 'purser-templates.json');
    if (path === null) return null;
    await templates.exportTo(path, ids);
    return { path };
  },
  'templates.import': async () => {
    const { templates } = await services();
    const path = await desktop.pickFile('Choose a file of templates', EXTENSIONS);
    return path === null ? null : templates.importFrom(path);
  },
});
