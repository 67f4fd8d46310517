import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseKeywords, parseSort } from '../../../shared/simulator/listing/query-language.ts';

const keyword = (q: string, key: string) => parseKeywords(q).get(key);

test.each([
  ['name=ci', { kind: 'exact', text: 'ci' }],
  ['name=~ci', { kind: 'fuzzy', text: 'ci' }],
  ['name=a=b', { kind: 'exact', text: 'a=b' }],
  ['name=\\~ci', { kind: 'exact', text: '~ci' }],
  ['name=[1~5]', { kind: 'range', min: 1n, max: 5n }],
  ['name=[~5]', { kind: 'range', min: undefined, max: 5n }],
  ['name=[ a ~ ]', { kind: 'range', min: 'a', max: undefined }],
  ['name={a b}', { kind: 'or', values: ['a', 'b'] }],
  ['name={\'a\' 2  "c"}', { kind: 'or', values: ['a', 2n, 'c'] }],
  ['name={\\a b\\}', { kind: 'or', values: ['a', 'b'] }],
  ['name={}', { kind: 'or', values: [] }],
  ['name=(a b)', { kind: 'and', values: ['a', 'b'] }],
  [
    'name=[2020-01-01T00:00:00~]',
    { kind: 'range', min: { ms: Date.UTC(2020, 0, 1) }, max: undefined },
  ],
  [
    'name=[2020-01-01T1:00:00.5~]',
    { kind: 'range', min: { ms: Date.UTC(2020, 0, 1, 1, 0, 0, 500) }, max: undefined },
  ],
  ['name={%EF%BB%BF a%C2%85}', { kind: 'or', values: ['\ufeff', 'a'] }],
  ['name=[2020-02-30T00:00:00~]', { kind: 'range', min: '2020-02-30T00:00:00', max: undefined }],
])('%s', (q, value) => {
  expect(keyword(q, 'name')).toEqual(value);
});

test.each(['name', 'name=', '=x', 'name=a,', ','])('%s is refused as malformed', (q) => {
  expect(() => parseKeywords(q)).toThrow('the query string must contain "="');
});

test.each(['name=[', 'name={', 'name=(a', 'name=~', 'name=[~]', 'name=[a]', 'name=[1~2~3]'])(
  '%s is refused as a pattern',
  (q) => {
    expect(() => parseKeywords(q)).toThrow(`invalid query string value: ${q.slice(5)}`);
  },
);

test('what HTTP has decoded once is decoded a second time', () => {
  expect(keyword('name%3Dapps%2Bone', 'name')).toEqual({ kind: 'exact', text: 'apps+one' });
  expect(keyword('name=apps+one', 'name')).toEqual({ kind: 'exact', text: 'apps one' });
  expect(keyword('name=100%', 'name')).toEqual({ kind: 'exact', text: '100%' });
});

test('any text without a comma survives when it is encoded for both decodings', () => {
  const plain = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => !text.includes(',') && !/^[~[{(\\]/.test(text));
  fc.assert(
    fc.property(plain, (text) => {
      const once = encodeURIComponent(`name=${text}`);
      expect(keyword(once, 'name')).toEqual({ kind: 'exact', text });
    }),
    { seed: 1 },
  );
});

test('the last of two equal keys counts', () => {
  expect(keyword('name=a,name=b', 'name')).toEqual({ kind: 'exact', text: 'b' });
});

test('sorts', () => {
  expect(parseSort('')).toEqual([]);
  expect(parseSort('name,-creation_time')).toEqual([
    { key: 'name', descending: false },
    { key: 'creation_time', descending: true },
  ]);
});
