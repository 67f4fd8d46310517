import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Presence, stageOf, twinNames } from '../../../shared/robots/rotation.ts';

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
