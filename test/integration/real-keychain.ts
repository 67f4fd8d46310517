import { randomUUID } from 'node:crypto';
import keytar from 'keytar';
import { onTestFinished } from 'vitest';
import { createKeychain } from '../../electron/keychain/keychain.ts';
import { loadKeytar } from '../../electron/keychain/keytar.ts';
import type { SecretStore } from '../../electron/keychain/secret-store.ts';

/** Elsewhere there is but the user's own keychain, which a test does not touch. */
export const hasRealKeychain = process.platform === 'linux';

/** The keychain of the session that the tests run in, opened anew by each start of an app. */
export function realKeychain(): () => SecretStore {
  const service = `Purser test ${randomUUID()}`;
  onTestFinished(async () => {
    for (const { account } of await keytar.findCredentials(service)) {
      await keytar.deletePassword(service, account);
    }
  });
  return () => createKeychain({ load: loadKeytar, remember: () => undefined, service });
}
