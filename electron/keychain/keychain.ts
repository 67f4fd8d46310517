import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../shared/contract/app-error.ts';
import type { KeychainStatus } from '../../shared/contract/settings.ts';
import { causeOf, stateOf } from './judge.ts';
import type { Keytar } from './keytar.ts';
import { readAhead } from './read-ahead.ts';
import type { SecretStore } from './secret-store.ts';

/** The one service name under which Purser keeps secrets in a keychain. */
export const SERVICE = 'Purser';

/** Windows keeps at most so many bytes of a credential, as UTF-16. */
const MAX_SECRET_BYTES = process.platform === 'win32' ? 2_560 : 64 * 1024;

const bytesOf = (secret: string): number =>
  Buffer.byteLength(secret, process.platform === 'win32' ? 'utf16le' : 'utf8');

export interface KeychainOptions {
  /** Called when the keychain is first needed; may throw. */
  readonly load: () => Promise<Keytar>;
  /** Told every secret that passes, so that the log can hide it. */
  readonly remember: (secret: string) => void;
  readonly service?: string;
}

type Probe = { readonly state: KeychainStatus['state']; readonly cause: string };

const MESSAGES = {
  locked: ['keychain-locked', 'The keychain of this computer is locked. Unlock it and try again.'],
  none: ['keychain-missing', 'This computer has no keychain that Purser can use.'],
} as const;

const unusable = (state: 'locked' | 'none', cause: string): AppError =>
  new AppError(MESSAGES[state][0], MESSAGES[state][1], { retryable: true, details: { cause } });

const failed = (what: string, error: unknown): AppError => {
  const state = stateOf(error);
  if (state === 'locked') return unusable('locked', causeOf(error));
  return new AppError('keychain-failed', `The keychain could not ${what} a secret.`, {
    retryable: true,
    details: { cause: causeOf(error) },
    cause: error,
  });
};

/**
 * Secrets in the OS keychain, or in memory where the user chose that. Each account is read from
 * the keychain once, when it is first needed: macOS may ask the user for every single read.
 */
