import { beforeEach, describe, expect, it } from 'vitest';
import { stateOf } from '../../../electron/keychain/judge.ts';
import { createKeychainRoom } from '../../../electron/keychain/keychain-room.ts';
import { createKeychain } from '../../../electron/keychain/keychain.ts';
import type { Keytar } from '../../../electron/keychain/keytar.ts';

// States that only other systems, or a broken one, can bring about; what Linux really does is
// tried in test/integration/keychain.

const entries = new Map<string, string>();
let failure: Error | null = null;

const fake: Keytar = {
  getPassword: async (service, account) => {
    if (failure) throw failure;
    return entries.get(`${service}:${account}`) ?? null;
  },
  setPassword: async (service, account, password) => {
    if (failure) throw failure;
    entries.set(`${service}:${account}`, password);
  },
  deletePassword: async (service, account) => entries.delete(`${service}:${account}`),
};

beforeEach(() => {
  entries.clear();
  failure = null;
});

const open = (load: () => Promise<Keytar> = async () => fake) => {
  const remembered: string[] = [];
  const keychain = createKeychain({ load, remember: (secret) => remembered.push(secret) });
  return { keychain, remembered };
};

it.each([
  ['locked', 'Cannot create an item in a locked collection'],
  ['locked', 'Cannot delete a locked item'],
  ['locked', 'Cannot get secret of a locked object'],
  ['locked', 'Prompt was dismissed'],
  ['locked', 'User interaction is not allowed.'],
  ['locked', 'The user name or passphrase you entered is not correct.'],
  ['locked', 'User canceled the operation.'],
  ['none', 'Cannot autolaunch D-Bus without X11 $DISPLAY'],
  ['none', 'The name org.freedesktop.secrets was not provided by any .service files'],
  ['none', 'Failed to load keytar native addon, checked ["../build/Release"]'],
  ['none', 'The session wrapping the secret does not exist'],
  ['none', 'Timeout was reached'],
])('means %s: %s', (state, message) => expect(stateOf(new Error(message))).toBe(state));

describe('a library that cannot be loaded', () => {
  const missing = () =>
    Promise.reject(new Error('libsecret-1.so.0: cannot open shared object file'));

  it('costs the keychain and nothing else, and is tried again when asked', async () => {
    let works = false;
    const { keychain } = open(() => (works ? Promise.resolve(fake) : missing()));
    expect(await keychain.status()).toMatchObject({ state: 'none', sessionOnly: false });
    expect((await keychain.status()).cause).toContain('libsecret-1.so.0');
    await expect(keychain.set('login/1', 'abc')).rejects.toMatchObject({
      code: 'keychain-missing',
    });
    works = true;
    expect(await keychain.status()).toMatchObject({ state: 'none' });
    expect(await keychain.retry()).toMatchObject({ state: 'ready', cause: '' });
    await keychain.set('login/1', 'abc');
    expect(entries.get('Purser:login/1')).toBe('abc');
  });

  it('is not loaded before it is needed', () => {
    let loads = 0;
    const { keychain } = open(async () => {
      loads += 1;
      return fake;
    });
    keychain.where('login/1');
    expect(loads).toBe(0);
  });
});

describe('secrets', () => {
  it('are told to the log on their way in and out, so that it can hide them', async () => {
    entries.set('Purser:login/1', 'from the keychain');
    const { keychain, remembered } = open();
    await keychain.get('login/1');
    await keychain.set('login/2', 'entered');
    expect(remembered).toStrictEqual(['from the keychain', 'entered']);
  });

  it('that are in memory for the session win over older ones, and move over when wanted', async () => {
    entries.set('Purser:login/1', 'old');
    const { keychain } = open();
    await keychain.setSessionOnly(true);
    expect(await keychain.get('login/1')).toBe('old');
    await keychain.set('login/1', 'new');
    expect(entries.get('Purser:login/1')).toBe('old');
    expect([await keychain.get('login/1'), keychain.where('login/1')]).toStrictEqual([
      'new',
      'session',
    ]);
    await keychain.setSessionOnly(false);
    expect(entries.get('Purser:login/1')).toBe('new');
    expect(keychain.where('login/1')).toBe('keychain');
  });

  it('are asked for again after a failure, and the state is looked at afresh', async () => {
    entries.set('Purser:login/1', 'secret');
    const { keychain } = open();
    expect(await keychain.status()).toMatchObject({ state: 'ready' });
    failure = new Error('User interaction is not allowed.');
    await expect(keychain.get('login/1')).rejects.toMatchObject({ code: 'keychain-locked' });
    expect(await keychain.status()).toMatchObject({ state: 'locked' });
    failure = null;
    await keychain.retry();
    expect(await keychain.get('login/1')).toBe('secret');
  });

  it('of a keychain that forgets what it is given are not entrusted to it', async () => {
    const { keychain } = open(async () => ({ ...fake, getPassword: async () => null }));
    expect(await keychain.status()).toMatchObject({ state: 'none' });
  });

  it('that fail for a reason of their own say so', async () => {
    const { keychain } = open();
    await keychain.status();
    failure = new Error('Stub received bad data');
    await expect(keychain.set('login/1', 'x')).rejects.toMatchObject({
      code: 'keychain-failed',
      details: { cause: 'Stub received bad data' },
    });
  });

  it('too long for any keychain are refused before they are cut', async () => {
    const { keychain } = open();
    await expect(keychain.set('key/1', 'x'.repeat(70_000))).rejects.toMatchObject({
      code: 'keychain-failed',
    });
    expect(entries.size).toBe(0);
  });
});

it('is tried once by whoever asks for it afresh: some desktops ask the user each time', async () => {
  let tries = 0;
  const counting: Keytar = {
    ...fake,
    setPassword: async (...entry) => {
      tries += 1;
      await fake.setPassword(...entry);
    },
  };
  const { keychain } = open(async () => counting);
  const told: string[] = [];
  const room = createKeychainRoom(keychain, ({ state }) => told.push(state));
  const during = async (act: () => Promise<unknown>): Promise<number> => {
    const before = tries;
    await act();
    return tries - before;
  };
  expect(await during(room.status)).toBe(1);
  failure = new Error('Cannot get secret of a locked object');
  await expect(keychain.get('login/1')).rejects.toMatchObject({ code: 'keychain-locked' });
  expect(await during(room.retry)).toBe(1);
  expect(await during(room.lookAgain)).toBe(1);
  expect(await during(room.retry)).toBe(1);
  failure = null;
  expect(await during(room.lookAgain)).toBe(1);
  expect(await during(room.lookAgain)).toBe(0);
  expect(told).toEqual(['locked', 'locked', 'ready']);
});
