import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogueOf } from '../../../shared/permissions/catalogue.ts';
import { knownPairs } from '../../../shared/permissions/pairs.ts';
import { acceptedPairs, standingOf } from '../../../shared/permissions/standing.ts';

const NEWEST = acceptedPairs(catalogueOf('2.15.2'));
const ANYTHING = acceptedPairs(null);

test.each([
  ['repository:push', 'accepted', 'accepted'],
  ['helm-chart:read', 'stale', 'accepted'],
  ['robot:*', 'stale', 'accepted'],
  ['repository:psuh', 'unknown', 'unknown'],
])('%s in a project is %s, and %s where anything is accepted', (pair, newest, free) => {
  expect(standingOf('project', pair, NEWEST)).toBe(newest);
  expect(standingOf('project', pair, ANYTHING)).toBe(free);
});

test('what a Harbor lists is accepted, even if no release names it', () => {
  const own = { system: null, project: new Set(['model:train']) };
  expect(standingOf('project', 'model:train', own)).toBe('accepted');
  expect(standingOf('system', 'model:train', own)).toBe('unknown');
});

test('nothing of a kind that nobody knows is accepted', () => {
  expect(standingOf('registry', 'repository:push', NEWEST)).toBe('unknown');
});

test('what some release names is never unknown', () => {
  for (const kind of ['system', 'project'] as const) {
    const pairs = [...knownPairs(kind)].map(({ pair }) => pair);
    const lists = fc.option(fc.subarray(pairs), { nil: null });
    fc.assert(
      fc.property(lists, (list) => {
        const accepted = acceptedPairs({ system: list, project: list });
        for (const pair of pairs) {
          const isTaken = list === null || list.includes(pair);
          expect(standingOf(kind, pair, accepted)).toBe(isTaken ? 'accepted' : 'stale');
        }
      }),
      { seed: 5, numRuns: 20 },
    );
  }
});
