import { counted } from '../../../../shared/robots/counted.ts';
import { SECONDS_PER_DAY } from '../../../../shared/robots/expiry/index.ts';
import { NEVER_EXPIRES } from '../../../../shared/robots/robot.ts';
import { type Rule, warning } from '../../situation.ts';

/** Renewing a robot that lives longer already takes days away from it. */
export const shorterLife: Rule = ({ fresh, edit, expected, now }) => {
  if (edit?.duration === undefined || expected === null) return null;
  // What has expired, or is about to expire at once, is another rule's.
  if (expected.expiresAt === NEVER_EXPIRES || expected.expiresAt <= now) return null;
  if (fresh.expiresAt === NEVER_EXPIRES) {
    return warning('shorter-life', 'It never expires today; afterwards it does.');
  }
  const days = Math.round((fresh.expiresAt - expected.expiresAt) / SECONDS_PER_DAY);
  if (days < 1) return null;
  return warning(
    'shorter-life',
    `It would expire ${counted(days, 'day')} sooner than it does now.`,
  );
};
