import { randomUUID } from 'node:crypto';
import type {
  InstanceConfig,
  InstanceDraft,
  Login,
  Proxy,
} from '../../shared/contract/instances.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { isProxyAddress } from '../../shared/contract/proxy-address.ts';
import type { StoredInstances } from '../../shared/inventory/inventory.ts';
import { parseAddress } from '../harbor/address.ts';
import { keyAccount, loginAccount, proxyAccount } from './accounts.ts';
import { type InstanceBook, withoutUnusedLogins } from './book.ts';
import type { Connection } from './harbor-options.ts';

const wrong = (message: string, field: string): AppError =>
  new AppError('invalid-input', message, { details: { field } });

/** The address without what a browser leaves behind it. Throws AppError `address-invalid`. */
const normalUrl = (typed: string, allowHttp: boolean): string => {
  const { origin, basePath } = parseAddress(typed, allowHttp);
  return `${origin}${basePath}`;
};

/** The login a draft means, if it is one that is there already. */
const existingLogin = (draft: InstanceDraft, book: InstanceBook): Login | null => {
  if ('id' in draft.login) return book.login(draft.login.id);
  if (draft.id === undefined) return null;
  // The form of an instance names the login it has; the same name is the same login.
  const before = book.login(book.instance(draft.id).loginId);
  if (draft.login.kind === 'oidc') return before.kind === 'oidc' ? before : null;
  const { kind, username } = draft.login;
  return before.kind === kind && before.username === username ? before : null;
};

/** What a draft makes of the book, and which secrets it brings. */
export interface ReadDraft {
  readonly config: InstanceConfig;
  readonly login: Login;
  readonly isNewLogin: boolean;
  /** Instances with the same login beside this one. */
  readonly others: readonly InstanceConfig[];
  readonly next: StoredInstances;
  /** Account → secret, in the order in which they are to be written. */
  readonly secrets: ReadonlyMap<string, string>;
}

const requireFreeName = (name: string, id: string, book: InstanceBook): void => {
  const folded = name.toLocaleLowerCase();
  const taken = book
    .all()
    .instances.some((other) => other.id !== id && other.name.toLocaleLowerCase() === folded);
  if (taken)
    throw wrong(`There is already an instance called ${name}. Choose another name.`, 'name');
};

/** What is wrong with the address of a proxy, as a sentence; null for nothing. */
export function proxyProblem(proxy: Proxy): string | null {
  if (proxy.kind !== 'address') return null;
  return isProxyAddress(proxy.url)
    ? null
    : 'The proxy’s address has to look like http://host:port or socks5://host:port, without a password.';
}

const requireProxyAddress = ({ proxy }: InstanceDraft['config']): void => {
  const problem = proxyProblem(proxy);
  if (problem !== null) throw wrong(problem, 'proxy');
};

/**
 * Keeps the demo among itself, by every way that leads out. Throws AppError `not-allowed`.
 * @param simulated addresses as they are saved; null where any may be reached
 */
export const requireSimulated = (
  { url, allowHttp, proxy }: InstanceDraft['config'],
  simulated: ReadonlySet<string> | null,
): void => {
  if (simulated === null) return;
  if (simulated.has(normalUrl(url, allowHttp)) && proxy.kind === 'none') return;
  const message =
    proxy.kind === 'none'
      ? 'The demo reaches its own simulated Harbors only. Leave the demo to add a Harbor of your own.'
      : 'The Harbors of the demo are inside Purser, so no proxy leads to them. Choose no proxy.';
  throw new AppError('not-allowed', message, {
    details: { field: proxy.kind === 'none' ? 'url' : 'proxy' },
  });
};

/** A sign-in belongs to one Harbor, as its cookies do. */
const requireOwnSignIn = (login: Login, others: readonly InstanceConfig[]): void => {
  if (login.kind !== 'oidc' || others.length === 0) return;
  throw wrong(
    'A sign-in through a provider is for one instance. Choose a login of its own.',
    'loginId',
  );
};

/** Who a new login is; of a sign-in that is known once somebody has signed in. */
const namedLogin = (draft: InstanceDraft): Omit<Login, 'id'> => {
  const login = draft.login as Exclude<InstanceDraft['login'], { id: string }>;
  return login.kind === 'oidc' ? { kind: login.kind, username: '' } : login;
};

const secretsOf = (draft: InstanceDraft, id: string, login: Login): Map<string, string> => {
  const { password, proxyPassword, keyPassphrase } = draft.secrets;
  const entries: [string, string | undefined][] = [
    [loginAccount(login.id), login.kind === 'oidc' ? undefined : password],
    [proxyAccount(id), proxyPassword],
    [keyAccount(id), keyPassphrase],
  ];
  return new Map(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
};

/**
 * Works out what saving a draft means. Throws AppError `address-invalid`, `invalid-input` (name
 * taken, no password for a new login, proxy address) and `unknown-item`.
 *
 * @param signedInAt who is signed in through the provider at an address, null for nobody
 */
export const readDraft = (
  draft: InstanceDraft,
  book: InstanceBook,
  signedInAt: (url: string) => string | null = () => null,
): ReadDraft => {
  const before = draft.id === undefined ? null : book.instance(draft.id);
  const id = before?.id ?? randomUUID();
  requireFreeName(draft.config.name, id, book);
  requireProxyAddress(draft.config);
  const url = normalUrl(draft.config.url, draft.config.allowHttp);

  const existing = existingLogin(draft, book);
  const named = existing ?? namedLogin(draft);
  if (existing === null && named.kind !== 'oidc' && draft.secrets.password === undefined) {
    throw wrong('A new login needs its password.', 'password');
  }
  const known = named.kind === 'oidc' ? signedInAt(url) : null;
  const login: Login = {
    id: existing?.id ?? randomUUID(),
    ...named,
    ...(known === null ? {} : { username: known }),
  };
  const others = book.usersOf(login.id).filter((other) => other.id !== id);
  requireOwnSignIn(login, others);

  // The robot that reads is known at this Harbor alone.
  const reader = before?.url === url ? before.reader : undefined;
  const config: InstanceConfig = {
    ...draft.config,
    url,
    id,
    loginId: login.id,
    ...(reader === undefined ? {} : { reader }),
    ...(before?.readerDeclined === true ? { readerDeclined: true } : {}),
  };
  const { instances, logins } = book.all();
  return {
    config,
    login,
    isNewLogin: existing === null,
    others,
    next: withoutUnusedLogins({
      instances: before
        ? instances.map((instance) => (instance.id === id ? config : instance))
        : [...instances, config],
      logins: existing
        ? logins.map((one) => (one.id === login.id ? login : one))
        : [...logins, login],
    }),
    secrets: secretsOf(draft, id, login),
  };
};

/** The connection that a draft describes, for trying it out before it is saved. Throws `unknown-item`. */
export const connectionOf = (draft: InstanceDraft, book: InstanceBook): Connection => {
  const existing = existingLogin(draft, book);
  return {
    instanceId: draft.id ?? null,
    config: draft.config,
    login: existing ?? { id: null, ...namedLogin(draft) },
    secrets: draft.secrets,
  };
};
