import { FIELD_NAMES } from '../../../../shared/robots/changes/words.ts';
import { withMoments } from '../../../../shared/robots/changes/moment-text.ts';
import { momentWords } from '../../ui/time.ts';

/** A text of the main process with its moments on this computer's clock. */
export const hereText = (text: string): string => withMoments(text, momentWords);

/** The value of a field with its moment on this computer's clock. */
export const hereValue = (field: string, value: string): string =>
  field === FIELD_NAMES.expiresAt ? hereText(value) : value;
