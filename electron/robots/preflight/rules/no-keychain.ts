import { type Rule, warning } from '../../situation.ts';

/** New secrets are nowhere else until somebody copies them. */
export const noKeychain: Rule = ({ facts }) =>
  facts.keychainProblem === ''
    ? null
    : warning(
        'no-keychain',
        `${facts.keychainProblem} Until you copied it the new secret would be in memory alone, and a crash would lose it.`,
        'Let the keychain keep it (Settings), or agree to that before it is sent.',
      );