export const createKeychain = (options: KeychainOptions): SecretStore => {
  const service = options.service ?? SERVICE;
  const session = new Map<string, string>();
  /** What the keychain holds, as far as it was read or written; null is known to be missing. */
  const known = new Map<string, string | null>();
  const asking = new Map<string, Promise<string | null>>();
  let sessionOnly = false;
  let keytar: Promise<Keytar> | null = null;
  let probe: Promise<Probe> | null = null;
  let lastState: Probe['state'] | null = null;
  let tell: (status: KeychainStatus) => void = () => undefined;

  let last: Promise<unknown> = Promise.resolve();
  let hasEnded = false;

  /**
   * One call of the native library after the other: while gnome-keyring is locked it answers one
   * of several that come at once, and the others never.
   */
  const run = <T>(call: () => Promise<T>): Promise<T> => {
    if (hasEnded) return Promise.reject(new AppError('cancelled', 'Purser is closing.'));
    const mine = last.then(call);
    last = mine.catch(() => undefined);
    return mine;
  };

  const library = (): Promise<Keytar> => {
    keytar ??= options.load().catch((error: unknown) => {
      keytar = null;
      throw error;
    });
    return keytar;
  };

  /** Writes, reads and deletes an entry: nothing less tells whether a keychain can be used. */
  const runProbe = async (): Promise<Probe> => {
    const account = `probe/${randomBytes(8).toString('hex')}`;
    try {
      const chain = await library();
      const token = randomBytes(16).toString('hex');
      await run(() => chain.setPassword(service, account, token));
      const answer = await run(() => chain.getPassword(service, account));
      await run(() => chain.deletePassword(service, account));
      return answer === token
        ? { state: 'ready', cause: '' }
        : { state: 'none', cause: 'What was written to the keychain could not be read back.' };
    } catch (error) {
      return { state: stateOf(error), cause: causeOf(error) };
    }
  };

  const probed = async (): Promise<Probe> => {
    probe ??= runProbe();
    const result = await probe;
    const isOther = lastState !== null && lastState !== result.state;
    lastState = result.state;
    if (isOther) tell({ ...result, sessionOnly });
    return result;
  };

  const ready = async (): Promise<Keytar> => {
    const { state, cause } = await probed();
    if (state !== 'ready') throw unusable(state, cause);
    return library();
  };

  const status = async (): Promise<KeychainStatus> => ({ ...(await probed()), sessionOnly });

  const retry = (): Promise<KeychainStatus> => {
    probe = null;
    for (const [account, secret] of known) if (secret === null) known.delete(account);
    return status();
  };

  /** Does one thing with the keychain; after a failure the next status looks afresh. */
  const use = async <T>(what: string, act: (chain: Keytar) => Promise<T>): Promise<T> => {
    const chain = await ready();
    try {
      return await run(() => act(chain));
    } catch (error) {
      probe = null;
      throw failed(what, error);
    }
  };

  const readNow = async (account: string): Promise<string | null> => {
    const secret = await use('read', (chain) => chain.getPassword(service, account));
    if (secret === null) {
      // libsecret says "nothing" too of an entry that a keychain locked meanwhile does not give away.
      probe = null;
      await ready();
    } else {
      options.remember(secret);
    }
    known.set(account, secret);
    return secret;
  };

  const readOnce = (account: string): Promise<string | null> => {
    const before = asking.get(account);
    if (before !== undefined) return before;
    const asked = readNow(account).finally(() => asking.delete(account));
    asking.set(account, asked);
    return asked;
  };

  const write = async (account: string, secret: string): Promise<void> => {
    if (bytesOf(secret) > MAX_SECRET_BYTES) {
      throw new AppError('keychain-failed', 'This secret is too long for the keychain.');
    }
    await use('keep', (chain) => chain.setPassword(service, account, secret));
    known.set(account, secret);
    session.delete(account);
  };

  return {
    get: async (account) => {
      const secret = session.get(account) ?? known.get(account);
      if (secret !== undefined) return secret;
      if (sessionOnly && (await probed()).state !== 'ready') return null;
      return readOnce(account);
    },
    readAhead: async (accounts) => {
      const left = accounts.filter((account) => !session.has(account) && !known.has(account));
      if (left.length < 2 || (await probed()).state !== 'ready') return;
      const chain = await library();
      await run(() =>
        readAhead(
          (account) => chain.getPassword(service, account),
          left,
          (account, secret) => {
            options.remember(secret);
            known.set(account, secret);
          },
        ),
      );
    },
    set: async (account, secret, here = false) => {
      if (secret === '') throw new AppError('invalid-input', 'A secret cannot be empty.');
      options.remember(secret);
      if (sessionOnly || here) session.set(account, secret);
      else await write(account, secret);
    },
    delete: async (account) => {
      session.delete(account);
      await use('delete', (chain) => chain.deletePassword(service, account));
      known.set(account, null);
    },
    where: (account) => {
      if (session.has(account)) return 'session';
      return lastState === 'none' || known.get(account) === null ? 'nowhere' : 'keychain';
    },
    status,
    retry,
    lookAgain: async () => {
      if (lastState !== null && lastState !== 'ready' && !sessionOnly) await retry();
    },
    onChange: (listener) => (tell = listener),
    setSessionOnly: async (wanted) => {
      sessionOnly = wanted;
      const now = await status();
      if (!wanted && now.state === 'ready') {
        for (const [account, secret] of [...session]) await write(account, secret);
      }
      return now;
    },
    end: async () => {
      for (let seen: unknown = null; seen !== last;) {
        await (seen = last);
        // The library still has to return from the call that answered.
        await setImmediate();
      }
      hasEnded = true;
    },
  };
};
