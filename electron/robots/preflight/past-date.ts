import { isExpired } from '../../../shared/robots/expiry.ts';
import { refusal, type Rule, warning } from '../situation.ts';

const MESSAGE = 'It would expire at once: that date has passed on the server’s clock.';

/** A duration from creation that ends before now makes the robot expire instantly. */
export const pastDate: Rule = ({ operation, fresh, edit, expected, now }) => {
  if (edit?.duration === undefined || expected === null) return null;
  const until = 'until' in operation ? operation.until : null;
  const isAskedFor = until?.kind === 'date' && until.at <= now;
  if (operation.kind === 'renew' && isAskedFor) {
    return refusal('past-date', MESSAGE, 'Choose a date that lies ahead.');
  }
  const isChanged = edit.duration !== fresh.duration;
  return isAskedFor || (isChanged && isExpired(expected.expiresAt, now))
    ? warning('past-date', MESSAGE)
    : null;
};
