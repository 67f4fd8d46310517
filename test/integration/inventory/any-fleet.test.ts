import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { FACET_FIELDS, SORT_COLUMNS, type SortColumn } from '../../../shared/contract/robots.ts';
import type { Store } from '../../../shared/inventory/store.ts';
import { isSomewhere } from '../../../shared/permissions/project-codes.ts';
import { CUT_OFF, UNUSED_DAYS } from '../../../shared/robots/last-use.ts';
import {
  INSTANCE_QUERIES,
  overviewQuery,
  overviewQuestions,
} from '../../../shared/robots/overview-questions.ts';
import { RISKS } from '../../../shared/permissions/lint/rule-ids.ts';
import { withoutField } from '../../../shared/robots/query/facets.ts';
import { formatQuery } from '../../../shared/robots/query/format.ts';
import type { Query } from '../../../shared/robots/query/query.ts';
import { aStore, at as usual, EU, PROD } from './fleet.ts';
import { fits, RULES, word, type PlainRobot } from './naive.ts';
import { fleets, settle } from './random-fleet.ts';
import { queries } from './random-queries.ts';

const SEED = { seed: 20_261_128 };
const at = { ...usual, rules: RULES };

// Thousands of queries, on a machine that may be busy.
vi.setConfig({ testTimeout: 120_000 });

const found = (store: Store, query: Query, column: SortColumn = 'name', descending = false) => {
  const sort = { column, descending };
  const { keys } = store.query({ query: formatQuery(query), scope: [], sort }, at);
  return store.rows([...keys], at);
};

const idOf = ({ instanceId, robot }: PlainRobot): string => `${instanceId} ${robot.id}`;
const idsOf = (plain: readonly PlainRobot[]): string[] => plain.map(idOf).sort();

it('answers every query as if each robot were asked', () => {
  const store = aStore();
  fc.assert(
    fc.property(fleets, fc.array(queries, { minLength: 8, maxLength: 8 }), (fleet, asked) => {
      const plain = settle(store, fleet);
      for (const query of asked) {
        const rows = found(store, query).map(({ instanceId, id }) => `${instanceId} ${id}`);
        expect(rows.sort(), formatQuery(query)).toEqual(
          idsOf(plain.filter((robot) => fits(robot, query))),
        );
      }
    }),
    { ...SEED, numRuns: 60 },
  );
});

it('says the word of each robot as if it were asked', () => {
  const store = aStore();
  fc.assert(
    fc.property(fleets, (fleet) => {
      const plain = settle(store, fleet);
      const everybody: Query = {
        terms: [
          {
            kind: 'field',
            negated: false,
            field: 'state',
            values: ['gone', 'active', 'expiring', 'expired', 'disabled', 'legacy'].map(
              (value) => ({
                operator: 'is' as const,
                value,
              }),
            ),
          },
        ],
      };
      const rows = found(store, everybody);
      expect(rows).toHaveLength(plain.length);
      for (const row of rows) {
        const robot = plain.find((one) => idOf(one) === `${row.instanceId} ${row.id}`);
        expect(row.state).toBe(robot === undefined ? '' : word(robot));
        expect(row.createdBy).toBe(robot?.creator);
        expect(row.owner.toLowerCase()).toBe(robot?.owner.toLowerCase());
        expect(row.lastUse.kind).toBe(
          robot && robot.usedAt > 0 ? 'used' : robot?.loggedSince === null ? 'unknown' : 'unseen',
        );
        expect(row.findings).toEqual(robot?.gone ? [] : robot?.findings);
        expect(row.risk).toBe(robot?.gone ? 'none' : robot?.risk);
        expect(row.tags.toSorted()).toEqual(robot?.tags.toSorted());
      }
    }),
    { ...SEED, numRuns: 15 },
  );
});

it('counts in each facet what ticking the value would show', () => {
  const store = aStore();
  fc.assert(
    fc.property(fleets, queries, (fleet, query) => {
      settle(store, fleet);
      const facets = store.facets({ query: formatQuery(query), scope: [] }, at);
      expect(facets.map(({ field }) => field)).toEqual(FACET_FIELDS);
      for (const { field, values } of facets) {
        const others = withoutField(query, field);
        for (const { value, count } of values) {
          const asked = [{ operator: 'is' as const, value }];
          const terms = [
            ...others.terms,
            { kind: 'field' as const, negated: false, field, values: asked },
          ];
          expect(found(store, { terms }).length, `${formatQuery({ terms })}`).toBe(count);
        }
      }
    }),
    { ...SEED, numRuns: 25 },
  );
});

