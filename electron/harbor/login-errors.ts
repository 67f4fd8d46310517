import { AppError } from '../../shared/contract/errors.ts';
import type { Answer } from './exchange.ts';
import type { PasswordCredentials } from './types.ts';

/** What is known when a login was refused. */
export interface Refusal {
  /** harbor.example.com:443 */
  readonly host: string;
  readonly credentials: Pick<PasswordCredentials, 'kind' | 'username'>;
  /** `auth_mode` of that Harbor, '' where it is not known. */
  readonly authMode: string;
}

/** Harbor did not accept name and password. It never says why. */
export function loginRefused(
  refusal: Refusal,
  answer: Answer,
  harbor: AppError['harbor'],
): AppError {
  const { host, credentials, authMode } = refusal;
  return new AppError('login-refused', sentence(refusal), {
    details: { host, username: credentials.username, kind: credentials.kind, authMode },
    harbor,
    requestId: answer.requestId,
  });
}

function sentence({ host, credentials, authMode }: Refusal): string {
  const { kind, username } = credentials;
  if (kind === 'robot') {
    return `${host} did not accept the robot ${username}. The secret or the name is wrong, or the robot is expired, disabled or deleted; Harbor does not say which.`;
  }
  if (authMode === 'oidc_auth') {
    return `${host} signs its users in through the company's provider (OIDC), so a user name and password work there only for the local administrator. Sign in through the provider, or use that account or a robot.`;
  }
  const directory =
    authMode === 'ldap_auth' ? ' Further tries could lock the directory account.' : '';
  return `${host} did not accept the user ${username} with this password. Enter the password again; nothing more is sent until then.${directory}`;
}

/** A call after a refusal: Harbor is not asked again until somebody acts. */
export const loginStopped = (host: string, username: string): AppError =>
  new AppError(
    'login-stopped',
    `${host} refused the login ${username}, so nothing was sent. Enter the password again.`,
    { details: { host, username } },
  );

/** Nobody is signed in through the provider: never since Purser started, or not any more. */
export const signInEnded = (host: string, username: string): AppError =>
  new AppError(
    'sign-in-ended',
    `Nobody is signed in at ${host} now, so nothing was sent. A sign-in through the provider ends after a while without use, and when Purser quits. Sign in again.`,
    { details: { host, username } },
  );

/** A name that HTTP Basic cannot carry. */
export const nameUnusable = (username: string): AppError =>
  new AppError(
    'invalid-input',
    'The user name holds a colon, which no login over HTTP can carry. Check the name.',
    { details: { username } },
  );
