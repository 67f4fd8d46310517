import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closeFiles, openFiles } from '../../../shared/inventory/database/files.ts';
import { createHistory, type HistoryLimits } from '../../../shared/inventory/history/history.ts';
import type { Store } from '../../../shared/inventory/store.ts';
import { aFolder, aRobot, aStore, at, DAY, EU, NOW, PROD, readAll } from './fleet.ts';
import { after, known, search, told } from './told-history.ts';

const keyOf = (store: Store, id: number): number => {
  const sort = { column: 'name', descending: false } as const;
  const query = { query: `id:${id} state:gone,active,disabled,legacy`, scope: [], sort };
  return store.query(query, at).keys[0] ?? expect.fail(`robot ${id} is not there`);
};

describe('reading it', () => {
  it('finds by text, instance, kind and robot, a page at a time', () => {
    const store = known();
    readAll(store, EU, [aRobot(1), aRobot(2)]);
    readAll(store, EU, [aRobot(1, { description: 'ÄRGER', updatedAt: NOW }), aRobot(2)]);
    after(store, { disabled: true });
    expect(told(store, { text: 'ärger' })).toMatchObject([{ instanceId: EU }]);
    expect(told(store, { ids: [PROD] })).toMatchObject([{ kinds: ['state'] }]);
    expect(told(store, { kinds: ['description', 'gone'] })).toMatchObject([{ instanceId: EU }]);
    const key = keyOf(store, 1);
    const ofRobot = told(store, { robotKey: key });
    expect(ofRobot).toHaveLength(1);
    expect(ofRobot[0]?.robotKey).toBe(key);
    const [newest] = told(store, { count: 1 });
    expect(told(store, { before: newest?.id ?? 0 })).toHaveLength(1);
    expect(store.historyEntries(search({ count: 1 })).total).toBe(2);
  });

  it('outlives the cache and an instance, and is not taken for another robot of the id', () => {
    const store = known();
    after(store, { disabled: true });
    store.clearCache();
    expect(told(store)).toMatchObject([{ robotKey: null }]);
    readAll(store, PROD, [aRobot(1), aRobot(2)]);
    expect(told(store, { robotKey: keyOf(store, 1) })).toHaveLength(1);
    store.forgetInstance(PROD);
    readAll(store, PROD, [aRobot(1, { createdAt: NOW })]);
    expect(told(store, { robotKey: keyOf(store, 1) })).toEqual([]);
    expect(told(store)).toHaveLength(1);
  });

  it('is kept for a year', () => {
    const folder = aFolder();
    const store = aStore(folder);
    readAll(store, PROD, [aRobot(1), aRobot(2)]);
    readAll(store, PROD, [aRobot(1, { updatedAt: NOW }), aRobot(2, { updatedAt: NOW })]);
    const file = new DatabaseSync(join(folder, 'state.db'));
    file.exec(`UPDATE history SET at = at - ${String(367 * DAY)} WHERE robot_id = 1`);
    file.close();
    readAll(store, PROD, [aRobot(1, { updatedAt: NOW }), aRobot(2, { updatedAt: NOW })]);
    expect(told(store)).toMatchObject([{ robotId: 2 }]);
  });

  it('is bounded in rows and in size, and the oldest goes first', () => {
    const files = openFiles({ folder: aFolder() });
    const kept = (limits: Partial<HistoryLimits>): (number | null)[] => {
      const history = createHistory(files.db, { days: 366, rows: 9_999, size: 1e9, ...limits });
      history.prune(NOW);
      return history.search(search()).entries.map(({ robotId }) => robotId);
    };
    const history = createHistory(files.db);
    for (let robotId = 1; robotId <= 1_200; robotId += 1) {
      history.add({
        at: NOW,
        since: null,
        updatedAt: 0,
        createdAt: 0,
        instanceId: PROD,
        instanceName: 'prod',
        robotId,
        robotName: 'robot$ci',
        kinds: ['description'],
        changes: [{ field: 'description', from: '', to: 'd'.repeat(1_000) }],
        count: 1,
      });
    }
    expect(kept({})).toHaveLength(200);
    expect(kept({ rows: 100 })).toEqual(Array.from({ length: 100 }, (_, place) => 1_200 - place));
    const few = kept({ size: 50_000 });
    expect(few[0]).toBe(1_200);
    expect(few.length).toBeGreaterThan(10);
    expect(few.length).toBeLessThan(25);
    closeFiles(files);
  });
});
