import { refusal, type Rule } from '../situation.ts';

/** The column's length in characters (make/migrations/postgresql/0004); more is a masked 500. */
const LONGEST = 1_024;

export const descriptionLength: Rule = ({ edit }) => {
  const length = [...(edit?.description ?? '')].length;
  if (length <= LONGEST) return null;
  return refusal(
    'description-length',
    `The description has ${length.toLocaleString('en')} characters, and Harbor fails with more than 1,024.`,
    'Shorten it.',
  );
};
