import { AppError } from '../../shared/contract/app-error.ts';
import type { KeychainStatus } from '../../shared/contract/settings.ts';
import type { SecretStore } from './secret-store.ts';

/** A secret store that forgets everything with the process: for the demo fleet. */
export const createMemoryStore = (remember: (secret: string) => void): SecretStore => {
  const secrets = new Map<string, string>();
  const status = async (): Promise<KeychainStatus> => ({
    state: 'ready',
    cause: '',
    sessionOnly: true,
  });
  return {
    get: async (account) => secrets.get(account) ?? null,
    readAhead: () => Promise.resolve(),
    set: async (account, secret) => {
      if (secret === '') throw new AppError('invalid-input', 'A secret cannot be empty.');
      remember(secret);
      secrets.set(account, secret);
    },
    delete: async (account) => void secrets.delete(account),
    where: (account) => (secrets.has(account) ? 'session' : 'nowhere'),
    status,
    retry: status,
    lookAgain: () => Promise.resolve(),
    // It never is in another.
    onChange: () => undefined,
    setSessionOnly: status,
    end: () => Promise.resolve(),
  };
};
