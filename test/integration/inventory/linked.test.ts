import { expect, it } from 'vitest';
import type { KnownSet } from '../../../shared/contract/linked.ts';
import type { Store } from '../../../shared/inventory/store.ts';
import { aRobot, aStore, at, entry, EU, PROD, readAll } from './fleet.ts';

const byName = { column: 'name', descending: false } as const;

const setsOf = (store: Store, query = '', scope: string[] = []): readonly KnownSet[] => {
  const { keys } = store.linkedQuery({ query, scope, sort: byName }, at);
  return store.linkedSets([...keys], at);
};

/** "ci: PROD EU(permissions)". */
const told = (sets: readonly KnownSet[]): string[] =>
  sets.map(({ shortName, robots }) => {
    const cells = robots.map(({ instanceId, differs }) => {
      const name = instanceId === PROD ? 'PROD' : 'EU';
      return differs.length === 0 ? name : `${name}(${differs.join(' ')})`;
    });
    return `${shortName}: ${cells.join(' ')}`;
  });

const twoHarbors = (): Store => {
  const store = aStore();
  const wide = [entry('project', '*', 'repository:pull')];
  readAll(store, PROD, [
    aRobot(1, { name: 'robot$ci' }),
    aRobot(2, { name: 'robot$scan' }),
    aRobot(3, { name: 'robot$old', disabled: true }),
  ]);
  readAll(store, EU, [
    aRobot(7, { name: 'robot$ci', permissions: wide }),
    aRobot(8, { name: 'robot$old', description: 'of 2021', disabled: true }),
    aRobot(9, { name: 'robot$Scan' }),
  ]);
  return store;
};

it('folds robots of the same name, level and project, and says what differs', () => {
  const store = twoHarbors();
  expect(told(setsOf(store))).toEqual([
    'ci: PROD EU(permissions)',
    'old: PROD EU(description)',
    'scan: PROD',
    'Scan: EU',
  ]);
  const { keys, robots } = store.linkedQuery({ query: '', scope: [], sort: byName }, at);
  expect([keys.length, robots]).toEqual([4, 6]);
});

it('shows a set when one of its robots fits, with all of them', () => {
  const store = twoHarbors();
  expect(told(setsOf(store, 'description:~2021'))).toEqual(['old: PROD EU(description)']);
  expect(told(setsOf(store, '', [EU]))).toEqual([
    'ci: PROD EU(permissions)',
    'old: PROD EU(description)',
    'Scan: EU',
  ]);
});

it('takes permissions that mean the same as the same', () => {
  const store = aStore();
  readAll(store, PROD, [aRobot(1, { permissions: [entry('project', 'library', 'a:b', 'c:d')] })]);
  const other = [entry('project', 'library', 'c:d:allow'), entry('project', 'library', 'a:b')];
  readAll(store, EU, [aRobot(1, { permissions: other })]);
  expect(told(setsOf(store))).toEqual(['r1: PROD EU']);
});

it('keeps project robots of different projects apart', () => {
  const store = aStore();
  const inProject = (project: string) => ({
    name: `robot$${project}+ci`,
    level: 'project' as const,
    projectId: 5,
    projectName: project,
  });
  readAll(store, PROD, [aRobot(1, inProject('web'))]);
  readAll(store, EU, [aRobot(1, inProject('api'))]);
  expect(told(setsOf(store))).toEqual(['ci: PROD', 'ci: EU']);
});

it('links robots of different names by hand, takes them apart again, and outlives the cache', () => {
  const store = twoHarbors();
  const [scan, capital] = setsOf(store).filter(({ shortName }) => /scan/i.test(shortName));
  store.linkRobots([scan?.key ?? 0, capital?.key ?? 0]);
  const linked = setsOf(store, 'name:scan');
  expect(linked).toMatchObject([{ byHand: true, robots: [{ robotId: 2 }, { robotId: 9 }] }]);

  store.clearCache();
  readAll(store, PROD, [aRobot(2, { name: 'robot$scan' })]);
  readAll(store, EU, [aRobot(9, { name: 'robot$Scan' })]);
  const [again] = setsOf(store);
  expect(again?.robots).toHaveLength(2);

  store.unlinkRobots([again?.key ?? 0]);
  expect(told(setsOf(store))).toEqual(['scan: PROD', 'Scan: EU']);
});

it('adds to a set that is linked already', () => {
  const store = twoHarbors();
  const keyOf = (name: string, instance: string): number =>
    setsOf(store)
      .filter(({ shortName }) => shortName === name)
      .flatMap(({ robots }) => robots)
      .find(({ instanceId }) => instanceId === instance)?.key ?? 0;
  store.linkRobots([keyOf('scan', PROD), keyOf('Scan', EU)]);
  store.linkRobots([keyOf('scan', PROD), keyOf('ci', EU)]);
  expect(setsOf(store, 'name:scan')[0]?.robots).toHaveLength(3);
});

it('shows no robot that is gone, and forgets the links of a removed instance', () => {
  const store = twoHarbors();
  const [ci] = setsOf(store, 'name:ci');
  store.linkRobots((ci?.robots ?? []).map(({ key }) => key));
  store.markGone(EU, 7, at.now);
  expect(told(setsOf(store, 'name:ci'))).toEqual(['ci: PROD']);
  store.forgetInstance(EU);
  readAll(store, EU, [aRobot(7, { name: 'robot$other' })]);
  expect(told(setsOf(store, 'name:other'))).toEqual(['other: EU']);
});
