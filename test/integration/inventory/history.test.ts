import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { closeFiles, openFiles } from '../../../shared/inventory/database/files.ts';
import { createHistory, type HistoryLimits } from '../../../shared/inventory/history/history.ts';
import type { HistorySearch } from '../../../shared/inventory/inventory.ts';
import type { Store } from '../../../shared/inventory/store.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import { aFolder, aRobot, aStore, at, DAY, entry, EU, NOW, PROD, read, readAll } from './fleet.ts';

const search = (more: Partial<HistorySearch> = {}): HistorySearch => ({
  text: '',
  ids: [],
  robotKey: null,
  kinds: [],
  before: null,
  count: 200,
  ...more,
});

const told = (store: Store, more: Partial<HistorySearch> = {}) =>
  store.historyEntries(search(more)).entries;

const keyOf = (store: Store, id: number): number => {
  const sort = { column: 'name', descending: false } as const;
  const query = { query: `id:${id} state:gone,active,disabled,legacy`, scope: [], sort };
  return store.query(query, at).keys[0] ?? expect.fail(`robot ${id} is not there`);
};

/** An instance that was read once, with robots 1 to 3. */
const known = (more: Partial<Robot> = {}): Store => {
  const store = aStore();
  readAll(store, PROD, [aRobot(1, more), aRobot(2), aRobot(3)]);
  return store;
};

/** The second reading finds robot 1 like this. */
const after = (store: Store, more: Partial<Robot>, before: Partial<Robot> = {}) => {
  const one = aRobot(1, { ...before, updatedAt: NOW - 60, ...more });
  readAll(store, PROD, [one, aRobot(2), aRobot(3)]);
  return told(store);
};

describe('what a sync finds changed', () => {
  it('is nothing at the first reading, and nothing where nothing changed', () => {
    const store = known();
    expect(told(store)).toEqual([]);
    readAll(store, PROD, [aRobot(1), aRobot(2), aRobot(3)]);
    expect(store.historyEntries(search())).toEqual({ entries: [], total: 0 });
  });

  it('tells robots that are new, gone, and back', () => {
    const store = known();
    const fourth = aRobot(4, { createdAt: NOW + 10 });
    readAll(store, PROD, [aRobot(1), aRobot(2), fourth]);
    expect(told(store)).toMatchObject([
      { kinds: ['gone'], robotId: 3, robotName: 'robot$r3', since: NOW, count: 1 },
      { kinds: ['added'], robotId: 4, robotName: 'robot$r4', instanceId: PROD },
    ]);
    readAll(store, PROD, [aRobot(1), aRobot(2), aRobot(3), fourth]);
    expect(told(store)[0]).toMatchObject({ kinds: ['returned'], robotId: 3 });
    expect(told(store)).toHaveLength(3);
  });

  it('says of robots that were there before that they are seen for the first time', () => {
    const store = known();
    const robots = [aRobot(1), aRobot(2), aRobot(3), aRobot(4)];
    readAll(store, PROD, robots);
    expect(told(store)).toMatchObject([{ kinds: ['seen'], robotId: 4 }]);
    const many = Array.from({ length: 200 }, (_, place) => aRobot(place + 10));
    readAll(store, PROD, [...robots, ...many]);
    expect(told(store)).toMatchObject([{ kinds: ['seen'], robotId: null, count: 200 }, {}]);
  });

  it('tells permissions as what came and what went', () => {
    const before = [entry('project', 'library', 'repository:pull', 'repository:push')];
    const permissions = [
      entry('project', 'library', 'repository:pull', 'tag:list'),
      entry('system', '/', 'robot:create:deny'),
    ];
    const [one, ...others] = after(known({ permissions: before }), { permissions });
    expect(others).toEqual([]);
    expect(one).toMatchObject({ kinds: ['permissions'], robotId: 1, updatedAt: NOW - 60 });
    expect(one?.changes).toContainEqual({
      field: 'permissions removed',
      from: 'repository:push on library',
      to: '',
    });
    expect(one?.changes).toContainEqual({
      field: 'permissions added',
      from: '',
      to: 'tag:list on library, robot:create (deny) on the system',
    });
  });

  it('tells state, expiry and description, all in one entry', () => {
    const [one] = after(known(), {
      disabled: true,
      description: 'x',
      duration: 30,
      expiresAt: NOW + DAY,
    });
    expect(one?.kinds.toSorted()).toEqual(['description', 'expiry', 'state']);
    expect(one?.changes).toContainEqual({ field: 'state', from: 'enabled', to: 'disabled' });
    expect(one?.changes).toContainEqual({ field: 'description', from: '', to: 'x' });
  });

  it('takes an update time that moved alone for a new secret', () => {
    expect(after(known(), {})).toMatchObject([{ kinds: ['secret'], changes: [] }]);
  });

  it('sees that a legacy robot got a secret', () => {
    const legacy = { editable: false, name: 'robot$r1', permissions: [] };
    const [one] = after(known(legacy), {
      name: 'robot$robot$r1',
      editable: true,
      permissions: [],
    });
    expect(one).toMatchObject({ kinds: ['secret'], changes: [{ from: 'legacy' }] });
  });

  it('tells a new prefix once, however many robots have it', () => {
    const store = aStore();
    const ids = Array.from({ length: 40 }, (_, place) => place + 1);
    readAll(
      store,
      PROD,
      ids.map((id) => aRobot(id)),
    );
    const renamed = ids.map((id) => aRobot(id, { name: `bot-r${id}` }));
    readAll(store, PROD, renamed, { prefix: 'bot-' });
    expect(told(store)).toMatchObject([
      {
        kinds: ['renamed'],
        robotId: null,
        count: 40,
        changes: [{ field: 'prefix', from: 'robot$', to: 'bot-' }],
      },
    ]);
    readAll(store, PROD, renamed, { prefix: 'bot-' });
    expect(told(store)).toHaveLength(1);
  });

  it('says nothing of a prefix that this login could not tell', () => {
    const store = aStore();
    readAll(store, PROD, [aRobot(1, { name: 'bot-r1' })], { prefix: 'bot-' });
    readAll(store, PROD, [aRobot(1, { name: 'bot-r1' })], { prefix: 'robot$' });
    readAll(store, PROD, [aRobot(1, { name: 'bot-r1' })], { prefix: 'bot-' });
    expect(told(store)).toEqual([]);
  });

  it('tells an instance on which nobody is known once, and none of its robots', () => {
    const store = known();
    for (const _ of [1, 2]) readAll(store, PROD, [aRobot(11, { createdAt: NOW + 1 })]);
    expect(told(store)).toMatchObject([{ kinds: ['replaced'], robotId: null, count: 3 }]);
  });

  it('keeps what a reading found that did not come to its end', () => {
    const store = known();
    const reading = store.beginReading(PROD);
    store.writeRobots(reading, [read(aRobot(1, { disabled: true, updatedAt: NOW }))]);
    store.abandonReading(reading);
    readAll(store, PROD, [aRobot(1, { disabled: true, updatedAt: NOW }), aRobot(2), aRobot(3)]);
    expect(told(store)).toMatchObject([{ kinds: ['state'] }]);
  });

  it('cuts what is longer than anybody reads', () => {
    const [one] = after(known(), { description: 'd'.repeat(1_000_000) });
    expect(one?.changes[0]?.to.length).toBeLessThan(10_000);
  });
});

