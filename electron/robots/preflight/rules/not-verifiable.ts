import { isExpired } from '../../../../shared/robots/expiry/index.ts';
import { note, type Rule } from '../../situation.ts';

/** A new secret is proven by signing in, which no robot can that is disabled or expired. */
export const notVerifiable: Rule = ({ expected, now }) => {
  if (expected === null) return null;
  const isOver = isExpired(expected.expiresAt, now);
  if (!expected.disabled && !isOver) return null;
  return note(
    'not-verifiable',
    `It is ${expected.disabled ? 'disabled' : 'expired'}, so its new secret cannot be tried out.`,
  );
};
