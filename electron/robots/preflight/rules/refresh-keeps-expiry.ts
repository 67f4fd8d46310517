import {
  DEFAULT_LIMITS,
  expiryStateOf,
  isExpired,
} from '../../../../shared/robots/expiry/index.ts';
import { type Rule, warning } from '../../situation.ts';

/** A new secret does not move the expiry (PATCH, all versions; goharbor/harbor#22256). */
export const refreshKeepsExpiry: Rule = ({ task, edit, fresh, now }) => {
  if (task.kind !== 'refresh' || edit?.duration !== undefined) return null;
  const state = expiryStateOf(fresh.expiresAt, now, DEFAULT_LIMITS);
  if (state !== 'expired' && state !== 'critical') return null;
  return warning(
    'refresh-keeps-expiry',
    isExpired(fresh.expiresAt, now)
      ? 'It has expired, and a new secret does not change that.'
      : 'It expires within a week, and a new secret does not change that.',
    'Renew it as well.',
  );
};