describe('what Purser did', () => {
  const before = aRobot(1);
  const ours = aRobot(1, { disabled: true, updatedAt: NOW - 60 });

  it('is no history, whether a sync comes before or after it is read back', () => {
    const store = known();
    store.writeRobot(PROD, read(ours), { before });
    after(store, { disabled: true });
    expect(told(store)).toEqual([]);
    const other = known();
    expect(after(other, { disabled: true })).toHaveLength(1);
    other.writeRobot(PROD, read(ours), { before });
    expect(told(other)).toEqual([]);
  });

  it('does not hide what somebody else did before', () => {
    const store = known();
    const fresh = { ...before, description: 'theirs', updatedAt: NOW - 100 };
    store.writeRobot(PROD, read({ ...ours, description: 'theirs' }), { before: fresh });
    expect(told(store)).toMatchObject([{ kinds: ['description'], updatedAt: NOW - 100 }]);
    const seen = known();
    readAll(seen, PROD, [fresh, aRobot(2), aRobot(3)]);
    readAll(seen, PROD, [{ ...ours, description: 'theirs' }, aRobot(2), aRobot(3)]);
    seen.writeRobot(PROD, read({ ...ours, description: 'theirs' }), { before: fresh });
    expect(told(seen)).toMatchObject([{ kinds: ['description'] }]);
  });

  it('is not what a check finds', () => {
    const store = known();
    store.writeRobot(PROD, read(ours));
    store.markGone(PROD, 2, NOW);
    expect(told(store)).toMatchObject([{ kinds: ['gone'], robotId: 2 }, { kinds: ['state'] }]);
  });

  it('may be deleting, also where a sync finds that first', () => {
    const store = known();
    store.markGone(PROD, 1, NOW, true);
    expect(told(store)).toEqual([]);
    readAll(store, PROD, [aRobot(3)]);
    expect(told(store)).toHaveLength(1);
    store.markGone(PROD, 2, NOW, true);
    expect(told(store)).toEqual([]);
  });

  it('may be making, also in the middle of a sync', () => {
    const store = known();
    const made = aRobot(9, { createdAt: NOW + 5, updatedAt: NOW + 5 });
    const reading = store.beginReading(PROD);
    store.writeRobots(
      reading,
      [1, 2, 3].map((id) => read(aRobot(id))),
    );
    store.writeRobot(PROD, read(made), { before: null });
    expect(
      store.finishReading(reading, {
        asOf: NOW,
        systemRead: true,
        projectsRead: [],
        allProjects: true,
        harborVersion: '',
        clockOffset: 0,
        catalogue: null,
        userNames: {},
        prefix: 'robot$',
        facts: '{}',
      }),
    ).toMatchObject({ gone: 0, robots: 4 });
    expect(told(store)).toEqual([]);
    const other = known();
    readAll(other, PROD, [aRobot(1), aRobot(2), aRobot(3), made]);
    expect(told(other)).toHaveLength(1);
    other.writeRobot(PROD, read(made), { before: null });
    expect(told(other)).toEqual([]);
    expect(readAll(other, PROD, [aRobot(1), aRobot(2), aRobot(3), made])).toMatchObject({
      written: 0,
    });
  });
});

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
