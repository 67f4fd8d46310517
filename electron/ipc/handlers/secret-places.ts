import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

export const secretPlacesHandlers = ({ services }: HandlerContext): HandlersOf<'secretPlaces'> => ({
  'secretPlaces.list': async ({ keys }) => (await services()).secretPlaces.list(keys),
  'secretPlaces.ofRobots': async ({ keys }) => (await services()).secretPlaces.ofRobots(keys),
  'secretPlaces.ofSecrets': async ({ handles }) =>
    (await services()).secretPlaces.ofSecrets(handles),
  'secretPlaces.again': async ({ ids }) => (await services()).secretPlaces.again(ids),
  'secretPlaces.closed': async ({ ids }) => (await services()).secretPlaces.closed(ids),
  'secretPlaces.note': async ({ key, place }) => (await services()).secretPlaces.note(key, place),
  'secretPlaces.mark': async ({ places, isThere }) =>
    (await services()).secretPlaces.mark(places, isThere),
  'secretPlaces.remove': async ({ id }) => (await services()).secretPlaces.remove(id),
});
