import { armor, Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import * as vectors from 'cctv-age';
import { gunzipSync, inflateSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { encrypt } from '../../../electron/secret-exports/encrypt.ts';
import { WORST } from '../exports/secrets/hostile.ts';

/** A test vector of C2SP/CCTV: what is expected of a file, and the file. */
interface Vector {
  readonly of: ReadonlyMap<string, readonly string[]>;
  readonly file: Uint8Array;
}

const UNPACK: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  zlib: inflateSync,
  gzip: gunzipSync,
};

function vectorOf(bytes: Uint8Array): Vector {
  const end = Buffer.from(bytes).indexOf('\n\n');
  const of = new Map<string, string[]>();
  for (const line of Buffer.from(bytes.subarray(0, end)).toString().split('\n')) {
    const [key = '', ...rest] = line.split(': ');
    of.set(key, [...(of.get(key) ?? []), rest.join(': ')]);
  }
  const rest = bytes.subarray(end + 2);
  const unpack = UNPACK[of.get('compressed')?.[0] ?? ''];
  return { of, file: unpack === undefined ? rest : unpack(rest) };
}

/** Those that recipients and passphrases of ours can be measured by; the work of scrypt is kept low. */
const VECTORS = Object.entries(vectors as unknown as Record<string, Uint8Array>)
  .filter(
    ([name, bytes]) => bytes instanceof Uint8Array && /^(?:armor|x25519|stream|scrypt)/.test(name),
  )
  .map(([name, bytes]) => [name, vectorOf(bytes)] as const)
  .filter(([name]) => !/work_factor_(?:23|high)|hybrid|tag/.test(name));

const read = async ({ of, file }: Vector): Promise<Uint8Array> => {
  const decrypter = new Decrypter();
  for (const identity of of.get('identity') ?? []) decrypter.addIdentity(identity);
  for (const passphrase of of.get('passphrase') ?? []) decrypter.addPassphrase(passphrase);
  const isArmored = of.get('armored')?.[0] === 'yes';
  return decrypter.decrypt(isArmored ? armor.decode(Buffer.from(file).toString('latin1')) : file);
};

test('there are vectors of every kind', () => {
  for (const kind of ['armor', 'x25519', 'stream', 'scrypt']) {
    expect(VECTORS.filter(([name]) => name.startsWith(kind)).length, kind).toBeGreaterThan(2);
  }
});

describe('the reference vectors', () => {
  test.each(VECTORS)('%s', async (_name, vector) => {
    const [expected] = vector.of.get('expect') ?? [];
    if (expected !== 'success') {
      await expect(read(vector)).rejects.toThrow();
      return;
    }
    const payload = await read(vector);
    expect(createHash('sha256').update(payload).digest('hex')).toBe(vector.of.get('payload')?.[0]);
  });
});

const textOf = async (
  encrypted: string,
  unlock: (decrypter: Decrypter) => void,
): Promise<string> => {
  const decrypter = new Decrypter();
  unlock(decrypter);
  return decrypter.decrypt(armor.decode(encrypted), 'text');
};

test('what is encrypted to recipients is read by each of them, and by nobody else', async () => {
  const [one, two, other] = await Promise.all([
    generateIdentity(),
    generateIdentity(),
    generateIdentity(),
  ]);
  const recipients = await Promise.all([one, two].map(identityToRecipient));
  for (const secret of WORST) {
    const encrypted = await encrypt(secret, { kind: 'recipients', recipients });
    expect(encrypted).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    expect(encrypted).not.toContain(secret.length > 8 ? secret : '\0');
    for (const identity of [one, two]) {
      expect(await textOf(encrypted, (decrypter) => decrypter.addIdentity(identity))).toBe(secret);
    }
    await expect(textOf(encrypted, (decrypter) => decrypter.addIdentity(other))).rejects.toThrow();
  }
});

test('what is encrypted by a passphrase is read by it alone', { timeout: 60_000 }, async () => {
  const encrypted = await encrypt('ümläut $ 😀', { kind: 'passphrase', passphrase: 'right one' });
  const by = (passphrase: string) =>
    textOf(encrypted, (decrypter) => decrypter.addPassphrase(passphrase));
  expect(await by('right one')).toBe('ümläut $ 😀');
});

test.each([
  ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE', 'SSH'],
  ['AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0', 'a secret key'],
  ['age1nonsense', 'not a recipient'],
])('a recipient that is none is named, a secret key is not shown: %s', async (recipient, words) => {
  const failure = await encrypt('x', { kind: 'recipients', recipients: [recipient] }).catch(
    (error: unknown) => error,
  );
  expect(failure).toMatchObject({ code: 'invalid-input', message: expect.stringContaining(words) });
  expect(String(failure)).not.toContain('1EGTZVFFV');
});
