import { describe, expect, test } from 'vitest';
import { Lane, type Seen } from './lane.ts';

const SCENARIO = 'create and export to a new file';

/** Kills at this moment, which comes once, and closes what the kill left. */
async function closedAfter(moment: string): Promise<Seen> {
  const lane = await Lane.open(SCENARIO, '2.15.2');
  try {
    const { points } = await lane.discover();
    const at = points.indexOf(moment);
    expect(points.lastIndexOf(moment)).toBe(at);
    return (await lane.suffer({ kind: 'kill', at }, 'close')) ?? expect.fail('nobody was killed');
  } finally {
    await lane.close();
  }
}

const isSecret = (account: string): boolean => account.startsWith('robot/');

describe.runIf(process.platform === 'linux')(
  'a plan that is closed after its robot was made',
  () => {
    test.each(['before file open', 'before file write', 'before file link'])(
      'killed %s: no file is written, and the secret stays here',
      { timeout: 120_000 },
      async (moment) => {
        const seen = await closedAfter(moment);
        expect(seen).toMatchObject({ state: 'finished', notExported: null, handedOver: 0 });
        expect(seen.steps).toMatchObject([{ status: 'done' }]);
        expect(seen.secrets).toEqual(['new']);
        expect(seen.keychain.filter(([account]) => isSecret(account))).toHaveLength(1);
        expect([...seen.files]).toEqual([]);
      },
    );

    test('killed once the file is there: the plan says so', { timeout: 120_000 }, async () => {
      const seen = await closedAfter('after file rm');
      expect(seen).toMatchObject({ state: 'finished', notExported: '', handedOver: 1 });
      const [, secret] = seen.keychain.find(([account]) => isSecret(account)) ?? [];
      expect(seen.files.get('secrets.json')).toContain(secret);
    });
  },
);
