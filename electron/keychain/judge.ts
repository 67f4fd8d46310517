import type { KeychainStatus } from '../../shared/contract/settings.ts';

/**
 * How the libraries say that a keychain is there but locked: libsecret on Linux (gnome-keyring,
 * KWallet, KeePassXC), the Security framework on macOS.
 */
const LOCKED =
  /\ba locked (?:collection|item|object)|is ?locked|prompt.{0,20}dismiss|interaction (is )?not allowed|user name or passphrase|canceled the operation/i;

/** What went wrong, in the library's words, on one line. */
export const causeOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 500);

/**
 * Which state an error of the keychain speaks of. Whatever does not say that it is locked means
 * that there is none to be used: no D-Bus, no service, no library.
 */
export const stateOf = (error: unknown): Exclude<KeychainStatus['state'], 'ready'> =>
  LOCKED.test(causeOf(error)) ? 'locked' : 'none';
