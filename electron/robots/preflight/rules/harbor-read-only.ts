import { refusal, type Rule } from '../../situation.ts';

/** Harbor answers 403 to every change while its administrator has it in read-only mode. */
export const harborReadOnly: Rule = ({ place }) =>
  place.readOnly
    ? refusal(
        'harbor-read-only',
        `The Harbor of ${place.instanceName} is in read-only mode and refuses every change.`,
        'Its administrator can end that in Harbor’s configuration. Then check this plan again.',
      )
    : null;