it('shows as many robots as each figure of the overview and of an instance says', () => {
  const store = aStore();
  fc.assert(
    fc.property(fleets, (fleet) => {
      settle(store, fleet);
      const count = (query: string, scope: readonly string[]): number =>
        store.query({ query, scope: [...scope], sort: { column: 'name', descending: false } }, at)
          .keys.length;
      for (const scope of [[], [PROD], [EU], [PROD, EU]]) {
        const asked = overviewQuery(scope, overviewQuestions(UNUSED_DAYS));
        const { counted } = asked;
        const overview = store.overview(asked, at);
        const { figures, soonest, cutOff } = overview;
        const cutOffCount = count(CUT_OFF, scope);
        expect(cutOff).toHaveLength(cutOffCount > 3 ? 0 : cutOffCount);
        for (const { lastUse, expiresAt, state } of cutOff) {
          expect(state).toBe('expired');
          expect(lastUse.kind === 'used' && expiresAt - lastUse.at <= 7 * 86_400).toBe(true);
        }
        for (const figure of figures) {
          expect(count(figure.query, scope), figure.id).toBe(figure.count);
        }
        for (const [place, query] of counted.entries()) {
          const found = new Map(overview.counted[place]?.map((one) => [one.id, one.count]));
          for (const id of scope.length === 0 ? [PROD, EU] : scope) {
            expect(found.get(id) ?? 0, query).toBe(count(query, [id]));
          }
        }
        const times = soonest.map(({ expiresAt }) => expiresAt);
        expect(times).toEqual(times.toSorted((left, right) => left - right));
      }
      for (const facts of store.facts(at)) {
        const scope = [facts.instanceId];
        const sort = { column: 'name', descending: false } as const;
        const matrix = store.projectMatrix({ query: '', scope, sort }, at);
        const there = matrix.columns.filter((_, place) => isSomewhere(matrix, place));
        expect(there).toHaveLength(facts.projects);
        for (const [fact, query] of Object.entries(INSTANCE_QUERIES)) {
          expect(facts[fact as keyof typeof INSTANCE_QUERIES], fact).toBe(count(query, scope));
        }
      }
    }),
    { ...SEED, numRuns: 25 },
  );
});

it('sorts by every column, both ways, and keeps the order under a filter', () => {
  const store = aStore();
  const later = Number.MAX_SAFE_INTEGER;
  const names: Readonly<Record<string, string>> = { [PROD]: 'prod', [EU]: 'eu west' };
  const STATES = ['gone', 'legacy', 'disabled', 'expired', 'critical', 'soon', 'active'];
  type Row = ReturnType<typeof found>[number];
  const rank: Record<SortColumn, (row: Row) => string | number> = {
    name: (row) => row.shortName.toLowerCase(),
    instance: (row) => names[row.instanceId] ?? '',
    project: (row) => row.project.toLowerCase(),
    state: (row) => STATES.indexOf(row.state),
    permissions: (row) => row.permissions.toLowerCase(),
    risk: (row) => RISKS.toReversed().indexOf(row.risk) * 1e6 + row.score,
    expires: (row) => (row.expiresAt === -1 ? later : row.expiresAt),
    creator: (row) => row.createdBy.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
    created: (row) => row.createdAt,
    updated: (row) => row.updatedAt,
    owner: (row) => row.owner.toLowerCase(),
    seen: (row) => (row.lastUse.kind === 'used' ? row.lastUse.at : 0),
  };
  fc.assert(
    fc.property(fleets, queries, (fleet, query) => {
      settle(store, fleet);
      for (const column of SORT_COLUMNS) {
        const up = found(store, query, column).filter(({ state }) => state !== 'gone');
        const down = found(store, query, column, true).filter(({ state }) => state !== 'gone');
        const ranks = up.map(rank[column]);
        expect(ranks, column).toEqual(
          ranks.toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0)),
        );
        const keys = up.map(({ key }) => key);
        expect(down.map(({ key }) => key)).toEqual(keys.toReversed());
        // Once the order of all is remembered, the rows of a filter are picked from it.
        const all = found(store, { terms: [] }, column).map(({ key }) => key);
        expect(keys).toEqual(all.filter((key) => keys.includes(key)));
        const again = found(store, query, column).filter(({ state }) => state !== 'gone');
        expect(again.map(({ key }) => key)).toEqual(keys);
      }
    }),
    { ...SEED, numRuns: 15 },
  );
});
