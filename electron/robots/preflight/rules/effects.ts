import { hasEffects } from '../../../../shared/robots/changes/update-body.ts';
import { changesNothing, type Rule, warning } from '../../situation.ts';

/**
 * As soon as one stored access has an effect, every sent one must name its own (recorded for
 * Harbor 2.5 to 2.16), and no PUT takes an effect away again.
 */
export const effects: Rule = ({ fresh, edit, expected }) => {
  if (expected === null || !hasEffects(fresh) || changesNothing(fresh, edit)) return null;
  const isFilled = (edit?.permissions ?? fresh.permissions).some(({ access }) =>
    access.some(({ effect }) => effect === ''),
  );
  if (!isFilled) return null;
  return warning(
    'effects',
    'Some of its permissions say “allow” or “deny”, so Purser sends “allow” for those that say nothing. They allow the same, but Harbor cannot go back to saying nothing, and it matters for robots that create robots.',
    'To have no effects, recreate it: same name and permissions, new secret.',
  );
};
