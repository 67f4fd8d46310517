import { refusal, type Rule } from '../situation.ts';

/** Every PUT must hold a permission (400 "bad request empty permission", all versions). */
export const noPermissions: Rule = ({ fresh, expected, edit }) => {
  if (expected === null || !fresh.editable) return null;
  const isEmpty = expected.permissions.every(({ access }) => access.length === 0);
  if (!isEmpty) return null;
  return refusal(
    'no-permissions',
    edit?.permissions === undefined
      ? 'It has no permissions, and Harbor refuses to change a robot without any.'
      : 'It would be left without permissions, which Harbor refuses.',
    'Give it at least one permission with this change.',
  );
};
