import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CannotExport } from '../../../../shared/exports/secrets/index.ts';
import { mergeAuths } from '../../../../shared/exports/secrets/merge-auths.ts';

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

  test('says which program docker would ask instead', () => {
    const stored = JSON.stringify({
      credsStore: 'desktop',
      credHelpers: { 'harbor.example.com': 'x' },
    });
    expect(mergeAuths(stored, ours).beware).toHaveLength(2);
    expect(mergeAuths('{"credHelpers":{"ghcr.io":"x"}}', ours).beware).toStrictEqual([]);
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
