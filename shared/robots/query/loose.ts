import { rulesOf } from './fields.ts';
import type { Comparison, Query } from './query.ts';

/** `name:ci*`, as people write it elsewhere. */
const withoutStars = (value: string): string => value.replace(/^\*+|\*+$/g, '');

const loosened = ({ operator, value }: Comparison): Comparison =>
  operator === 'is' && withoutStars(value) !== ''
    ? { operator: 'contains', value: withoutStars(value) }
    : { operator, value };

/**
 * The query with parts of names wherever it asks for whole ones; null where it asks for none.
 */
export function looseQuery(query: Query): Query | null {
  let isLoosened = false;
  const terms = query.terms.map((term) => {
    if (term.kind !== 'field' || term.negated) return term;
    if (!rulesOf(term.field).operators.includes('contains')) return term;
    isLoosened ||= term.values.some(({ operator }) => operator === 'is');
    return { ...term, values: term.values.map(loosened) };
  });
  return isLoosened ? { terms } : null;
}
