import type { KeychainStatus } from '../../shared/contract/settings.ts';
import type { SecretStore } from './secret-store.ts';

/** The keychain as the user sees it. */
export type KeychainRoom = Pick<SecretStore, 'status' | 'retry' | 'setSessionOnly' | 'lookAgain'>;

/** @param tell told of its state once that is another one, or the user has asked for it afresh */
export function createKeychainRoom(
  store: SecretStore,
  tell: (status: KeychainStatus) => void,
): KeychainRoom {
  let changes = 0;
  store.onChange((status) => {
    changes += 1;
    tell(status);
  });

  /** Does what may find it in another state; where it did, that is told already. */
  const afresh = async (ask: () => Promise<KeychainStatus>): Promise<KeychainStatus> => {
    const before = changes;
    const now = await ask();
    if (changes === before) tell(now);
    return now;
  };

  return {
    status: () => store.status(),
    retry: () => afresh(() => store.retry()),
    setSessionOnly: (only) => afresh(() => store.setSessionOnly(only)),
    lookAgain: () => store.lookAgain(),
  };
}
