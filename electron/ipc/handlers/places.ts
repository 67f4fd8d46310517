import type { HandlersOf } from './types.ts';
import { notYet } from './not-yet.ts';

export const placesHandlers = (): HandlersOf<'places'> => ({ 'places.list': notYet });
