import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Presence, stageOf, twinName } from '../../../shared/robots/rotation.ts';

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

describe('twinName', () => {
  it.each([
    ['ci', 'ci-2'],
    ['ci-2', 'ci-3'],
    ['ci-99', 'ci-100'],
    ['deploy-2026', 'deploy-2026-2'],
  ])('%s becomes %s', (name, twin) => {
    expect(twinName(name)).toBe(twin);
  });

  it('is another name that Harbor takes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/), (name) => {
        expect(twinName(name)).not.toBe(name);
        expect(twinName(name)).toMatch(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/);
      }),
    );
  });
});
