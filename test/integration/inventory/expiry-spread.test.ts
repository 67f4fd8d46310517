import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import {
  dayOf,
  EXPIRY_BUCKETS,
  EXPIRY_GROUPINGS,
  isoDay,
  mondayOf,
  startOf,
} from '../../../shared/robots/expiry/index.ts';
import { formatQuery } from '../../../shared/robots/query/format.ts';
import { parseQuery } from '../../../shared/robots/query/parse.ts';
import type { Query } from '../../../shared/robots/query/query.ts';
import { aStore, at, EU, NOW, PROD } from './fleet.ts';
import { fleets, settle } from './random-fleet.ts';
import { queries } from './random-queries.ts';

const SEED = { seed: 20_261_128 };

vi.setConfig({ testTimeout: 120_000 });

const and = (...queries: readonly Query[]): string =>
  formatQuery({ terms: queries.flatMap(({ terms }) => terms) });
const read = (line: string): Query => parseQuery(line).query;

/** A field with one value, as the window builds it. */
const only = (
  field: 'instance' | 'project' | 'creator' | 'owner' | 'tag',
  value: string,
): Query => ({
  terms: [{ kind: 'field', negated: false, field, values: [{ operator: 'is', value }] }],
});

it('counts in each bucket, day and group what its own query finds', () => {
  const store = aStore();
  const first = mondayOf(dayOf(NOW) ?? 0);
  // Days, then weeks, and edges that no robot is near.
  const days = [first - 7, first, first + 1, first + 5, first + 6, first + 14, first + 120];
  const edges = days.map(startOf);
  fc.assert(
    fc.property(fleets, queries, fc.constantFrom([], [PROD], [EU]), (fleet, query, scope) => {
      settle(store, fleet);
      const count = (line: string): number =>
        store.query(
          { query: line, scope: [...scope], sort: { column: 'name', descending: false } },
          at,
        ).keys.length;
      const line = formatQuery(query);
      for (const by of EXPIRY_GROUPINGS) {
        const spread = store.expirySpread({ query: line, scope: [...scope], by, edges }, at);
        expect(spread.more).toBe(0);
        for (const group of [null, ...spread.groups]) {
          const own =
            group === null ? query : { terms: [...query.terms, ...only(by, group.value).terms] };
          const { buckets, spans } = group ?? spread.all;
          expect(count(and(own)), and(own)).toBe(buckets.reduce((sum, one) => sum + one, 0));
          EXPIRY_BUCKETS.forEach((bucket, place) => {
            const asked = and(own, read(`expiry:${bucket}`));
            expect(count(asked), asked).toBe(buckets[place]);
          });
          spans.forEach((found, place) => {
            const [from = 0, to = 0] = days.slice(place);
            const asked = and(own, read(`expires:>=${isoDay(from)} expires:<${isoDay(to)}`));
            expect(count(asked), asked).toBe(found);
          });
        }
      }
    }),
    { ...SEED, numRuns: 20 },
  );
});

it('takes no edge for none', () => {
  const store = aStore();
  const spread = store.expirySpread({ query: '', scope: [], by: 'tag', edges: [] }, at);
  expect(spread).toEqual({
    all: { buckets: EXPIRY_BUCKETS.map(() => 0), spans: [] },
    groups: [],
    more: 0,
  });
});
