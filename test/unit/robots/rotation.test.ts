import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Presence,
  sinceHandOver,
  stageOf,
  twinNames,
} from '../../../shared/robots/rotation.ts';

const PRESENCES: readonly Presence[] = ['enabled', 'disabled', 'gone', 'unread'];

describe('stageOf', () => {
  it.each<[old: Presence, twin: Presence | null, stage: string]>([
    ['enabled', null, 'making'],
    ['gone', null, 'making'],
    ['enabled', 'enabled', 'handing-over'],
    ['disabled', 'enabled', 'disabled'],
    ['gone', 'enabled', 'done'],
    ['enabled', 'gone', 'lost'],
    ['disabled', 'disabled', 'lost'],
    ['gone', 'gone', 'lost'],
    ['enabled', 'unread', 'unread'],
    ['unread', 'enabled', 'unread'],
  ])('old %s, twin %s: %s', (old, twin, stage) => {
    expect(stageOf(old, twin)).toBe(stage);
  });

  it('lets nothing happen to the old robot unless the twin works', () => {
    for (const old of PRESENCES) {
      for (const twin of [...PRESENCES, null].filter((one) => one !== 'enabled')) {
        expect(['handing-over', 'disabled', 'done']).not.toContain(stageOf(old, twin));
      }
    }
  });
});

describe('twinNames', () => {
  it.each([
    ['ci', ['ci-2', 'ci-3']],
    ['ci-2', ['ci-3', 'ci-4']],
    ['ci-99', ['ci-100', 'ci-101']],
    ['deploy-2026', ['deploy-2026-2', 'deploy-2026-3']],
  ])('of %s are %s', (name, twins) => {
    expect(twinNames(name, 2)).toEqual(twins);
  });

  it('are other names that Harbor takes, each once', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/), (name) => {
        const names = twinNames(name, 3);
        expect(new Set([name, ...names]).size).toBe(4);
        for (const one of names) expect(one).toMatch(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/);
      }),
    );
  });
});

describe('sinceHandOver', () => {
  const AT = 1_000;
  const used = (at: number) => ({ kind: 'used', at, what: 'pull library/app:1' }) as const;
  const unseen = { kind: 'unseen', since: 500 } as const;

  it.each([
    ['used after it', { lastUse: used(1_200), quietSince: 1_200, asOf: 2_000 }, 'used'],
    // That it was used is seen, whatever else the log does not tell.
    ['used, then blind', { lastUse: used(1_200), quietSince: null, asOf: 1_100 }, 'used'],
    [
      'used before, and blind since',
      { lastUse: used(900), quietSince: null, asOf: 2_000 },
      'blind',
    ],
    ['not synced since', { lastUse: unseen, quietSince: 500, asOf: 999 }, 'not-synced'],
    ['never synced', { lastUse: unseen, quietSince: 500, asOf: null }, 'not-synced'],
  ] as const)('%s', (_, known, answer) => {
    const since = sinceHandOver(AT, known);
    const expected = {
      used: { kind: 'used', at: 1_200 },
      blind: { kind: 'unknown', why: 'not-read' },
      'not-synced': { kind: 'unknown', why: 'not-synced' },
    };
    expect(since).toEqual(expected[answer]);
  });

  it('says for how long nobody used it, up to the last sync', () => {
    const asOf = 4_000;
    expect(sinceHandOver(AT, { lastUse: used(900), quietSince: 900, asOf })).toEqual({
      kind: 'quiet',
      seconds: 3_000,
      whole: true,
    });
    // The log begins later than the hand-over, so nothing is said of before.
    expect(sinceHandOver(AT, { lastUse: unseen, quietSince: 3_500, asOf })).toEqual({
      kind: 'quiet',
      seconds: 500,
      whole: false,
    });
  });

  it('says why nobody can tell', () => {
    const lastUse = { kind: 'unknown', why: 'not-allowed' } as const;
    expect(sinceHandOver(AT, { lastUse, quietSince: null, asOf: 2_000 })).toEqual({
      kind: 'unknown',
      why: 'not-allowed',
    });
  });
});
