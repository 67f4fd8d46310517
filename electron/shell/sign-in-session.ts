import type { Session, WebContents } from 'electron';
import type { Proxy } from '../../shared/contract/instances.ts';
import { readProxyAddress } from '../../shared/contract/proxy-address.ts';
import type { SignInPage } from '../sign-in/window-port.ts';
import { installPermissionHandlers } from './permissions.ts';

type Guarded = Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
  | 'setCertificateVerifyProc'
  | 'webRequest'
  | 'on'
>;

/** Chromium's answers to the question whether a certificate is good. */
const VERDICT = { trusted: 0, refused: -2, asChromium: -3 } as const;

/**
 * Takes everything from the memory of a sign-in that its pages do not need: permissions, devices,
 * downloads, addresses that are not https. Certificates are judged by the page's own judge.
 */
export function guardSession(session: Guarded, page: SignInPage): void {
  installPermissionHandlers(session, new Set());
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !page.mayLoad(url) }));
  session.setCertificateVerifyProc(({ hostname, certificate, errorCode }, answer) => {
    const isTrusted = errorCode === 0;
    void page
      .judge({ hostname, pem: certificate.data, isTrusted })
      .then((isGood) =>
        isGood ? (isTrusted ? VERDICT.asChromium : VERDICT.trusted) : VERDICT.refused,
      )
      .catch(() => VERDICT.refused)
      .then(answer);
  });
}

/** The way to pages of a sign-in: that of the instance. Loopback goes through a proxy, too. */
export function proxyConfig({ proxy }: Pick<SignInPage, 'proxy'>): Electron.ProxyConfig {
  switch (proxy.kind) {
    case 'system':
      return { mode: 'system' };
    case 'none':
      return { mode: 'direct' };
    case 'address':
      return {
        mode: 'fixed_servers',
        proxyRules: chromiumRule(proxy.url),
        proxyBypassRules: '<-loopback>',
      };
  }
}

/** Chromium has names of its own for SOCKS; with version 5 the proxy looks names up there, too. */
const chromiumRule = (url: string): string =>
  url
    .trim()
    .replace(/^socks5h:/i, 'socks5:')
    .replace(/^socks4a:/i, 'socks4:');

/**
 * Signs in at the proxy of the instance, once for each address that is fetched; no other server is
 * told a name or password.
 */
export function answerProxy(contents: Pick<WebContents, 'on'>, page: SignInPage): void {
  const asked = new Set<string>();
  contents.on('login', (event, { url }, { isProxy, host, port }, answer) => {
    if (!isProxy) return;
    const { proxy } = page;
    if (asked.has(url) || !isOwnProxy(proxy, host, port)) {
      return page.onProxyRefused(`${host}:${String(port)}`);
    }
    asked.add(url);
    event.preventDefault();
    page.proxyPassword().then(
      (password) => answer(proxy.username, password ?? ''),
      () => answer(),
    );
  });
}

/** Whether this is the proxy that the instance has a name and a password for. */
function isOwnProxy(
  proxy: Proxy,
  host: string,
  port: number,
): proxy is Extract<Proxy, { kind: 'address' }> {
  if (proxy.kind !== 'address' || proxy.username === '') return false;
  const own = readProxyAddress(proxy.url);
  return own?.hostname === host && own.port === port;
}

/** Forgets all that a sign-in was given. */
export async function wipe(session: Session): Promise<void> {
  session.webRequest.onBeforeRequest(null);
  await Promise.all([
    session.clearStorageData(),
    session.clearCache(),
    session.clearAuthCache(),
    session.clearHostResolverCache(),
    session.closeAllConnections(),
  ]);
}
