import { pairOf } from '../../../../shared/permissions/sets.ts';
import { withoutStale } from '../../../../shared/robots/changes/edit.ts';
import { refusal, type Rule } from '../../situation.ts';

/** Pairs that this change adds and this Harbor does not know (400 since Harbor 2.10). */
export const outsideCatalogue: Rule = ({ place, fresh, expected }) => {
  if (expected === null) return null;
  const held = new Set(fresh.permissions.flatMap(({ access }) => access.map(pairOf)));
  const { dropped } = withoutStale(expected.permissions, place.accepted);
  const unknown = dropped.filter((pair) => !held.has(pair));
  if (unknown.length === 0) return null;
  return refusal(
    'outside-catalogue',
    `${place.instanceName} (Harbor ${place.version}) does not have ${unknown.join(', ')}.`,
    'Leave that out for the robots of this instance.',
  );
};
