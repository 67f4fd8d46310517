import { neededDenies } from '../../robots/plan/needed-denies.ts';
import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const permissionsHandlers = ({ services }: HandlerContext): HandlersOf<'permissions'> => ({
  'permissions.matrix': async (question) => {
    const { inventory, at } = await services();
    return inventory.permissionMatrix(question, at());
  },
  'permissions.projects': async (question) => {
    const { inventory, at } = await services();
    return inventory.projectMatrix(question, at());
  },
  'permissions.names': async ({ keys }) => [
    ...(await (await services()).inventory.robotNames(keys)),
  ],
  'permissions.who': async (question) => {
    const { inventory, at } = await services();
    return inventory.whoCan(question, at());
  },
  'permissions.upgrade': async (question) => {
    const { inventory, at } = await services();
    return inventory.upgradeCheck(question, at());
  },
  'permissions.projectNames': async ({ scope }) => {
    const names = await (await services()).inventory.projectNames(scope);
    return names.map(({ name, instanceIds }) => ({ name, instanceIds: [...instanceIds] }));
  },
  'permissions.usedProjects': async ({ keys }) => [
    ...(await (await services()).inventory.usedProjects(keys)),
  ],
  'permissions.neededDenies': async ({ keys }) => neededDenies((await services()).inventory, keys),
  'permissions.export': async (wish) => (await services()).matrixFiles.save(wish),
});
