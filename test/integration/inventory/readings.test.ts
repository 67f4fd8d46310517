import { describe, expect, it } from 'vitest';
import type { Store } from '../../../shared/inventory/store.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import {
  aRobot,
  aStore,
  at,
  DAY,
  entry,
  namesOf,
  NOW,
  PROD,
  read,
  readAll,
  wholeEnd,
} from './fleet.ts';

const inProject = (id: number, project: number, more: Partial<Robot> = {}): Robot =>
  aRobot(id, {
    name: `robot$p${project}+r${id}`,
    level: 'project',
    projectId: project,
    projectName: `p${project}`,
    ...more,
  });

const keysOf = (store: Store, query: string): number[] => [
  ...store.query({ query, scope: [], sort: { column: 'name', descending: false } }, at).keys,
];

describe('writing', () => {
  it('writes nothing for a fleet that did not change', () => {
    const store = aStore();
    const robots = [aRobot(1), inProject(2, 1), inProject(3, 1, { permissions: [] })];
    expect(readAll(store, PROD, robots)).toMatchObject({ written: 3, gone: 0 });
    expect(readAll(store, PROD, robots)).toMatchObject({ written: 0, gone: 0, robots: 3 });
  });

  it('writes the one robot that changed, under its old key', () => {
    const store = aStore();
    readAll(store, PROD, [aRobot(1), aRobot(2)]);
    const [, before] = keysOf(store, '');
    const changed = aRobot(2, { description: 'new', updatedAt: NOW });
    expect(readAll(store, PROD, [aRobot(1), changed])).toMatchObject({ written: 1 });
    expect(keysOf(store, 'description:new')).toEqual([before]);
  });

  it('knows stale permissions of a robot that is read alone, gone as well as come', () => {
    const store = aStore();
    const fine = aRobot(1);
    const stale = aRobot(1, { permissions: [entry('project', 'library', 'helm-chart:read')] });
    readAll(store, PROD, [stale]);
    const [key] = keysOf(store, 'state:stale-permissions');
    store.writeRobot(PROD, read(fine), { before: stale });
    expect(keysOf(store, 'state:stale-permissions')).toEqual([]);
    store.writeRobot(PROD, read(stale), { before: fine });
    expect(keysOf(store, 'state:stale-permissions')).toEqual([key]);
    store.writeRobot(PROD, read({ ...stale, id: 2, name: 'robot$r2' }), { before: null });
    expect(keysOf(store, 'state:stale-permissions')).toHaveLength(2);
  });

  it('keeps fields of Harbor that nobody knows, and gives its answer back', () => {
    const store = aStore();
    const robot = aRobot(1);
    const one = read(robot, { shiny_new_field: { deep: [1, 'two'] } });
    const reading = store.beginReading(PROD);
    store.writeRobots(reading, [one]);
    store.finishReading(reading, wholeEnd());
    const [key = 0] = keysOf(store, '');
    expect(JSON.parse(store.detail(key, at).raw)).toEqual(JSON.parse(one.raw));
    const again = store.beginReading(PROD);
    const changed = read(robot, { shiny_new_field: { deep: [1, 'three'] } });
    expect(store.writeRobots(again, [changed])).toEqual({ written: 1 });
    store.abandonReading(again);
    expect(JSON.parse(store.detail(key, at).raw)).toEqual(JSON.parse(changed.raw));
  });

  it('takes ids up to 2^53 - 1, long names, and a description of 10 MB', () => {
    const store = aStore();
    const id = Number.MAX_SAFE_INTEGER;
    const name = `robot$${'n'.repeat(249)}`;
    const description = 'd'.repeat(10 * 1_024 * 1_024);
    readAll(store, PROD, [aRobot(id, { name, description }), aRobot(2 ** 31)]);
    const [key = 0] = keysOf(store, `id:${id}`);
    const [row] = store.rows([key], at);
    expect(row).toMatchObject({ id, name });
    expect(row?.description.length).toBe(1_024);
    expect(store.detail(key, at).description).toBe(description);
    expect(keysOf(store, `id:>${2 ** 31 - 1}`)).toHaveLength(2);
  });

  it('keeps permission sets once, and those of unknown kinds as they are', () => {
    const store = aStore();
    const odd = [entry('galaxy', 'andromeda', 'star:ignite:maybe'), entry('project', '*', 'a:b')];
    readAll(store, PROD, [aRobot(1, { permissions: odd }), aRobot(2, { permissions: odd })]);
    const [key = 0] = keysOf(store, 'can:a:b@*');
    expect(store.detail(key, at).permissionEntries).toEqual(odd);
    expect(keysOf(store, 'can:star:ignite')).toEqual([]);
  });

  it('names creators as soon as their names are known, also on robots that did not change', () => {
    const store = aStore();
    const robots = [aRobot(1), aRobot(2, { creator: { type: 'robot', ref: 1 } })];
    readAll(store, PROD, robots, { userNames: {} });
    const creators = (): string[] =>
      store.rows(keysOf(store, ''), at).map(({ createdBy }) => createdBy);
    expect(creators()).toEqual(['user 1', 'robot$r1']);
    expect(readAll(store, PROD, robots, { userNames: { 1: 'root' } })).toMatchObject({
      written: 0,
    });
    expect(creators()).toEqual(['root', 'robot$r1']);
    readAll(store, PROD, robots, { userNames: { 1: '' } });
    expect(creators()).toEqual(['root', 'robot$r1']);
  });

  it('takes names apart by the prefix that the reading ends with', () => {
    const store = aStore();
    const robots = [aRobot(1, { name: 'bot-ci' }), inProject(2, 1, { name: 'bot-p1+ci' })];
    readAll(store, PROD, robots, { prefix: 'bot-' });
    for (const row of store.rows(keysOf(store, 'name:ci'), at)) {
      expect(row).toMatchObject({ shortName: 'ci' });
    }
    expect(keysOf(store, 'name:ci')).toHaveLength(2);
  });
});

