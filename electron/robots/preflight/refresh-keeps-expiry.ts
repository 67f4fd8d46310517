import { isExpired, SECONDS_PER_DAY } from '../../../shared/robots/expiry.ts';
import { NEVER_EXPIRES } from '../../../shared/robots/robot.ts';
import { type Rule, warning } from '../situation.ts';

/** What counts as about to expire. */
const SOON = 7 * SECONDS_PER_DAY;

/** A new secret does not move the expiry (PATCH, all versions; goharbor/harbor#22256). */
export const refreshKeepsExpiry: Rule = ({ task, edit, fresh, now }) => {
  if (task.kind !== 'refresh' || edit?.duration !== undefined) return null;
  if (fresh.expiresAt === NEVER_EXPIRES || fresh.expiresAt > now + SOON) return null;
  return warning(
    'refresh-keeps-expiry',
    isExpired(fresh.expiresAt, now)
      ? 'It has expired, and a new secret does not change that.'
      : 'It expires within a week, and a new secret does not change that.',
    'Renew it as well.',
  );
};
