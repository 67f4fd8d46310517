import { expect, it } from 'vitest';
import { QUIET_ROBOTS } from '../../../shared/robots/last-use.ts';
import { aRobot, aStore, DAY, NOW, namesOf, PROD, readAll } from './fleet.ts';

const aDisabled = (id: number, updatedAt: number, more = {}) =>
  aRobot(id, { disabled: true, updatedAt, ...more });

it('offers all that were disabled two weeks ago, here or elsewhere, however many', () => {
  const store = aStore();
  const many = Array.from({ length: 300 }, (_, place) => aDisabled(place + 1, NOW - 21 * DAY));
  readAll(store, PROD, [
    ...many,
    // Not long enough, still at work, of no known moment, and a legacy one.
    aDisabled(400, NOW - 13 * DAY),
    aRobot(401, { updatedAt: NOW - 21 * DAY }),
    aDisabled(402, 0),
    aDisabled(403, NOW - 21 * DAY, { editable: false }),
  ]);
  expect(namesOf(store, QUIET_ROBOTS)).toHaveLength(300);
});

it('offers nothing that was used or changed since', () => {
  const store = aStore();
  const disabled = [1, 2, 3].map((id) => aDisabled(id, NOW - 21 * DAY));
  readAll(store, PROD, disabled);
  store.keepUses(PROD, {
    log: { blind: null, from: NOW - 100 * DAY, projectsFrom: null, projects: null },
    cursor: '{}',
    uses: [
      { name: 'r1', at: NOW - DAY, what: 'pull a/b:1', projects: [] },
      { name: 'r3', at: NOW - 30 * DAY, what: 'pull a/b:1', projects: [] },
    ],
  });
  readAll(store, PROD, [
    ...disabled.filter(({ id }) => id !== 2),
    aDisabled(2, NOW - 2 * DAY, { description: 'still needed' }),
  ]);
  expect(namesOf(store, QUIET_ROBOTS)).toEqual(['robot$r3']);
});
