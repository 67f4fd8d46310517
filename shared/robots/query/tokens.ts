import type { Operator } from './operator.ts';
import type { QueryError } from './query.ts';

/** A value as it stands in the text. */
export interface ValueToken {
  readonly from: number;
  readonly to: number;
  /** Where the value itself starts, after its operator. */
  readonly valueFrom: number;
  readonly operator: Operator;
  /** Without quotes and escapes. */
  readonly value: string;
  readonly quoted: boolean;
}

/** One term as it stands in the text, not yet judged. */
export interface TermToken {
  readonly from: number;
  readonly to: number;
  readonly negated: boolean;
  /** Null for bare words. */
  readonly field: { readonly name: string; readonly from: number; readonly to: number } | null;
  readonly values: readonly ValueToken[];
  /** What is wrong with its spelling. */
  readonly errors: readonly QueryError[];
}

const SPACE = /\s/;
const FIELD = /^([A-Za-z][A-Za-z-]*):/;
const SIGN = /^(?:<=|>=|<|>|~)/;

const isSpace = (character: string | undefined): boolean =>
  character !== undefined && SPACE.test(character);

/** Reads one quoted string that starts at `at`; `end` is after its closing quote. */
function readQuoted(text: string, at: number): { value: string; end: number; closed: boolean } {
  let value = '';
  let index = at + 1;
  while (index < text.length) {
    const character = text[index] ?? '';
    const next = text[index + 1];
    if (character === '"') return { value, end: index + 1, closed: true };
    const escapes = character === '\\' && (next === '"' || next === '\\');
    value += escapes ? next : character;
    index += escapes ? 2 : 1;
  }
  return { value, end: index, closed: false };
}

function readBare(text: string, at: number): { value: string; end: number } {
  let end = at;
  while (end < text.length && !isSpace(text[end]) && text[end] !== ',') end += 1;
  return { value: text.slice(at, end), end };
}

function readValue(text: string, at: number, signs: boolean, errors: QueryError[]): ValueToken {
  const sign = signs ? (SIGN.exec(text.slice(at, at + 2))?.[0] ?? '') : '';
  const operator: Operator = sign === '' ? 'is' : sign === '~' ? 'contains' : (sign as Operator);
  const valueFrom = at + sign.length;
  if (text[valueFrom] !== '"') {
    const { value, end } = readBare(text, valueFrom);
    if (value === '') {
      errors.push({
        from: at,
        to: Math.max(end, Math.min(at + 1, text.length)),
        message: 'A value is missing here.',
      });
    }
    return { from: at, to: end, valueFrom, operator, value, quoted: false };
  }
  const { value, end, closed } = readQuoted(text, valueFrom);
  if (!closed) {
    errors.push({ from: valueFrom, to: end, message: 'The closing quote is missing.' });
  } else if (end < text.length && !isSpace(text[end]) && text[end] !== ',') {
    const rest = readBare(text, end);
    errors.push({
      from: end,
      to: rest.end,
      message: 'A space or a comma must follow a closing quote.',
    });
    return { from: at, to: rest.end, valueFrom, operator, value, quoted: true };
  }
  return { from: at, to: end, valueFrom, operator, value, quoted: true };
}

function readTerm(text: string, start: number): TermToken {
  const errors: QueryError[] = [];
  const negated = text[start] === '-';
  let at = start + (negated ? 1 : 0);
  const name = FIELD.exec(text.slice(at, at + 60));
  const field =
    name === null ? null : { name: name[1] ?? '', from: at, to: at + (name[1] ?? '').length };
  at += name?.[0].length ?? 0;
  const values: ValueToken[] = [];
  for (;;) {
    const value = readValue(text, at, field !== null, errors);
    values.push(value);
    at = value.to;
    if (text[at] !== ',') break;
    at += 1;
  }
  return { from: start, to: at, negated, field, values, errors };
}

/** Cuts a query line into its terms. Takes any text, reports bad spelling, throws nothing. */
export function tokenize(text: string): TermToken[] {
  const terms: TermToken[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text[at])) {
      at += 1;
      continue;
    }
    const term = readTerm(text, at);
    terms.push(term);
    at = term.to;
  }
  return terms;
}
