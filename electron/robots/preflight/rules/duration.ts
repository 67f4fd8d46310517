import { MAX_DURATION } from '../../../../shared/robots/expiry/index.ts';
import { NEVER_EXPIRES } from '../../../../shared/robots/robot.ts';
import { refusal, type Rule, warning } from '../../situation.ts';

/** Harbor takes -1 and 1 to 2 147 483 646 days (handler/robot.go, all versions). */
export const duration: Rule = ({ fresh, edit, expected }) => {
  if (expected === null || !fresh.editable) return null;
  if (expected.duration !== NEVER_EXPIRES && expected.duration < 1) {
    return refusal(
      'duration',
      'Harbor has no duration for it and refuses to change it without one.',
      'Renew it, or give it a duration with this change.',
    );
  }
  if (edit?.duration !== MAX_DURATION) return null;
  return warning('duration', 'That is longer than Harbor can count, so it ends at its limit.');
};
