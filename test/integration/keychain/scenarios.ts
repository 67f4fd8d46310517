import { createKeychain } from '../../../electron/keychain/keychain.ts';
import { loadKeytar, type Keytar } from '../../../electron/keychain/keytar.ts';
import { lockKeyring, unlockKeyring } from '../../keyring.ts';

/**
 * Runs inside a D-Bus session of its own, with the real keytar and the real gnome-keyring, and
 * prints what it saw as one line of JSON: `node scenarios.ts <name>`.
 */

const PASSWORD = 'pässword with "quotes", 日本語 and a line\nbreak';

/** Counts the reads that reach the real library; each waits for what `before` does. */
const counted = async (
  before: (times: number) => unknown = () => undefined,
): Promise<{ chain: Keytar; reads: () => number }> => {
  const real = await loadKeytar();
  let reads = 0;
  const chain: Keytar = {
    getPassword: async (service, account) => {
      if (!account.startsWith('probe/')) {
        reads += 1;
        await before(reads);
      }
      return real.getPassword(service, account);
    },
    setPassword: (service, account, password) => real.setPassword(service, account, password),
    deletePassword: (service, account) => real.deletePassword(service, account),
  };
  return { chain, reads: () => reads };
};

const open = () => createKeychain({ load: loadKeytar, remember: () => undefined });

const codeOf = async (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'worked',
    (error: { code?: string }) => error.code ?? String(error),
  );

const SCENARIOS: Readonly<Record<string, () => Promise<unknown>>> = {
  ready: async () => {
    const first = open();
    const status = await first.status();
    await first.set('login/1', PASSWORD);
    const { chain, reads } = await counted();
    const second = createKeychain({ load: async () => chain, remember: () => undefined });
    const where = second.where('login/1');
    const answers = await Promise.all([second.get('login/1'), second.get('login/1')]);
    const again = await second.get('login/1');
    const missing = [await second.get('login/2'), await second.get('login/2')];
    const readTimes = reads();
    await second.delete('login/1');
    const afterDelete = await open().get('login/1');
    return {
      status,
      where,
      isSame: [...answers, again].map((secret) => secret === PASSWORD),
      missing,
      readTimes,
      afterDelete,
      goneIs: second.where('login/1'),
      empty: await codeOf(second.set('login/3', '')),
      probeLeft: await leftovers(),
    };
  },

  locked: async () => {
    const keychain = open();
    const status = await keychain.status();
    const codes = {
      get: await codeOf(keychain.get('login/1')),
      set: await codeOf(keychain.set('login/1', PASSWORD)),
      delete: await codeOf(keychain.delete('login/1')),
    };
    await keychain.setSessionOnly(true);
    await keychain.set('login/1', PASSWORD);
    const session = {
      where: keychain.where('login/1'),
      isKept: (await keychain.get('login/1')) === PASSWORD,
      other: await keychain.get('login/2'),
    };
    await unlockKeyring();
    const unlocked = await keychain.retry();
    const moved = await keychain.setSessionOnly(false);
    return {
      status,
      codes,
      session,
      unlocked,
      moved,
      isMoved: keychain.where('login/1') === 'keychain',
      isThere: (await open().get('login/1')) === PASSWORD,
    };
  },

  meanwhile: async () => {
    const keychain = open();
    await keychain.set('login/1', PASSWORD);
    const other = open();
    const status = await other.status();
    await lockKeyring();
    const names = ['login/1', 'login/2', 'login/3', 'login/4'];
    const codes = [
      ...(await Promise.all(names.map((name) => codeOf(other.get(name))))),
      ...(await Promise.all(names.map((name) => codeOf(other.set(name, PASSWORD))))),
    ];
    await unlockKeyring();
    await other.retry();
    return {
      status,
      codes: [...new Set(codes)],
      isThere: (await other.get('login/1')) === PASSWORD,
    };
  },

  many: async () => {
    const names = Array.from({ length: 100 }, (_, place) => `robot/a/${String(place)}`);
    const writing = open();
    for (const name of names) await writing.set(name, `${name} ${PASSWORD}`);
    const { chain, reads } = await counted();
    const reader = createKeychain({ load: async () => chain, remember: () => undefined });
    await reader.readAhead([...names, 'robot/a/missing']);
    const secrets = await Promise.all(names.map((name) => reader.get(name)));
    const readTimes = reads();
    const missing = await reader.get('robot/a/missing');

    // Locked in the middle: whatever was not read by then is refused, not waited for.
    const another = await counted((times) => (times === 10 ? lockKeyring() : undefined));
    const late = createKeychain({ load: async () => another.chain, remember: () => undefined });
    await late.readAhead(names);
    const codes = new Set<string>();
    for (const name of names) codes.add(await codeOf(late.get(name)));
    await unlockKeyring();
    await late.retry();
    return {
      isSame: secrets.every((secret, place) => secret === `${names[place] ?? ''} ${PASSWORD}`),
      readTimes,
      missing,
      isRefused: codes.delete('keychain-locked'),
      others: [...codes].filter((code) => code !== 'worked'),
      isThere: (await late.get('robot/a/99')) === `robot/a/99 ${PASSWORD}`,
    };
  },

  none: async () => {
    const keychain = open();
    const status = await keychain.status();
    const codes = {
      get: await codeOf(keychain.get('login/1')),
      set: await codeOf(keychain.set('login/1', PASSWORD)),
      delete: await codeOf(keychain.delete('login/1')),
    };
    const before = keychain.where('login/1');
    const chosen = await keychain.setSessionOnly(true);
    await keychain.set('login/1', PASSWORD);
    return {
      status,
      codes,
      before,
      chosen,
      after: keychain.where('login/1'),
      isKept: (await keychain.get('login/1')) === PASSWORD,
      other: await keychain.get('login/2'),
      inAnother: await codeOf(open().get('login/1')),
    };
  },
};

/** Accounts of Purser's that are in the keyring, asked of the library directly. */
const leftovers = async (): Promise<string[]> => {
  const { findCredentials } = (await import('keytar')).default;
  return (await findCredentials('Purser')).map(({ account }) => account);
};

const scenario = SCENARIOS[process.argv[2] ?? ''];
process.stdout.write(`${JSON.stringify(await scenario?.())}\n`);
