import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const secretPlacesHandlers = ({ services }: HandlerContext): HandlersOf<'secretPlaces'> => ({
  'secretPlaces.list': async ({ keys }) => (await services()).secretPlaces.list(keys),
  'secretPlaces.note': async ({ key, place }) => (await services()).secretPlaces.note(key, place),
  'secretPlaces.remove': async ({ id }) => (await services()).secretPlaces.remove(id),
});
