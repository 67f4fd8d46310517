import fc from 'fast-check';
import { RISKS, RULE_IDS } from '../../../shared/permissions/lint/rule-ids.ts';
import type { Query, Term } from '../../../shared/robots/query/query.ts';

/** Queries over the small worlds of `random-fleet.ts`. */

const texts = fc.constantFrom(
  'ci',
  'CI',
  'team',
  'für',
  'ROBOT$',
  'line',
  'a%_"b',
  'push',
  'é',
  '+',
  'x',
);
const moments = fc.oneof(
  fc.constantFrom('0d', '1d', '7d', '30d', '-1d', '1y', '-2w', '24h', '3m'),
  fc.constantFrom('2026-11-28', '2026-12-05', '2025-11-28'),
);

const is = (value: string) => ({ operator: 'is' as const, value });
const contains = (value: string) => ({ operator: 'contains' as const, value });
const orders = fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const);

const term = (
  field: Extract<Term, { kind: 'field' }>['field'],
  values: fc.Arbitrary<Extract<Term, { kind: 'field' }>['values'][number]>,
) =>
  fc
    .tuple(fc.boolean(), fc.array(values, { minLength: 1, maxLength: 3 }))
    .map(([negated, list]): Term => ({ kind: 'field', negated, field, values: list }));

const dates = (never: boolean) =>
  fc.oneof(
    fc.tuple(orders, moments).map(([operator, value]) => ({ operator, value })),
    fc.constantFrom('2026-11-28', '2026-12-05').map(is),
    ...(never ? [fc.constant(is('never'))] : []),
  );

const numbers = (values: readonly string[], never: boolean) =>
  fc.oneof(
    fc.tuple(orders, fc.constantFrom(...values)).map(([operator, value]) => ({ operator, value })),
    fc.constantFrom(...values, ...(never ? ['never'] : [])).map(is),
  );

const STATES = [
  'active',
  'soon',
  'critical',
  'expiring',
  'expired',
  'never',
  'disabled',
  'legacy',
  'gone',
  'no-permissions',
  'stale-permissions',
];

const CANS = [
  'repository:push',
  'repository:pull@*',
  'robot:create',
  'robot:create@/',
  'robot:create@?',
  'robot:*',
  'repository:push@library',
  '*:push',
  '*:*',
  'x:y',
  'thing:do',
  'thing:do@place',
  'nothing:known',
];

const HOWS = [
  'named@project/repository:push',
  'all@project/repository:pull',
  'implied@project/repository:pull',
  'denied@project/repository:push',
  'unaccepted@system/robot:create',
  'unknown@project/thing:do',
  'all@system/robot:create',
  'none@project/repository:push',
];
const REACHES = ['pull@library', 'push@library', 'everything@team', 'none@team', 'read@place'];

const anyTerm: fc.Arbitrary<Term> = fc.oneof(
  term('state', fc.constantFrom(...STATES).map(is)),
  term('expiry', fc.constantFrom('expired', '24h', '7d', '30d', '90d', 'later', 'never').map(is)),
  term('can', fc.constantFrom(...CANS).map(is)),
  term('may', fc.constantFrom(...CANS).map(is)),
  term('how', fc.constantFrom(...HOWS).map(is)),
  term('reach', fc.constantFrom(...REACHES).map(is)),
  term('equal', fc.constantFrom('1@prod', '2@PROD', '3@eu west', '2@nowhere').map(is)),
  term(
    'upgrade',
    fc
      .tuple(
        fc.constantFrom('refused', 'gained', 'lost'),
        fc.constantFrom('', '@project/thing:do', '@project/repository:pull'),
      )
      .map(([effect, pair]) => is(`${effect}@2.15.2${pair}`)),
  ),
  term('risk', fc.constantFrom(...RISKS).map(is)),
  term('finding', fc.constantFrom(...RULE_IDS).map(is)),
  term('unjudged', fc.constantFrom(...RULE_IDS).map(is)),
  term('excepted', fc.constantFrom(...RULE_IDS).map(is)),
  term(
    'name',
    fc.oneof(
      texts.map(contains),
      fc.constantFrom('ci', 'ROBOT$deploy', 'robot$library+ci').map(is),
    ),
  ),
  term(
    'instance',
    fc.oneof(texts.map(contains), fc.constantFrom('PROD', 'eu west', '2222', 'none').map(is)),
  ),
  term('instance-tag', fc.constantFrom('EMEA', '', 'none').map(is)),
  term('project', fc.oneof(texts.map(contains), fc.constantFrom('', 'LIBRARY', 'team').map(is))),
  term('creator', fc.oneof(texts.map(contains), fc.constantFrom('', 'ADMIN', 'user 9').map(is))),
  term(
    'owner',
    fc.oneof(texts.map(contains), fc.constantFrom('', 'TEAM A', 'carol', 'dora', 'bob').map(is)),
  ),
  term('tag', fc.oneof(texts.map(contains), fc.constantFrom('', 'CI', 'team a', 'ÜBER').map(is))),
  term('description', fc.oneof(texts.map(contains), fc.constantFrom('', 'für das team').map(is))),
  term('snoozed', fc.constantFrom('yes', 'no').map(is)),
  term('level', fc.constantFrom('system', 'project').map(is)),
  term('expires', dates(true)),
  term('created', dates(false)),
  term('updated', dates(false)),
  term(
    'seen',
    fc.oneof(
      dates(false),
      fc.constantFrom('used', 'never', 'unknown', 'until-expiry').map(is),
      fc
        .constantFrom('90d', '95d', '200d')
        .chain((value) => orders.map((operator) => ({ operator, value }))),
    ),
  ),
  term('duration', numbers(['0', '1', '30', '90'], true)),
  term('id', numbers(['1', '5', '99'], false)),
  fc
    .tuple(fc.boolean(), fc.array(texts, { minLength: 1, maxLength: 2 }))
    .map(([negated, values]): Term => ({ kind: 'text', negated, values })),
);

/** Queries about such fleets. */
export const queries: fc.Arbitrary<Query> = fc
  .array(anyTerm, { maxLength: 4 })
  .map((terms) => ({ terms }));
