import { describe, expect, test } from 'vitest';
import { Lane, type Seen } from './lane.ts';
import { ENCRYPTED } from './scenarios.ts';

/** Kills at this moment, which comes once, and carries on or closes what the kill left. */
async function killedAt(
  moment: string,
  then: 'resume' | 'close',
  scenario = 'create and export to a new file',
): Promise<Seen> {
  const lane = await Lane.open(scenario, '2.15.2');
  try {
    const { points } = await lane.discover();
    const at = points.indexOf(moment);
    expect(points.lastIndexOf(moment)).toBe(at);
    return (await lane.suffer({ kind: 'kill', at }, then)) ?? expect.fail('nobody was killed');
  } finally {
    await lane.close();
  }
}

const isSecret = (account: string): boolean => account.startsWith('robot/');

describe.runIf(process.platform === 'linux')('killed between robot and file', () => {
  test.each(['before file open', 'before file write', 'before file link'])(
    '%s, and closed: no file is written, and the secret stays here',
    { timeout: 120_000 },
    async (moment) => {
      const seen = await killedAt(moment, 'close');
      expect(seen).toMatchObject({ state: 'finished', notExported: null, handedOver: 0 });
      expect(seen.steps).toMatchObject([{ status: 'done' }]);
      expect(seen.secrets).toEqual(['new']);
      expect(seen.keychain.filter(([account]) => isSecret(account))).toHaveLength(1);
      expect([...seen.files]).toEqual([]);
    },
  );

  test('once the file is there, and closed: the plan says so', { timeout: 120_000 }, async () => {
    const seen = await killedAt('after file rm', 'close');
    expect(seen).toMatchObject({ state: 'finished', notExported: '', handedOver: 1 });
    const [, secret] = seen.keychain.find(([account]) => isSecret(account)) ?? [];
    expect(seen.files.get('secrets.json')).toContain(secret);
  });

  test('what is encrypted is written by Resume, or left for somebody to look at', async () => {
    const { name } = ENCRYPTED;
    const seen = await killedAt('before file link', 'resume', name);
    expect(seen).toMatchObject({ state: 'finished', notExported: '', handedOver: 1 });
    expect([...seen.files.keys()]).toEqual(['secrets.json.age']);
    await expect(killedAt('after file rm', 'resume', name)).rejects.toThrow('may have written it');
    const closed = await killedAt('after file rm', 'close', name);
    expect(closed).toMatchObject({ state: 'finished', notExported: null });
    expect([...closed.files.keys()]).toEqual(['secrets.json.age']);
  }, 120_000);
});