describe('what a Harbor accepts', () => {
  const catalogue = { system: ['robot:create'], project: ['repository:pull'] };
  const robots = [
    aRobot(1),
    aRobot(2, { permissions: [entry('project', 'library', 'helm-chart:read')] }),
    aRobot(3, { permissions: [entry('system', '/', 'robot:create', 'export-cve:read')] }),
    aRobot(4, { permissions: [] }),
  ];

  it('marks what its catalogue no longer has', () => {
    const store = aStore();
    readAll(store, PROD, robots, { catalogue });
    expect(namesOf(store, 'state:stale-permissions')).toEqual(['robot$r2', 'robot$r3']);
    expect(namesOf(store, 'state:no-permissions')).toEqual(['robot$r4']);
    const [key = 0] = keysOf(store, 'name:r3');
    expect(store.detail(key, at)).toMatchObject({
      accepted: catalogue,
      flags: ['stale-permissions'],
    });
  });

  it('takes the release for what the Harbor did not say, and marks nothing it cannot know', () => {
    const store = aStore();
    readAll(store, PROD, robots, { catalogue: { system: [], project: ['repository:pull'] } });
    expect(namesOf(store, 'state:stale-permissions')).toEqual(['robot$r2', 'robot$r3']);
    readAll(store, PROD, robots, { harborVersion: 'v2.9.5' });
    expect(namesOf(store, 'state:stale-permissions')).toEqual([]);
    readAll(store, PROD, robots, { harborVersion: 'our-own-build' });
    expect(namesOf(store, 'state:stale-permissions')).toEqual([]);
  });
});

describe('clocks', () => {
  const expiring = aRobot(1, { expiresAt: NOW + 3_600, duration: 30 });

  it('puts expiries on our clock, but not for less than a minute', () => {
    const store = aStore();
    const expiry = (): number => store.rows(keysOf(store, ''), at)[0]?.expiresAt ?? 0;
    readAll(store, PROD, [expiring], { clockOffset: 7_200 });
    expect(expiry()).toBe(NOW - 3_600);
    expect(namesOf(store, 'state:expired')).toEqual(['robot$r1']);
    readAll(store, PROD, [expiring], { clockOffset: 7_203 });
    expect(expiry()).toBe(NOW - 3_600);
    readAll(store, PROD, [expiring, aRobot(2)], { clockOffset: 59.4 });
    expect(expiry()).toBe(NOW + 3_600);
    expect(namesOf(store, 'state:never')).toEqual(['robot$r2']);
    expect(store.facts(at)).toMatchObject([{ clockOffset: 59.4 }]);
  });

  it('keeps expiries beyond any calendar apart from never', () => {
    const store = aStore();
    readAll(store, PROD, [aRobot(1, { expiresAt: NOW + 2_147_483_646 * DAY }), aRobot(2)]);
    expect(namesOf(store, 'expiry:later')).toEqual(['robot$r1']);
    expect(namesOf(store, 'expires:never')).toEqual(['robot$r2']);
  });
});

