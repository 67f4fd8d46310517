import type { WindowCookie } from './window-port.ts';

/** The two cookies of Harbor that make a session. */
export interface SessionCookies {
  readonly sid: string;
  /** '' where there is none yet; the first answer brings one. */
  readonly csrf: string;
}

/**
 * The session of this very host; null where there is none. A cookie that another host of the same
 * domain has set for all of them is somebody else's, whatever its name is.
 */
export function sessionCookiesOf(
  cookies: readonly WindowCookie[],
  hostname: string,
): SessionCookies | null {
  // IPv6 addresses stand in brackets there.
  const isOwn = ({ hostOnly, domain }: WindowCookie): boolean =>
    hostOnly && domain.replace(/^\[(.*)\]$/, '$1') === hostname;
  const own = cookies.filter(isOwn);
  const value = (name: string): string => own.find((one) => one.name === name)?.value ?? '';
  const sid = value('sid');
  return sid === '' ? null : { sid, csrf: value('_gorilla_csrf') };
}
