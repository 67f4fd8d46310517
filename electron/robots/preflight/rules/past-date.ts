import { isExpired } from '../../../../shared/robots/expiry/index.ts';
import { refusal, type Rule, warning } from '../../situation.ts';
import { definitionIn } from '../../plan/tasks.ts';

const MESSAGE = 'It would expire at once: that date has passed on the server’s clock.';

/** A duration from creation that ends before now makes the robot expire instantly. */
export const pastDate: Rule = ({ operation, task, fresh, edit, expected, now }) => {
  if (edit?.duration === undefined || expected === null) return null;
  const definition = definitionIn(task);
  const until = definition?.until ?? ('until' in operation ? operation.until : null);
  const isAskedFor = until?.kind === 'date' && until.at <= now;
  if (isAskedFor && definition !== null) {
    return refusal(
      'past-date',
      'It would have expired already, and Harbor makes no robot for less than a day.',
      'Choose a date that lies ahead.',
    );
  }
  if (operation.kind === 'renew' && isAskedFor) {
    return refusal('past-date', MESSAGE, 'Choose a date that lies ahead.');
  }
  const ends = edit.duration !== fresh.duration && isExpired(expected.expiresAt, now);
  if (operation.kind === 'schedule' && ends) {
    return refusal('past-date', MESSAGE, 'Simulate the policy again.');
  }
  return isAskedFor || ends ? warning('past-date', MESSAGE) : null;
};
