import { grouped } from '../../../../shared/robots/counted.ts';
import { refusal, type Rule } from '../../situation.ts';

/** The column's length in characters (make/migrations/postgresql/0004); more is a masked 500. */
const LONGEST = 1_024;

export const descriptionLength: Rule = ({ edit }) => {
  const length = [...(edit?.description ?? '')].length;
  if (length <= LONGEST) return null;
  return refusal(
    'description-length',
    `The description has ${grouped(length)} characters, and Harbor fails with more than ${grouped(LONGEST)}.`,
    'Shorten it.',
  );
};
