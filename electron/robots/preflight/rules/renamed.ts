import { type Rule, warning } from '../../situation.ts';

/** The prefix is not stored with a robot: changing it renames all of them at once. */
export const renamed: Rule = ({ seen, fresh }) =>
  seen.name === fresh.name
    ? null
    : warning(
        'renamed',
        `It is called ${fresh.name} now, not ${seen.name}: the prefix of its Harbor was changed. Whoever signs in with the old name is locked out.`,
      );
