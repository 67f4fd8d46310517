import { refusal, type Rule } from '../../situation.ts';

/** The instance is locked in Purser: nothing is sent there that changes something. */
export const lockedHere: Rule = ({ place }) =>
  place.locked
    ? refusal(
        'locked-here',
        `${place.instanceName} is locked in Purser, so nothing is changed there.`,
        'Unlock it on the Instances page, then check this plan again.',
      )
    : null;