describe('who is gone', () => {
  const fleet = [aRobot(1), aRobot(2), inProject(3, 1), inProject(4, 1), inProject(5, 2)];

  /** Reads some of it, as far as it could be read. */
  function readSome(store: Store, robots: readonly Robot[], end: Parameters<typeof wholeEnd>[0]) {
    const reading = store.beginReading(PROD);
    store.writeProjects(reading, [
      { id: 1, name: 'p1' },
      { id: 2, name: 'p2' },
    ]);
    store.writeRobots(
      reading,
      robots.map((robot) => read(robot)),
    );
    return store.finishReading(reading, wholeEnd({ asOf: NOW + 60, ...end }));
  }

  const known = (): Store => {
    const store = aStore();
    readAll(store, PROD, fleet);
    return store;
  };

  it('is who was missing from a listing that was read whole, and nobody else', () => {
    const store = known();
    const result = readSome(store, [aRobot(1), inProject(3, 1)], { projectsRead: [1] });
    expect(result).toEqual({ robots: 3, written: 0, gone: 2, replaced: false });
    expect(namesOf(store, '')).toEqual(['robot$r1', 'robot$p1+r3', 'robot$p2+r5']);
    expect(namesOf(store, 'state:gone')).toEqual(['robot$r2', 'robot$p1+r4']);
  });

  it('is nobody where no listing was read whole', () => {
    const store = known();
    const end = { systemRead: false, allProjects: false };
    expect(readSome(store, [aRobot(1)], end)).toMatchObject({ gone: 0, robots: 5 });
    expect(readSome(store, [], end)).toMatchObject({ gone: 0, robots: 5, replaced: false });
  });

  it('are the robots of a project that is no longer there, if the list of projects is whole', () => {
    const store = known();
    const reading = (allProjects: boolean) => {
      const id = store.beginReading(PROD);
      store.writeProjects(id, [{ id: 1, name: 'p1' }]);
      store.writeRobots(
        id,
        fleet.slice(0, 4).map((robot) => read(robot)),
      );
      return store.finishReading(id, wholeEnd({ projectsRead: [1], allProjects }));
    };
    expect(reading(false)).toMatchObject({ gone: 0 });
    expect(store.facts(at)).toMatchObject([{ projects: 2 }]);
    expect(reading(true)).toMatchObject({ gone: 1 });
    expect(namesOf(store, 'state:gone')).toEqual(['robot$p2+r5']);
    expect(store.facts(at)).toMatchObject([{ projects: 1 }]);
  });

  it('comes back under the same key, with its tags', () => {
    const store = known();
    const [key = 0] = keysOf(store, 'name:r2');
    store.setTags([key], ['mine'], []);
    readSome(store, [aRobot(1)], { allProjects: false });
    expect(store.detail(key, at)).toMatchObject({
      state: 'gone',
      goneSince: NOW + 60,
      lastRead: expect.any(Number) as number,
      tags: ['mine'],
    });
    expect(readSome(store, [aRobot(1), aRobot(2)], { allProjects: false })).toMatchObject({
      written: 1,
      gone: 0,
    });
    expect(keysOf(store, 'tag:mine')).toEqual([key]);
    expect(store.detail(key, at)).toMatchObject({ state: 'active', goneSince: null });
  });

  it('says when a robot was last read, where its listing could not be read since', () => {
    const store = known();
    readSome(store, fleet.slice(0, 4), { asOf: NOW + 99, projectsRead: [1], allProjects: false });
    const lastRead = (name: string): number =>
      store.detail(keysOf(store, `name:${name}`)[0] ?? 0, at).lastRead;
    const firstSeen = store.detail(keysOf(store, 'name:r5')[0] ?? 0, at).firstSeen;
    expect(lastRead('r1')).toBe(Math.max(firstSeen, NOW + 99));
    expect(lastRead('r5')).toBe(Math.max(firstSeen, NOW));
  });

  it('is nobody after a reading that was abandoned, which keeps what it wrote', () => {
    const store = known();
    const reading = store.beginReading(PROD);
    store.writeRobots(reading, [read(aRobot(6))]);
    store.abandonReading(reading);
    expect(namesOf(store, '')).toHaveLength(6);
    expect(store.facts(at)).toMatchObject([{ asOf: NOW }]);
    expect(() => store.writeRobots(reading, [])).toThrow('interrupted');
  });
});
