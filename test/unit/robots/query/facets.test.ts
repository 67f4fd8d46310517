import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  facetExcluded,
  facetSelection,
  toggleFacet,
  withoutField,
} from '../../../../shared/robots/query/facets.ts';
import { formatQuery } from '../../../../shared/robots/query/format.ts';
import { parseQuery } from '../../../../shared/robots/query/parse.ts';
import { anyQuery, anyText } from './any-query.ts';

const SEED = { seed: 20_261_128 };

const toggled = (text: string, field: Parameters<typeof toggleFacet>[1], value: string): string =>
  formatQuery(toggleFacet(parseQuery(text).query, field, value));

describe('ticking a value', () => {
  it.each([
    ['', 'state', 'gone', 'state:gone'],
    ['ci', 'project', 'team a', 'ci project:"team a"'],
    ['state:gone', 'state', 'expired', 'state:gone,expired'],
    ['state:gone,expired ci', 'state', 'gone', 'state:expired ci'],
    ['state:gone ci', 'state', 'gone', 'ci'],
    ['-state:disabled,gone', 'state', 'disabled', '-state:gone state:disabled'],
    ['can:a:b', 'can', 'repository:push', 'can:a:b,repository:push'],
    ['instance:Prod', 'instance', 'prod', ''],
    ['project:~te', 'project', 'te', 'project:~te,te'],
    ['tag:a ci tag:a,b', 'tag', 'a', 'ci tag:b'],
  ] as const)('%s + %s %s', (text, field, value, expected) => {
    expect(toggled(text, field, value)).toBe(expected);
  });

  it('twice changes nothing that was not excluded', () => {
    const field = fc.constantFrom('project' as const, 'creator' as const, 'tag' as const);
    fc.assert(
      fc.property(anyQuery, field, anyText, (query, name, value) => {
        const ticked = toggleFacet(query, name, value);
        const again = toggleFacet(ticked, name, value);
        const had = facetSelection(query, name).some(
          (one) => one.toLowerCase() === value.toLowerCase(),
        );
        expect(facetSelection(ticked, name).includes(value)).toBe(!had);
        expect(facetExcluded(ticked, name, value) && !had).toBe(false);
        expect(new Set(facetSelection(again, name).map((one) => one.toLowerCase()))).toEqual(
          new Set(facetSelection(query, name).map((one) => one.toLowerCase())),
        );
        if (!had && !facetExcluded(query, name, value)) expect(again).toEqual(query);
        expect(parseQuery(formatQuery(ticked)).query).toEqual(ticked);
      }),
      { ...SEED, numRuns: 500 },
    );
  });
});

it('says which values are ticked and which excluded', () => {
  const { query } = parseQuery('state:gone,expired -state:disabled state:gone can:a:b project:~x');
  expect(facetSelection(query, 'state')).toEqual(['gone', 'expired']);
  expect(facetSelection(query, 'project')).toEqual([]);
  expect(facetExcluded(query, 'state', 'disabled')).toBe(true);
  expect(facetExcluded(query, 'state', 'gone')).toBe(false);
  expect(formatQuery(withoutField(query, 'state'))).toBe('can:a:b project:~x');
});
