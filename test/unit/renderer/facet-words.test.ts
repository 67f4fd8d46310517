import { describe, expect, it } from 'vitest';
import { valuesOf, withChosen } from '../../../renderer/src/features/robots/facets/facet-words.ts';
import type { Facet } from '../../../shared/contract/robots.ts';
import { parseQuery, QUERY_STATES } from '../../../shared/robots/query/index.ts';

const states: Facet = {
  field: 'state',
  values: [{ value: 'active', label: 'active', count: 3 }],
  more: 0,
};
const shown = (facet: Facet, query: string) =>
  valuesOf(withChosen(facet, parseQuery(query).query)).map(({ label, count }) => [label, count]);

describe('the values of a facet', () => {
  it('keep what is chosen in sight, so that it can be taken back', () => {
    expect(shown(states, 'state:disabled,active')).toEqual([
      ['Active', 3],
      ['Disabled', 0],
    ]);
    expect(shown({ ...states, values: [] }, 'state:Disabled nothing')).toHaveLength(1);
  });

  it('are no more than that', () => {
    expect(shown(states, '-state:disabled name:ci')).toEqual([['Active', 3]]);
  });

  it('have a sign for every state, so that all words begin at the same place', () => {
    const values = QUERY_STATES.map((value) => ({ value, label: value, count: 1 }));
    const shown = valuesOf({ ...states, values });
    expect(shown.filter(({ sign }) => sign === null)).toEqual([]);
    expect(shown.map(({ label }) => label)).toContain('Never expires');
  });
});
