import { describe, expect, it } from 'vitest';
import { aRobot, aStore, DAY, entry, NOW, PROD, read, readAll } from './fleet.ts';
import { after, known, search, told } from './told-history.ts';

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
        projectCreation: null,
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
