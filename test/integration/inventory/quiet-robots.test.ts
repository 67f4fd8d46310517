import { expect, it } from 'vitest';
import type { JournalEntry } from '../../../shared/contract/plans.ts';
import type { Store } from '../../../shared/inventory/store.ts';
import { aRobot, aStore, at, DAY, EU, NOW, PROD, readAll } from './fleet.ts';
import { anInstance } from './instances.ts';

const entry = (
  robotId: number,
  operation: string,
  ago: number,
  more: Partial<JournalEntry> = {},
): Omit<JournalEntry, 'id'> => ({
  at: NOW - ago,
  planId: null,
  instanceId: PROD,
  instanceName: 'prod',
  robotId,
  robotName: `robot$r${String(robotId)}`,
  operation,
  username: 'admin',
  changes: [],
  result: 'done',
  message: '',
  requestIds: [],
  ...more,
});

/** Robots 1 to 6 of prod, disabled three weeks ago at Harbor. */
function aFleet(): Store {
  const store = aStore();
  store.saveInstances({ instances: [anInstance(PROD, {}), anInstance(EU, {})], logins: [] });
  const robots = [1, 2, 3, 4, 5, 6].map((id) =>
    aRobot(id, { disabled: id !== 6, updatedAt: NOW - 21 * DAY }),
  );
  readAll(store, PROD, robots);
  return store;
}

const quiet = (store: Store, scope: string[] = []) =>
  store.overview({ scope, counted: [] }, at).quiet;

it('offers what was disabled here two weeks ago and missed by nobody', () => {
  const store = aFleet();
  expect(quiet(store)).toEqual([]);
  store.addToJournal(entry(1, 'disable', 21 * DAY));
  // Not long enough, not by us, not successful, enabled again meanwhile, or not disabled now.
  store.addToJournal(entry(2, 'disable', 13 * DAY));
  store.addToJournal(entry(4, 'disable', 21 * DAY, { result: 'refused' }));
  store.addToJournal(entry(5, 'disable', 30 * DAY));
  store.addToJournal(entry(5, 'enable', 21 * DAY));
  store.addToJournal(entry(6, 'disable', 21 * DAY));
  expect(quiet(store)).toEqual([{ instanceId: PROD, robotIds: [1] }]);
  expect(quiet(store, [EU])).toEqual([]);
  const query = { query: 'state:disabled id:1', scope: [PROD] };
  const { keys } = store.query({ ...query, sort: { column: 'name', descending: false } }, at);
  expect(keys).toHaveLength(1);
});

it('offers nothing that was used or changed since', () => {
  const store = aFleet();
  for (const id of [1, 2, 3]) store.addToJournal(entry(id, 'disable', 21 * DAY));
  store.keepUses(PROD, {
    log: { blind: null, from: NOW - 100 * DAY, projectsFrom: null, projects: null },
    cursor: '{}',
    uses: [{ name: 'r1', at: NOW - DAY, what: 'pull a/b:1', projects: [] }],
  });
  readAll(store, PROD, [
    ...[1, 3, 4, 5].map((id) => aRobot(id, { disabled: true, updatedAt: NOW - 21 * DAY })),
    aRobot(2, { disabled: true, updatedAt: NOW - 2 * DAY, description: 'still needed' }),
  ]);
  expect(quiet(store)).toEqual([{ instanceId: PROD, robotIds: [3] }]);
});
