import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CannotExport } from '../../../../shared/exports/secrets/index.ts';
import { mergeAuths as mergeFor } from '../../../../shared/exports/secrets/merge-auths.ts';

const DOCKER = { program: 'Docker', hasStore: true };
const PODMAN = { program: 'Podman', hasStore: false };
const mergeAuths = (before: string, text: string, reader = DOCKER) =>
  mergeFor(before, text, reader);
const ours = JSON.stringify({ auths: { 'harbor.example.com': { auth: 'b3Vyczpz' } } });
const merged = (before: string): Record<string, unknown> =>
  JSON.parse(mergeAuths(before, ours).text) as Record<string, unknown>;

describe('a file of logins that is there', () => {
  test('keeps other registries and everything beside the logins', () => {
    const before = {
      auths: { 'ghcr.io': { auth: 'eDp5' } },
      HttpHeaders: { 'User-Agent': 'x' },
      proxies: {},
    };
    expect(merged(JSON.stringify(before))).toStrictEqual({
      ...before,
      auths: { 'ghcr.io': { auth: 'eDp5' }, 'harbor.example.com': { auth: 'b3Vyczpz' } },
    });
  });

  test('loses nothing, whatever stands in it', () => {
    const config = fc.record({
      auths: fc.dictionary(fc.string(), fc.record({ auth: fc.string() })),
      more: fc.jsonValue(),
    });
    fc.assert(
      fc.property(config, (before) => {
        const text = JSON.stringify(before);
        const plain = JSON.parse(text) as typeof before;
        const after = merged(text);
        const rest = { ...(after['auths'] as object) } as Record<string, unknown>;
        delete rest['harbor.example.com'];
        delete plain.auths['harbor.example.com'];
        expect(rest).toEqual(plain.auths);
        expect(after['more']).toEqual(plain.more);
      }),
    );
  });

  test('says what is new, the same or replaced', () => {
    expect(mergeAuths('', ours).changes).toStrictEqual(['harbor.example.com: new']);
    expect(mergeAuths(ours, ours).changes).toStrictEqual(['harbor.example.com: already there']);
    const other = ours.replace('b3Vyczpz', 'eDp5');
    expect(mergeAuths(other, ours).changes[0]).toContain('is replaced');
  });

  const HOST = 'harbor.example.com';
  const byProject = JSON.stringify({ auths: { [`${HOST}/library`]: { auth: 'b3Vyczpz' } } });

  test.each([
    ['credential store “desktop”', { credsStore: 'desktop' }, DOCKER],
    ['credential helper “x”', { credsStore: 'desktop', credHelpers: { [HOST]: 'x' } }, DOCKER],
    ['credential helper “x”', { credHelpers: { [HOST]: 'x' } }, PODMAN],
  ])('says that it would not be read, because of its %s', (what, config, reader) => {
    for (const text of [ours, byProject]) {
      const { isIgnored, beware } = mergeAuths(JSON.stringify(config), text, reader);
      expect(isIgnored).toBe(true);
      expect(beware).toStrictEqual([expect.stringContaining(what)]);
      expect(beware[0]).toContain(`${reader.program} would not read`);
    }
  });

  test.each([
    ['no store', {}, DOCKER],
    ['a store without a name', { credsStore: '' }, DOCKER],
    ['a helper for another registry', { credHelpers: { 'ghcr.io': 'x' } }, DOCKER],
    // docker takes the file where a helper is named so, whatever its store is.
    ['a helper without a name', { credsStore: 'pass', credHelpers: { [HOST]: '' } }, DOCKER],
    ['a store that Podman does not know', { credsStore: 'desktop' }, PODMAN],
  ])('is read where it has %s', (_what, config, reader) => {
    expect(mergeAuths(JSON.stringify(config), ours, reader)).toMatchObject({
      isIgnored: false,
      beware: [],
    });
  });

  test('keeps its indentation', () => {
    expect(mergeAuths('{\n\t"auths": {}\n}', ours).text).toContain('\n\t"auths"');
  });

  test.each(['not JSON', '[]', '"text"', '{"auths": []}', 'null'])(
    'is left alone where it is none: %s',
    (before) => {
      expect(() => mergeAuths(before, ours)).toThrow(CannotExport);
    },
  );
});
