import { type Rule, warning } from '../../situation.ts';

/** The prefix is set for a whole Harbor, and was another one when it was last read. */
export const prefixChanged: Rule = ({ place: { prefix, knownPrefix, instanceName }, expected }) =>
  prefix === knownPrefix || expected === null
    ? null
    : warning(
        'prefix-changed',
        `Robots of ${instanceName} begin with ${prefix} now, not ${knownPrefix}: it will be called ${expected.name}. The others were renamed too, and their logins with the old names fail.`,
        'Sync the instance.',
      );
