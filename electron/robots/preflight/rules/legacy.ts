import { note, refusal, type Rule } from '../../situation.ts';

/** Robots of Harbor ≤ 2.1 cannot be edited (403 since Harbor 2.4) and cannot sign in. */
export const legacy: Rule = ({ place, fresh, edit, task }) => {
  if (fresh.editable) return null;
  if (task.kind === 'refresh' || task.kind === 'recreate') {
    return refusal(
      'legacy',
      task.kind === 'refresh'
        ? 'It was made by Harbor 2.1 or older. Harbor would take a new secret, but give the robot another name and no permissions, and could not delete it any more.'
        : 'It was made by Harbor 2.1 or older, and Harbor does not tell what it may do.',
      'Replace it: make a new robot, hand over its secret, then delete this one.',
    );
  }
  if (edit === null) {
    return note('legacy', 'It was made by Harbor 2.1 or older. It can be deleted like any other.');
  }
  if (place.editsLegacy) return null;
  return refusal(
    'legacy',
    `It was made by Harbor 2.1 or older, and Harbor ${place.version} does not let such robots be edited.`,
    'Replace it: make a new robot, hand over its secret, then delete this one.',
  );
};
