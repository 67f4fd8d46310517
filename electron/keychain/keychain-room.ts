import type { KeychainStatus } from '../../shared/contract/settings.ts';
import type { SecretStore } from './secret-store.ts';

/** The keychain as the user sees it. */
export interface KeychainRoom extends Pick<SecretStore, 'status' | 'retry' | 'setSessionOnly'> {
  /** Looks at it once more where it could not be used: the user may have unlocked it meanwhile. */
  lookAgain(): Promise<void>;
}

/** @param tell told of its state once that is another one, or the user has asked for it afresh */
export function createKeychainRoom(
  store: SecretStore,
  tell: (status: KeychainStatus) => void,
): KeychainRoom {
  store.onChange(tell);

  /** Does what may find it in another state; where it did, that is told already. */
  const afresh = async (ask: () => Promise<KeychainStatus>): Promise<KeychainStatus> => {
    const before = await store.status();
    const now = await ask();
    if (now.state === before.state) tell(now);
    return now;
  };

  return {
    status: () => store.status(),
    retry: () => afresh(() => store.retry()),
    setSessionOnly: (only) => afresh(() => store.setSessionOnly(only)),
    lookAgain: async () => {
      const { state, sessionOnly } = await store.status();
      if (state !== 'ready' && !sessionOnly) await store.retry();
    },
  };
}
