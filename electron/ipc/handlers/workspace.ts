import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const workspaceHandlers = ({ services }: HandlerContext): HandlersOf<'workspace'> => ({
  'workspace.save': async ({ kind }) => (await services()).workspaceFiles.save(kind),
  'workspace.open': async () => (await services()).workspaceFiles.open(),
  'workspace.add': async (wish) => (await services()).workspaceFiles.add(wish),
});
