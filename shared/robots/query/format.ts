import type { Comparison, Query, Term } from './query.ts';

/** A value in quotes. */
const quote = (value: string): string => `"${value.replace(/[\\"]/g, '\\$&')}"`;

/** A field's value as it can stand in a query line, in quotes only where it needs them. */
export function quoteValue(value: string): string {
  return value === '' || /[\s,"]/.test(value) || /^[<>~]/.test(value) ? quote(value) : value;
}

/** The same for bare words, where a colon would make a field and a minus a negation. */
function quoteText(value: string): string {
  return value === '' || /[\s,":]/.test(value) || value.startsWith('-') ? quote(value) : value;
}

const SIGNS: Readonly<Record<Comparison['operator'], string>> = {
  is: '',
  contains: '~',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

function formatTerm(term: Term): string {
  const not = term.negated ? '-' : '';
  if (term.kind === 'text') return not + term.values.map(quoteText).join(',');
  const values = term.values.map(({ operator, value }) => SIGNS[operator] + quoteValue(value));
  return `${not}${term.field}:${values.join(',')}`;
}

/** The query line of a query; parsing it gives the same query again. */
export const formatQuery = (query: Query): string => query.terms.map(formatTerm).join(' ');
