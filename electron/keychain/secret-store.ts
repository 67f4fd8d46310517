import type { KeychainStatus } from '../../shared/contract/settings.ts';

/**
 * Where secrets live: the OS keychain, or memory until Purser quits. Accounts are
 * `login/<uuid>`, `proxy/<instance uuid>`, `key/<instance uuid>`, `robot/<instance uuid>/<id>`,
 * `pending/<uuid>`; the service is `Purser`.
 */
export interface SecretStore {
  /** Null if there is none. Throws AppError `keychain-locked`, `keychain-missing`, `keychain-failed`. */
  get(account: string): Promise<string | null>;
  /**
   * Reads many at once, so that `get` has them at hand. Never throws: what cannot be read is left
   * to `get`, which says why.
   */
  readAhead(accounts: readonly string[]): Promise<void>;
  /**
   * Throws as `get` does; never falls back to another place by itself.
   *
   * @param session In memory alone, because the user chose so for this one.
   */
  set(account: string, secret: string, session?: boolean): Promise<void>;
  /** Throws as `get` does, unless it is in memory alone. */
  delete(account: string): Promise<void>;
  /** Where the secret of this account is, without reading it from the keychain. */
  where(account: string): 'keychain' | 'session' | 'nowhere';
  status(): Promise<KeychainStatus>;
  /** Probes again by writing, reading and deleting an entry. */
  retry(): Promise<KeychainStatus>;
  /** Probes once more where it could not be used when it was last looked at: it may be unlocked by now. */
  lookAgain(): Promise<void>;
  /** Tells whenever the keychain is found in another state than before, whoever looked. */
  onChange(listener: (status: KeychainStatus) => void): void;
  /** Keeps new secrets in memory instead, because the user chose so. */
  setSessionOnly(sessionOnly: boolean): Promise<KeychainStatus>;
  /**
   * Resolves when everything that the keychain was asked for is done; nothing more is asked of it
   * then. A process that ends while the native library is at work is aborted by it.
   */
  end(): Promise<void>;
}
