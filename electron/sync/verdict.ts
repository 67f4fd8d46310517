import { AppError, type ErrorCode } from '../../shared/contract/errors.ts';
import type { InstanceState } from '../../shared/contract/instances.ts';

/**
 * What a failed request means for the sync it belongs to:
 * 'stop' ends it, nothing else would fare better;
 * 'trouble' is noted, and ends it when nothing succeeds any more;
 * 'note' concerns this one listing.
 */
export type Verdict = 'stop' | 'trouble' | 'note';

const NOTED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'forbidden',
  'not-found',
  'bad-request',
  'conflict',
  'harbor-internal',
  'answer-malformed',
  'answer-too-large',
]);

const TROUBLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'connection-failed',
  'timeout',
  'harbor-unavailable',
  'harbor-too-many-requests',
  'not-harbor',
]);

/** Judges the failure of one request of a sync. */
export function verdictOn(error: unknown): Verdict {
  if (!(error instanceof AppError)) return 'stop';
  if (NOTED.has(error.code)) return 'note';
  return TROUBLE.has(error.code) ? 'trouble' : 'stop';
}

const STATE_OF: Partial<Record<ErrorCode, InstanceState>> = {
  'login-refused': 'needs-login',
  'login-needed': 'needs-login',
  'login-stopped': 'needs-login',
  'sign-in-ended': 'sign-in-ended',
  'tls-changed': 'certificate-changed',
  'dns-failed': 'offline',
  'connection-refused': 'offline',
  'connection-failed': 'offline',
  'proxy-failed': 'offline',
  'harbor-unavailable': 'offline',
  timeout: 'offline',
};

/** The state an instance is in after its sync ended with this error. */
export const stateAfter = (error: AppError): InstanceState => STATE_OF[error.code] ?? 'failed';

/** Whether nothing may be sent by itself any more, because a further wrong try does harm. */
export const stopsLogin = (error: AppError): boolean => error.code === 'login-refused';

/** Any thrown value as an error for people; what is not one of ours is a fault of Purser's. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError('internal', 'The sync failed because of a fault in Purser.', {
    retryable: true,
    cause: error,
  });
}

/** The error of a sync that the user, or the end of Purser, has stopped. */
export const cancelled = (): AppError =>
  new AppError('cancelled', 'The sync was cancelled.', { retryable: true });

/** The error of an instance that was not asked, because it shares a login that was refused. */
export const refusedElsewhere = (): AppError =>
  new AppError(
    'login-stopped',
    'This login was refused by another instance, so nothing was sent here. Check its password.',
  );
