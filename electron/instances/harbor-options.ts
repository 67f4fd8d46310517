import type { InstanceConfig, InstanceDraft, Login } from '../../shared/contract/instances.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import type { HarborOptions } from '../harbor/types.ts';
import type { SecretStore } from '../keychain/secret-store.ts';
import { keyAccount, loginAccount, proxyAccount } from './accounts.ts';
import type { SignIns } from '../sign-in/sign-ins.ts';
import type { HeldPasswords } from './held-passwords.ts';

export interface OptionsPorts {
  readonly secrets: Pick<SecretStore, 'get'>;
  /** Passwords of logins that are asked for. */
  readonly held: Pick<HeldPasswords, 'get'>;
  readonly signIns: Pick<SignIns, 'at'>;
  readonly network: () => Settings['network'];
  readonly resolveSystemProxy: HarborOptions['resolveSystemProxy'];
  readonly remember: HarborOptions['remember'];
}

/** What a connection is made of: entered just now, or stored. */
export interface Connection {
  /** Null while the instance was never saved. */
  readonly instanceId: string | null;
  readonly config: Omit<InstanceConfig, 'id' | 'loginId'>;
  /** `id` is null for a login that was never saved. */
  readonly login: Omit<Login, 'id'> & { readonly id: string | null };
  /** Take the place of those that are stored. */
  readonly secrets: InstanceDraft['secrets'];
}

/**
 * Everything that the Harbor client needs for one instance. Secrets are fetched when the client
 * first asks; a login without one throws `login-needed` then.
 */
export const harborOptions = (connection: Connection, ports: OptionsPorts): HarborOptions => {
  const { config, instanceId, login, secrets } = connection;
  const { connectTimeout, answerTimeout } = ports.network();
  const stored = async (account: string | null): Promise<string | null> =>
    account === null ? null : ports.secrets.get(account);
  const ofLogin = (): string | null | Promise<string | null> =>
    login.id !== null && login.asked === true
      ? ports.held.get(login.id)
      : stored(login.id && loginAccount(login.id));
  const password = async (): Promise<string> => {
    const known = secrets.password ?? (await ofLogin());
    if (known !== null) return known;
    const message =
      login.asked === true
        ? `This needs the password of ${login.username}, which is not kept. Enter it; it is forgotten after 15 minutes.`
        : `The password of ${login.username} is not kept here. Enter it again.`;
    throw new AppError('login-needed', message, { details: { username: login.username } });
  };
  return {
    url: config.url,
    allowHttp: config.allowHttp,
    credentials:
      login.kind === 'oidc'
        ? { kind: login.kind, username: login.username, signedIn: ports.signIns.at(config.url) }
        : { kind: login.kind, username: login.username, password },
    trust: config.trust,
    clientCertificate: config.clientCertificate && {
      ...config.clientCertificate,
      passphrase: async () =>
        secrets.keyPassphrase ?? (await stored(instanceId && keyAccount(instanceId))),
    },
    proxy: config.proxy,
    proxyPassword: async () =>
      secrets.proxyPassword ?? (await stored(instanceId && proxyAccount(instanceId))),
    resolveSystemProxy: ports.resolveSystemProxy,
    remember: ports.remember,
    parallel: config.parallel,
    connectTimeout,
    answerTimeout,
  };
};
