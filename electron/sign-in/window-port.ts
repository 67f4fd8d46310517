import type { Proxy } from '../../shared/contract/instances.ts';

/** A cookie that the window was given. */
export interface WindowCookie {
  readonly name: string;
  readonly value: string;
  /** With a dot before it where it counts for the hosts below, too. */
  readonly domain: string;
  /** Given by this very host, for this host alone. */
  readonly hostOnly: boolean;
}

/** A certificate that a server showed to the window. */
export interface ShownCertificate {
  readonly hostname: string;
  readonly pem: string;
  /** The browser's own judgement, by the authorities of this computer. */
  readonly isTrusted: boolean;
}

/** What a sign-in window opens, what it may do, and who is told what happens in it. */
export interface SignInPage {
  /** Name of its own memory, which no other window shares. */
  readonly key: string;
  /** Stands above the page: "Sign in to prod". */
  readonly title: string;
  readonly start: string;
  readonly proxy: Proxy;
  readonly proxyPassword: () => Promise<string | null>;
  /** Whether the page, or a frame in it, may go there. */
  readonly mayOpen: (url: string) => boolean;
  /** Whether something of a page may be fetched from there. */
  readonly mayLoad: (url: string) => boolean;
  readonly judge: (certificate: ShownCertificate) => Promise<boolean>;
  /** A page is there; `status` is 0 where it moved without asking a server. */
  readonly onMoved: (url: string, status: number) => void;
  /** A cookie was set or taken away. */
  readonly onCookies: () => void;
  /** The page wanted to go where it may not, or to open a window. */
  readonly onRefused: (url: string, wanted: 'page' | 'window') => void;
  /** A proxy asks for a login, and there is none for it, or it was refused. */
  readonly onProxyRefused: (proxy: string) => void;
  /** The page could not be loaded. `reason` is Chromium's: "ERR_NAME_NOT_RESOLVED". */
  readonly onFailed: (url: string, reason: string) => void;
  /** The user closed it, or its process ended. */
  readonly onClosed: () => void;
}

/** A window that shows pages of others, so that somebody can sign in. */
export interface SignInWindow {
  /** Cookies that would be sent to this address. */
  cookies(url: string): Promise<readonly WindowCookie[]>;
  /** Says something above the page. */
  say(sentence: string): void;
  /** Brings it to the front. */
  focus(): void;
  /** Closes it, and forgets all that it was given. */
  close(): Promise<void>;
}

export type OpenSignInWindow = (page: SignInPage) => Promise<SignInWindow>;
