import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { Lane, type Blow } from './lane.ts';
import { lossesOf } from './losses.ts';
import { SCENARIOS } from './scenarios.ts';

/** Each moment at every version, instead of at one of them each. */
const IS_WHOLE = process.env['PURSER_KILL_MATRIX'] === 'whole';

/** Cases are told there, for the script that runs this alone. */
const REPORT = process.env['PURSER_KILL_REPORT'];

const result = { cases: 0, losses: [] as string[] };

const tell = (): void => {
  if (REPORT === undefined) return;
  mkdirSync(dirname(REPORT), { recursive: true });
  writeFileSync(REPORT, JSON.stringify(result));
};
afterAll(tell);

const blowsOf = (points: number, requests: number): Blow[] => [
  ...Array.from({ length: points }, (_, at) => ({ kind: 'kill' as const, at })),
  ...Array.from({ length: requests }, (_, at) => ({ kind: 'cut-before' as const, at })),
  ...Array.from({ length: requests }, (_, at) => ({ kind: 'cut-after' as const, at })),
];

const LANES = SCENARIOS.flatMap(({ name, versions, every = 1 }) =>
  versions.map((version, index) => ({ name, version, index, of: versions.length * every })),
);

// The Secret Service of Linux, with the real library and the real daemon. Elsewhere there is but
// the user's own keychain, which a test does not touch.
describe.runIf(process.platform === 'linux').concurrent('killed and cut', () => {
  test.each(LANES)('$name, Harbor $version', { timeout: 900_000 }, async (lane) => {
    const { name, version, index, of } = lane;
    const stage = await Lane.open(name, version);
    try {
      const { points, requests, report } = await stage.discover();
      expect(await lossesOf(stage.scenario, stage.simulator, report)).toEqual([]);
      const lost: string[] = [];
      const all = blowsOf(points.length, requests);
      const wanted = IS_WHOLE ? all : all.filter((_blow, place) => place % of === index);
      for (const blow of wanted) {
        const what = blow.kind === 'kill' ? `killed ${points[blow.at] ?? ''}` : blow.kind;
        const lose = (loss: string): void => {
          lost.push(`${name}, Harbor ${version}, ${what} (${String(blow.at)}): ${loss}`);
        };
        try {
          const seen = await stage.suffer(blow);
          if (seen === null) continue;
          result.cases += 1;
          for (const loss of await lossesOf(stage.scenario, stage.simulator, seen)) lose(loss);
        } catch (error) {
          lose(`it could not be carried on: ${String(error)}`);
        }
      }
      result.losses.push(...lost);
      tell();
      expect(lost).toEqual([]);
    } finally {
      await stage.close();
    }
  });
});
