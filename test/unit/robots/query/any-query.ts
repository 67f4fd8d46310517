import fc from 'fast-check';
import { FIELD_NAMES, rulesOf, type FieldName } from '../../../../shared/robots/query/fields.ts';
import type { Comparison, Query, Term } from '../../../../shared/robots/query/query.ts';

/** Text with everything in it that could break a query line. */
export const anyText = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
  fc.stringMatching(/^[ ,"\\:<>=~a-z-]{1,10}$/),
);

/** Values that a field takes and would not write differently. */
function values(field: FieldName): fc.Arbitrary<Comparison> {
  const { operators, words } = rulesOf(field);
  const operator = fc.constantFrom(...operators);
  const order = fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const);
  const is = (value: string): Comparison => ({ operator: 'is', value });
  switch (field) {
    case 'level':
    case 'state':
    case 'expiry':
    case 'snoozed':
    case 'risk':
    case 'finding':
    case 'excepted':
    case 'unjudged':
      return fc.constantFrom(...(words ?? [])).map(is);
    case 'can':
    case 'may':
      return fc
        .constantFrom('repository:push', 'a:*', '*:*', 'robot:create@/', 'x:y@a, "b')
        .map(is);
    case 'how':
      return fc.constantFrom('all@project/repository:push', 'denied@system/robot:create').map(is);
    case 'reach':
      return fc.constantFrom('push@library', 'none@a, "b"').map(is);
    case 'equal':
      return fc.constantFrom('12@prod', '7@a, "b"').map(is);
    case 'upgrade':
      return fc.constantFrom('refused@2.15.2', 'lost@2.10', 'gained@2.10@project/tag:list').map(is);
    case 'expires':
    case 'created':
    case 'updated':
    case 'seen':
      return fc.oneof(
        fc.constantFrom('2026', '2026-02', '2026-02-28', '2026-02-28T23:59').map(is),
        fc.tuple(order, fc.constantFrom('30d', '-1y', '0h', '2026-12-01')).map(([sign, value]) => ({
          operator: sign,
          value,
        })),
        ...(words === undefined ? [] : [fc.constantFrom(...words).map(is)]),
      );
    case 'reminder':
      return fc.maxSafeNat().map((value) => is(String(value)));
    case 'duration':
    case 'id':
      return fc
        .tuple(operator, fc.maxSafeNat())
        .map(([sign, number]) => ({ operator: sign, value: String(number) }));
    default:
      return fc.oneof(
        fc.tuple(operator, anyText).map(([sign, value]) => ({ operator: sign, value })),
        fc.constant(is('')),
      );
  }
}

const fieldTerm: fc.Arbitrary<Term> = fc
  .constantFrom(...FIELD_NAMES)
  .chain((field) =>
    fc
      .tuple(fc.boolean(), fc.array(values(field), { minLength: 1, maxLength: 4 }))
      .map(([negated, list]): Term => ({ kind: 'field', negated, field, values: list })),
  );

const textTerm: fc.Arbitrary<Term> = fc
  .tuple(fc.boolean(), fc.array(anyText, { minLength: 1, maxLength: 3 }))
  .map(([negated, list]): Term => ({ kind: 'text', negated, values: list }));

/** Every query that can be written. */
export const anyQuery: fc.Arbitrary<Query> = fc
  .array(fc.oneof(fieldTerm, textTerm), { maxLength: 6 })
  .map((terms) => ({ terms }));
