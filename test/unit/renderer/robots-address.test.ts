import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SORT_COLUMNS } from '../../../shared/contract/robots.ts';
import {
  addressOf,
  DEFAULT_SORT,
  parseSort,
  placeOf,
  sortText,
} from '../../../renderer/src/features/robots/address.ts';
import { idsOf } from '../../../renderer/src/features/frame/use-scope.ts';

const place = fc.record({
  query: fc.string(),
  sort: fc.record({ column: fc.constantFrom(...SORT_COLUMNS), descending: fc.boolean() }),
  scope: fc.uniqueArray(fc.uuid(), { maxLength: 4 }),
  robot: fc.option(fc.integer({ min: 1 })),
  folded: fc.boolean(),
});

describe('the address of the robots page', () => {
  it('says the same after a way through the address', () => {
    fc.assert(
      fc.property(place, (one) => {
        const address = addressOf(one) as Record<string, string>;
        expect(placeOf(address)).toEqual(one);
      }),
      { seed: 3 },
    );
  });

  it('holds nothing that is as usual', () => {
    expect(
      addressOf({ query: '', sort: DEFAULT_SORT, scope: [], robot: null, folded: false }),
    ).toEqual({});
  });

  it('reads nonsense as absent', () => {
    expect(placeOf({ sort: '-colour', robot: 'NaN', in: ',,' })).toEqual({
      query: '',
      sort: DEFAULT_SORT,
      scope: [],
      robot: null,
      folded: false,
    });
    expect(placeOf({ robot: '-4' }).robot).toBeNull();
  });

  it('writes the order as one word', () => {
    expect(sortText({ column: 'expires', descending: true })).toBe('-expires');
    expect(parseSort('-expires')).toEqual({ column: 'expires', descending: true });
  });

  it('takes each instance once', () => {
    expect(idsOf('a,b,a')).toEqual(['a', 'b']);
    expect(idsOf(['a', 'b,c'])).toEqual(['a', 'b', 'c']);
    expect(idsOf(null)).toEqual([]);
  });
});
