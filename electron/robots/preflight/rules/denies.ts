import { listed } from '../../../../shared/permissions/lint/words.ts';
import { withoutEffects } from '../../../../shared/permissions/without-effects.ts';
import { note, type Rule, warning } from '../../situation.ts';

/** What becomes of denies where a robot is made again: it never gains what they take back. */
export const denies: Rule = ({ operation, edit, fresh, place }) => {
  if (operation.kind !== 'recreate' || edit !== null) return null;
  const hasDenies = fresh.permissions.some(({ access }) =>
    access.some(({ effect }) => effect === 'deny'),
  );
  if (!hasDenies) return null;
  const { gains } = withoutEffects(fresh, place.version, false);
  if (gains.length === 0) {
    return note(
      'denies',
      'Its denies are left out, with what they take back. It may do the same as before.',
    );
  }
  return operation.leavesOutDenied === true
    ? warning(
        'denies',
        `It is denied ${listed(gains)}. What else would grant that is left out too, so it may do less than before.`,
      )
    : warning(
        'denies',
        `Its denies stay, and effects with them: without them it could do ${listed(gains)}.`,
        'To have no effects, limit it to projects first, or leave out what is denied.',
      );
};
