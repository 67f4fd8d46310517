import { isBefore } from '../../../../shared/permissions/releases.ts';
import { refusal, type Rule, warning } from '../../situation.ts';

/** Every PUT must hold a permission (400 "bad request empty permission", all versions). */
export const noPermissions: Rule = ({ place, task, fresh, expected, edit }) => {
  if (expected === null || !fresh.editable) return null;
  const isEmpty = expected.permissions.every(({ access }) => access.length === 0);
  if (!isEmpty) {
    // One whose projects were deleted shows none either, but has rows, and can be changed.
    return fresh.permissions.length === 0 &&
      edit !== null &&
      task.kind === 'change' &&
      isBefore(place.version, '2.8.0')
      ? warning(
          'no-permissions',
          `It has no permissions, and Harbor ${place.version} may answer 404 when such a robot is changed.`,
        )
      : null;
  }
  return refusal(
    'no-permissions',
    edit?.permissions === undefined
      ? 'It has no permissions, and Harbor refuses to change a robot without any.'
      : 'It would be left without permissions, which Harbor refuses.',
    'Give it at least one permission with this change.',
  );
};
