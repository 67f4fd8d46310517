import type { HandlersOf } from './types.ts';
import { notYet } from './not-yet.ts';

export const templatesHandlers = (): HandlersOf<'templates'> => ({
  'templates.list': notYet,
  'templates.save': notYet,
  'templates.remove': notYet,
  'templates.export': notYet,
  'templates.import': notYet,
});
