import { FIELD_NAMES, fieldNamed, rulesOf } from './fields.ts';
import type { Operator } from './operator.ts';
import type { Comparison, Query, QueryError, Term } from './query.ts';
import { tokenize, type TermToken } from './tokens.ts';

/** More values than this in one line are a mistake, and too deep for the database. */
export const MAX_VALUES = 200;

/** What a query line means, and what of it could not be understood. */
export interface ParsedQuery {
  /** The terms without an error. */
  readonly query: Query;
  readonly errors: readonly QueryError[];
}

const SPOKEN: Readonly<Record<Operator, string>> = {
  is: 'a plain value',
  contains: '~',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
};

function readField(token: TermToken, errors: QueryError[]): Term | null {
  const { field: name, negated } = token;
  if (name === null) return null;
  const field = fieldNamed(name.name);
  if (field === null) {
    const message = `There is no field “${name.name}”. Fields are ${FIELD_NAMES.join(', ')}. To search for this text, put it in quotes.`;
    errors.push({ from: name.from, to: name.to, message });
    return null;
  }
  const rules = rulesOf(field);
  const values: Comparison[] = [];
  for (const { from, to, operator, value } of token.values) {
    if (!rules.operators.includes(operator)) {
      const allowed = rules.operators.map((one) => SPOKEN[one]).join(', ');
      errors.push({ from, to, message: `${field}: takes ${allowed}, not ${SPOKEN[operator]}.` });
      continue;
    }
    const checked = rules.check(value, operator);
    if ('wrong' in checked) errors.push({ from, to, message: checked.wrong });
    else values.push({ operator, value: checked.value });
  }
  return values.length === token.values.length ? { kind: 'field', negated, field, values } : null;
}

function readTerm(token: TermToken, errors: QueryError[]): Term | null {
  if (token.errors.length > 0) {
    errors.push(...token.errors);
    return null;
  }
  if (token.field !== null) return readField(token, errors);
  const empty = token.values.find(({ value }) => value === '');
  if (empty !== undefined) {
    errors.push({ from: empty.from, to: empty.to, message: 'There is nothing in these quotes.' });
    return null;
  }
  return { kind: 'text', negated: token.negated, values: token.values.map(({ value }) => value) };
}

/** Reads a query line. Takes any text and throws nothing. */
export function parseQuery(text: string): ParsedQuery {
  const errors: QueryError[] = [];
  const terms: Term[] = [];
  let count = 0;
  for (const token of tokenize(text)) {
    count += token.values.length;
    if (count > MAX_VALUES) {
      const message = `A query takes at most ${MAX_VALUES} values.`;
      errors.push({ from: token.from, to: text.length, message });
      break;
    }
    const term = readTerm(token, errors);
    if (term !== null) terms.push(term);
  }
  return { query: { terms }, errors };
}
