import type { FieldName } from './fields.ts';
import type { Operator } from './operator.ts';

export interface Comparison {
  readonly operator: Operator;
  /** As the fields have it: lower case where the field knows its words. Never validated again. */
  readonly value: string;
}

/** `field:value,value`: true where any of the values fits. */
export interface FieldTerm {
  readonly kind: 'field';
  readonly negated: boolean;
  readonly field: FieldName;
  readonly values: readonly Comparison[];
}

/** Bare words: true where any of the values is found in what people read of a robot. */
export interface TextTerm {
  readonly kind: 'text';
  readonly negated: boolean;
  readonly values: readonly string[];
}

export type Term = FieldTerm | TextTerm;

/** What a query line says: all of its terms hold. See GRAMMAR.md. */
export interface Query {
  readonly terms: readonly Term[];
}

/** Something in a query line that cannot be understood, and where it stands. */
export interface QueryError {
  /** Offsets into the text in UTF-16 units, `to` exclusive; `from` < `to` or both at the end. */
  readonly from: number;
  readonly to: number;
  /** One sentence for people. */
  readonly message: string;
}

/** Text as it is compared: without regard to case. */
export const fold = (text: string): string => text.toLowerCase();

/**
 * Whether robots that are gone belong to the answer. They do not, unless some term asks for them.
 */
export function showsGone(query: Query): boolean {
  return query.terms.some(
    (term) =>
      term.kind === 'field' &&
      term.field === 'state' &&
      !term.negated &&
      term.values.some(({ value }) => value === 'gone'),
  );
}
