import type { Robot } from '../../shared/robots/robot.ts';

/**
 * Why Harbor refuses this robot whatever its secret, so that a login would tell nothing; null
 * where it would.
 *
 * @param now Epoch seconds.
 */
export function refusesEverySecret(
  { disabled, expiresAt }: Pick<Robot, 'disabled' | 'expiresAt'>,
  name: string,
  now: number,
): string | null {
  if (disabled) return `${name} is disabled, so Harbor refuses every secret of it.`;
  if (expiresAt !== -1 && expiresAt <= now) {
    return `${name} has expired, so Harbor refuses every secret of it.`;
  }
  return null;
}
