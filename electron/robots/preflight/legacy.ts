import { note, refusal, type Rule } from '../situation.ts';

/** Robots of Harbor ≤ 2.1 cannot be edited (403 since Harbor 2.4) and cannot sign in. */
export const legacy: Rule = ({ place, fresh, edit }) => {
  if (fresh.editable) return null;
  if (edit === null) {
    return note('legacy', 'It was made by Harbor 2.1 or older. It can be deleted like any other.');
  }
  if (place.editsLegacy) return null;
  return refusal(
    'legacy',
    `It was made by Harbor 2.1 or older, and Harbor ${place.version} does not let such robots be edited.`,
    'Delete it and create a new robot in its place.',
  );
};
