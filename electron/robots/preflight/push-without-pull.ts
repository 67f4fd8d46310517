import { grantsOf } from '../../../shared/permissions/sets.ts';
import { type Rule, warning } from '../situation.ts';

/** Pushing begins with asking what is there, which takes pull. */
export const pushWithoutPull: Rule = ({ edit, expected }) => {
  if (edit?.permissions === undefined || expected === null) return null;
  const grants = grantsOf(expected.permissions).filter(({ resource }) => resource === 'repository');
  const placesWith = (action: string): Set<string> =>
    new Set(grants.filter((one) => one.action === action).map(({ namespace }) => namespace));
  const pull = placesWith('pull');
  const lacking = [...placesWith('push')].filter((name) => !pull.has(name) && !pull.has('*'));
  if (lacking.length === 0) return null;
  const where = lacking.map((name) => (name === '*' ? 'all projects' : name)).join(', ');
  return warning(
    'push-without-pull',
    `It may push to ${where} but not pull there. Clients need both to push.`,
    'Add repository:pull.',
  );
};
