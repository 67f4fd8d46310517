import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatQuery } from '../../../../shared/robots/query/format.ts';
import { MAX_VALUES, parseQuery } from '../../../../shared/robots/query/parse.ts';
import { anyQuery } from './any-query.ts';

const SEED = { seed: 20_261_128 };

/** What is marked as wrong, with the sentence. */
const wrong = (text: string): [string, string][] =>
  parseQuery(text).errors.map(({ from, to, message }) => [text.slice(from, to), message]);

describe('a query line', () => {
  it('says the same after it was read and written', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        const text = formatQuery(query);
        expect(parseQuery(text), text).toEqual({ query, errors: [] });
      }),
      { ...SEED, numRuns: 1_000 },
    );
  });

  it('may be anything, and errors stand within it', () => {
    const pieces = fc.constantFrom(
      '"',
      '\\',
      ',',
      ':',
      '-',
      '~',
      '<',
      '>=',
      ' ',
      'name',
      'can',
      'ci',
    );
    const scraps = fc.array(pieces, { maxLength: 20 }).map((list) => list.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), scraps), (text) => {
        const { query, errors } = parseQuery(text);
        for (const { from, to, message } of errors) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(text.length);
          expect(from < to || (from === to && to === text.length)).toBe(true);
          expect(message).toMatch(/\.$/);
        }
        expect(parseQuery(formatQuery(query))).toEqual({ query, errors: [] });
      }),
      { ...SEED, numRuns: 2_000 },
    );
  });

  it('reads the example of the manual', () => {
    const text =
      'state:expiring expires:<30d instance:prod can:repository:push -name:~ci,"a b" deploy';
    const is = (value: string) => ({ operator: 'is', value });
    const field = (name: string, ...values: unknown[]) => ({
      kind: 'field',
      negated: false,
      field: name,
      values,
    });
    expect(parseQuery(text)).toEqual({
      errors: [],
      query: {
        terms: [
          field('state', is('expiring')),
          field('expires', { operator: '<', value: '30d' }),
          field('instance', is('prod')),
          field('can', is('repository:push')),
          { ...field('name', { operator: 'contains', value: 'ci' }, is('a b')), negated: true },
          { kind: 'text', negated: false, values: ['deploy'] },
        ],
      },
    });
    expect(formatQuery(parseQuery(text).query)).toBe(text);
  });

  it('knows fields and words in any case, and writes them in one', () => {
    expect(formatQuery(parseQuery('STATE:Gone Expires:NEVER can:Repository').query)).toBe(
      'state:gone expires:never can:repository:*',
    );
    expect(formatQuery(parseQuery('Seen:Never,UNKNOWN,until-Expiry,>90D').query)).toBe(
      'seen:never,unknown,until-expiry,>90d',
    );
  });
});

describe('what is wrong is marked', () => {
  it.each([
    ['ci stat:gone', 'stat', 'There is no field “stat”'],
    ['state:gone,old', 'old', '“old” is none of active'],
    ['expires:soon', 'soon', '“soon” is neither a date'],
    ['expires:30d', '30d', 'Say whether less or more'],
    ['expires:>never', '>never', 'Never is no date'],
    ['created:never', 'never', 'Only expires: and seen: can be never'],
    ['seen:>unknown', '>unknown', 'Unknown is no date'],
    ['seen:90d', '90d', 'Say whether less or more'],
    ['seen:soon', 'soon', '“soon” is neither a date'],
    ['expires:<2026-02-30', '<2026-02-30', 'neither a date'],
    ['expires:~2026', '~2026', 'expires: takes a plain value, <, <=, >, >=, not ~'],
    ['name:<ci', '<ci', 'name: takes a plain value, ~, not <'],
    ['name:~""', '~""', 'Say which text'],
    ['id:abc', 'abc', '“abc” is no whole number'],
    ['id:99999999999999999', '99999999999999999', 'is no whole number'],
    ['duration:>never', '>never', 'Never is no number'],
    ['can:a:b:@', 'a:b:@', 'Say resource and action'],
    ['name: ci', ' ', 'A value is missing'],
    ['name:a,,b', ',', 'A value is missing'],
    ['say "hello', '"hello', 'The closing quote is missing'],
    ['"a"b', 'b', 'A space or a comma must follow'],
    ['""', '""', 'There is nothing in these quotes'],
    ['http://x', 'http', 'put it in quotes'],
  ])('%s', (text, marked, message) => {
    expect(wrong(text)).toEqual([[marked, expect.stringContaining(message)]]);
  });

  it('at the end where nothing stands', () => {
    expect(parseQuery('name:').errors).toEqual([
      { from: 5, to: 5, message: 'A value is missing here.' },
    ]);
    expect(parseQuery('-').errors).toMatchObject([{ from: 1, to: 1 }]);
  });

  it('and the rest still holds', () => {
    expect(formatQuery(parseQuery('ci nope:1 state:gone').query)).toBe('ci state:gone');
  });

  it('where there is more than anybody means', () => {
    const text = Array.from({ length: MAX_VALUES + 1 }, () => 'x').join(' ');
    expect(wrong(text)).toEqual([['x', expect.stringContaining('at most')]]);
    expect(wrong(text.slice(2))).toEqual([]);
  });
});
