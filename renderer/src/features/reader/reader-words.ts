import type { InstanceView, LoginView } from '../../../../shared/contract/instances.ts';
import { isReaderDue } from '../../../../shared/permissions/reader.ts';
import { isBefore } from '../../../../shared/permissions/releases.ts';
import { absoluteTime, relativeTime } from '../../ui/time.ts';
import { loginName } from '../instances/login-words.ts';

/** The robot that reads an instance now; null where its login does. */
export const usedReader = (view: InstanceView): NonNullable<InstanceView['reader']> | null =>
  view.reader?.state === 'used' ? view.reader : null;

/**
 * Whether a robot could read in place of an administrator, and nobody has made or declined one.
 * Before Harbor 2.12 no robot may read others.
 */
export const wantsReader = ({ config, login, rights, harborVersion }: InstanceView): boolean =>
  config.reader === undefined &&
  config.readerDeclined !== true &&
  !config.locked &&
  login.kind !== 'robot' &&
  rights?.identity === 'system-admin' &&
  harborVersion !== null &&
  !isBefore(harborVersion, '2.12.0');

/** Who an instance is read as. */
export const readsAs = (view: InstanceView): string =>
  usedReader(view)?.username ?? loginName(view.login);

/** A password has to be entered, or somebody to sign in, before anything is changed with this login. */
export const lacksPassword = (login: LoginView): boolean =>
  login.kind === 'oidc'
    ? login.stored === 'nowhere'
    : login.asked === true && (login.heldUntil ?? null) === null;

/** What the button says that asks for it. */
export const unlockWords = ({ kind }: Pick<LoginView, 'kind'>): string =>
  kind === 'oidc' ? 'Sign in…' : 'Enter the password…';

/** Where the password of a login is, as the end of a sentence. `now` in epoch seconds. */
export function placeWords(login: LoginView, now: number): string {
  if (login.kind === 'oidc') {
    return login.stored === 'session'
      ? 'signed in through the provider until that ends there, you sign out, or Purser quits'
      : 'nobody is signed in; somebody has to be when something is to be changed';
  }
  const what = login.kind === 'robot' ? 'secret' : 'password';
  if (login.asked === true) {
    const until = login.heldUntil ?? null;
    return until === null
      ? 'its password is asked for when something is to be changed, and forgotten after 15 minutes'
      : `its password is held in memory and forgotten ${relativeTime(until, Math.min(now, until - 1))}`;
  }
  if (login.stored === 'keychain') return `its ${what} is kept in the keychain`;
  if (login.stored === 'session') return `its ${what} is kept until Purser quits`;
  return `its ${what} is not kept here`;
}

/**
 * What is wrong with the robot that reads, as far as is known, a sentence; '' if nothing is.
 * `now` in epoch seconds on the server's clock.
 */
export function readerTrouble(view: InstanceView, now: number): string {
  const { reader } = view;
  const known = reader?.known ?? null;
  if (!reader || reader.state === 'planned') return '';
  const { username } = reader;
  if (known?.gone === true) return `${username} was deleted at Harbor.`;
  if (known?.disabled === true) return `${username} is disabled at Harbor.`;
  if (known && known.expiresAt !== -1 && known.expiresAt <= now) {
    return `${username} expired ${relativeTime(known.expiresAt, now)}.`;
  }
  if (view.state !== 'needs-login' || reader.state === 'paused') return '';
  return view.error?.code === 'login-needed'
    ? `The secret of ${username} is not kept here any more.`
    : `Harbor refuses ${username}. It may be disabled, deleted, or have another secret or name since; Harbor does not say which.`;
}

/** What the robot that reads has lost of its rights, a sentence; '' if nothing. */
export function lostWords({ reader }: InstanceView): string {
  const lost = reader?.known?.lost ?? [];
  if (lost.length === 0) return '';
  return `It no longer holds ${lost.join(', ')}. What it cannot read is marked as not read, never as gone.`;
}

/** What is to be known about the end of a robot that reads, a sentence; '' while it is far off. */
export function dueWords(view: InstanceView, now: number): string {
  const { reader, config } = view;
  const known = reader?.known ?? null;
  if (reader?.state !== 'used' || known === null || known.gone || known.disabled) return '';
  if (!isReaderDue(known, now)) return '';
  const when = relativeTime(known.expiresAt, now);
  return known.expiresAt <= now
    ? `${reader.username}, the robot that reads ${config.name}, expired ${when}.`
    : `${reader.username}, the robot that reads ${config.name}, expires ${when} (${absoluteTime(known.expiresAt)}). After that nothing is read.`;
}

/** What one click does to put it right; null where only a new one helps. */
export function repairWords({ reader }: InstanceView): string | null {
  if (reader?.known === undefined || reader.known === null || reader.known.gone) return null;
  return reader.known.disabled ? 'Enable it' : 'Renew and rotate';
}
