import type { InstanceConfig } from '../../shared/contract/instances.ts';
import type { StoredInstances } from '../../shared/inventory/inventory.ts';

/** Keychain accounts of what people enter. Robots' secrets have accounts of their own. */
export const loginAccount = (loginId: string): string => `login/${loginId}`;
export const proxyAccount = (instanceId: string): string => `proxy/${instanceId}`;
export const keyAccount = (instanceId: string): string => `key/${instanceId}`;

const accountsOf = (instance: InstanceConfig): readonly string[] => [
  ...(instance.proxy.kind === 'address' && instance.proxy.username !== ''
    ? [proxyAccount(instance.id)]
    : []),
  ...(instance.clientCertificate === null ? [] : [keyAccount(instance.id)]),
];

/** Every account that something in the list may have a secret under. */
export const accountsInUse = (stored: StoredInstances): ReadonlySet<string> =>
  new Set([
    // What is asked for each time is not kept, and of a sign-in through a provider there is nothing.
    ...stored.logins
      .filter(({ asked, kind }) => asked !== true && kind !== 'oidc')
      .map(({ id }) => loginAccount(id)),
    ...stored.instances.flatMap(accountsOf),
  ]);
