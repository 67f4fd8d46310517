import type { InstanceView, LoginView } from '../../../../shared/contract/instances.ts';
import type { KeychainStatus } from '../../../../shared/contract/settings.ts';

/** "prod", "prod and eu", "prod, eu and 3 more". */
export function nameList(names: readonly string[]): string {
  if (names.length > 3) return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
  const last = names[names.length - 1] ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** The logins an instance can share, each with the instances that use it. */
export function loginChoices(
  logins: readonly LoginView[],
  saved: InstanceView | null,
): { value: string; label: string }[] {
  return logins
    .filter((login) => {
      const isOwn = saved !== null && login.id === saved.login.id && login.usedBy.length < 2;
      // A sign-in through a provider belongs to one Harbor, as its cookies do.
      return login.usedBy.length > 0 && !isOwn && login.kind !== 'oidc';
    })
    .map((login) => ({
      value: login.id,
      label: `The login of ${nameList(login.usedBy)}: ${login.username}`,
    }));
}

/** Who a login is; through a provider that is known once somebody has signed in. */
export const loginName = ({ username }: Pick<LoginView, 'username'>): string =>
  username === '' ? 'whoever signs in' : username;

/** Characters of the name of a provider that a button has room for. */
const PROVIDER_LENGTH = 40;

/** "Sign in with corp…", by the name that Harbor's administrator gave the provider, as far as it fits. */
export const signInVerb = (provider: string): string =>
  `Sign in with ${provider === '' ? 'the provider' : provider.slice(0, PROVIDER_LENGTH).trim()}…`;

/**
 * Where a password that is typed now will be kept. Null while the keychain was not asked.
 * @param asked it is asked for whenever something is to be changed
 */
export function passwordPlace(keychain: KeychainStatus | null, asked = false): string {
  if (asked)
    return 'Held in memory for 15 minutes, then forgotten. A plan that runs keeps it till its end.';
  if (keychain === null) return 'Stored in the keychain of this computer.';
  if (keychain.sessionOnly) return 'Kept until Purser quits, and nowhere else.';
  if (keychain.state === 'ready') return 'Stored in the keychain of this computer.';
  return 'The keychain is not ready: see Settings before you save.';
}
