import { AppError } from '../../shared/contract/errors.ts';
import type { Address } from '../harbor/address.ts';

/** Why a sign-in came to nothing. The window has a way on for each. */
export type SignInReason =
  | 'closed'
  | 'not-onboarded'
  | 'provider'
  | 'other-host'
  | 'not-by-provider'
  | 'page'
  | 'certificate';

const failed = (
  reason: SignInReason,
  message: string,
  details: Record<string, unknown> = {},
): AppError =>
  new AppError('sign-in-failed', message, { retryable: true, details: { ...details, reason } });

/** Text of others inside of a sentence of ours: one line, not long. */
const quoted = (text: string): string => {
  const line = text.replaceAll(/\p{C}+/gu, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
};

/** Any thrown value as an error for people. */
export const asAppError = (error: unknown): AppError =>
  error instanceof AppError
    ? error
    : new AppError('internal', 'The sign-in failed because of a fault in Purser.', {
        cause: error,
      });

/** @param note what the last page was that shows no way on; '' for any other */
export const closedHalfWay = (host: string, note: string): AppError =>
  failed(
    'closed',
    `The window was closed before anybody was signed in at ${host}.${note === '' ? '' : ` ${note}`}`,
  );

export const notOnboarded = (host: string): AppError =>
  failed(
    'not-onboarded',
    `The provider knows you, but ${host} has no account for you yet. Sign in again and choose a user name there, or ask its administrator to switch on automatic onboarding.`,
  );

/** Where Harbor's pages cannot be shown, because it asks for a client certificate. */
export const notOnboardedHere = (host: string): AppError =>
  failed(
    'not-onboarded',
    `The provider knows you, but ${host} has no account for you yet, and its page for that asks for a client certificate that the sign-in window cannot show. Sign in there once in a browser that has it, choose a user name, and sign in here again.`,
  );

/** The provider sent its user back without a code (RFC 6749, 4.1.2.1). */
export function refusedByProvider(host: string, error: string, description: string): AppError {
  const said = quoted(description === '' ? error : `${error}: ${description}`);
  const why =
    error === 'access_denied'
      ? 'You refused there, or you are in no group that may use Harbor; the provider’s administrator can say.'
      : 'Try again; if it stays, the provider’s administrator can say what it means.';
  return failed('provider', `The provider did not let you in to ${host} (“${said}”). ${why}`);
}

/** Harbor did not take what the provider answered: a forged or an old answer, or trouble between them. */
export const answerRefused = (host: string, status: number): AppError =>
  failed('provider', answerSentence(host, status), { status });

function answerSentence(host: string, status: number): string {
  if (status >= 500) {
    return `${host} could not finish the sign-in with its provider (${String(status)}). Its administrator finds the reason in Harbor’s log.`;
  }
  // From `userOnboard` of Harbor (all versions), with automatic onboarding.
  if (status === 409) {
    return `${host} has another account with your user name or mail address already (409), so it made none for you. Its administrator has to rename or remove that one.`;
  }
  return `${host} did not accept the answer that came from the provider (${String(status)}): it does not belong to this sign-in, or the provider turned Harbor itself away. Sign in again; if it stays, Harbor’s administrator finds the reason in its log.`;
}

/** Harbor could not even begin. */
export const cannotBegin = (host: string, status: number): AppError =>
  failed(
    'provider',
    `${host} could not begin a sign-in (${String(status)}). It may not reach its provider; its administrator finds the reason in Harbor’s log.`,
    { status },
  );

/**
 * `external_url` is another address than the one that was typed, and the provider goes by that. One
 * that is not encrypted is no way on for an instance that is.
 */
export const otherHost = (harbor: Pick<Address, 'host' | 'secure'>, origin: string): AppError =>
  harbor.secure && origin.startsWith('http:')
    ? openAddress(harbor.host, origin)
    : otherAddress(harbor.host, origin);

const openAddress = (host: string, origin: string): AppError =>
  failed(
    'other-host',
    `Signing in at ${host} ends at ${origin}, which is not encrypted: that Harbor takes it for its own address (external_url). Its administrator has to set external_url to https.`,
  );

const otherAddress = (host: string, origin: string): AppError =>
  failed(
    'other-host',
    `Signing in at ${host} ends at ${origin}, which that Harbor takes for its own address (external_url). Use ${origin} as the address of this instance, or have external_url corrected.`,
    { origin },
  );

export const notByProvider = (host: string): AppError =>
  failed(
    'not-by-provider',
    `${host} does not sign its users in through a provider. Use a user name and a password, or a robot.`,
  );

/** With TLS 1.3 a server refuses who shows no client certificate after the handshake, by cutting the line. */
const CUT =
  /SOCKET_NOT_CONNECTED|CONNECTION_(?:RESET|CLOSED|ABORTED)|EMPTY_RESPONSE|SSL_PROTOCOL_ERROR/;

/** A page on the way could not be loaded. `reason` is Chromium's. */
export const pageFailed = (url: string, reason: string): AppError =>
  failed('page', pageSentence(hostOf(url), reason), { host: hostOf(url) });

function pageSentence(host: string, reason: string): string {
  if (/CLIENT_AUTH/.test(reason)) {
    return `${host} asks for a client certificate, which the sign-in window cannot show: neither this computer’s nor the file of this instance, which is for Harbor alone. Have the provider let you in another way, or use a robot or the local administrator for this instance.`;
  }
  if (/SOCKS/.test(reason)) {
    return `The SOCKS proxy did not open a way to ${host} (${reason}). The sign-in window cannot log in at a SOCKS proxy: where yours asks for a login, use a robot or the local administrator for this instance.`;
  }
  const what = `The page of ${host} could not be loaded (${reason}). Check the network and the proxy of this instance.`;
  return CUT.test(reason)
    ? `${what} It may also want a client certificate, which the sign-in window cannot show; use a robot or the local administrator then.`
    : what;
}

export const unencrypted = (host: string, origin: string): AppError =>
  failed(
    'page',
    `The provider of ${host} is at ${quoted(origin)}, which is not encrypted, so it was not opened.`,
  );

/** What the judge of certificates said of a page on the way. */
export const certificateRefused = (harbor: string, cause: AppError): AppError => {
  const shown = String(cause.details['host'] ?? '');
  const isHarbor = shown === harbor;
  return isHarbor
    ? cause
    : failed(
        'certificate',
        `${cause.message.split('. ')[0] ?? ''}. It is a page of the sign-in: if your company has an authority of its own, choose “These as well” under Network for this instance and add its certificate.`,
        cause.details,
      );
};

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : 'the provider');
