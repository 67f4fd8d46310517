import { effectiveOffset } from '../../../../shared/robots/expiry/index.ts';
import { type Rule, warning } from '../../situation.ts';

const inWords = (seconds: number): string =>
  seconds < 7_200
    ? `${String(Math.round(seconds / 60))} min`
    : `${String(Math.round(seconds / 3_600))} hours`;

/** Days are counted on the server's clock, so a wrong one moves every expiry. */
export const clock: Rule = ({ place, edit }) => {
  const offset = effectiveOffset(place.clockOffset);
  if (offset === 0 || edit?.duration === undefined) return null;
  const by = inWords(Math.abs(offset));
  return warning(
    'clock',
    `The clock of ${place.instanceName} is ${by} ${offset > 0 ? 'ahead of' : 'behind'} this computer’s. Expiry is reckoned with the server’s.`,
  );
};
