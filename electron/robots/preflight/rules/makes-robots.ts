import { grantsOf } from '../../../../shared/permissions/sets.ts';
import { note, type Rule } from '../../situation.ts';

/** Robots that a robot made do not go with it, and keep what they may do (Harbor ≥ 2.12). */
export const makesRobots: Rule = ({ fresh, edit }) => {
  if (edit !== null) return null;
  const makes = grantsOf(fresh.permissions).some(
    ({ resource, action }) => resource === 'robot' && action === 'create',
  );
  if (!makes) return null;
  return note('makes-robots', 'Robots that it made stay, and keep what they may do.');
};
