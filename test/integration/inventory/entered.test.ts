import { expect, it } from 'vitest';
import type { SavedView } from '../../../shared/contract/robots.ts';
import { parseQuery } from '../../../shared/robots/query/parse.ts';
import { aRobot, aStore, anInventory, at, EU, namesOf, PROD, readAll } from './fleet.ts';
import { anInstance, LOGIN } from './instances.ts';

it('keeps instances and logins in the order in which they were saved', async () => {
  const inventory = await anInventory();
  expect(await inventory.storedInstances()).toEqual({ instances: [], logins: [] });
  const instances = [anInstance(EU, { name: 'eu' }), anInstance(PROD)];
  await inventory.saveInstances({ instances, logins: [LOGIN] });
  expect(await inventory.storedInstances()).toEqual({ instances, logins: [LOGIN] });
  const others = { instances: instances.toReversed().slice(1), logins: [] };
  await inventory.saveInstances(others);
  expect(await inventory.storedInstances()).toEqual(others);
});

it('finds robots by the name an instance has now', () => {
  const store = aStore();
  readAll(store, PROD, [aRobot(1)]);
  expect(namesOf(store, `instance:${PROD.slice(0, 8)}`)).toHaveLength(1);
  store.saveInstances({ instances: [anInstance(PROD, { name: 'Main one' })], logins: [] });
  expect(namesOf(store, 'instance:"main ONE"')).toHaveLength(1);
  store.saveInstances({ instances: [anInstance(PROD, { name: 'other' })], logins: [] });
  expect(namesOf(store, 'instance:"main ONE"')).toHaveLength(0);
});

it('forgets an instance with its tags, and leaves the others alone', () => {
  const store = aStore();
  readAll(store, PROD, [aRobot(1)]);
  readAll(store, EU, [aRobot(1)]);
  store.setTags([1, 2, 77], ['mine'], []);
  store.forgetInstance(PROD);
  expect(store.facts(at).map(({ instanceId }) => instanceId)).toEqual([EU]);
  readAll(store, PROD, [aRobot(1)]);
  expect(namesOf(store, 'tag:mine')).toHaveLength(1);
});

it('adds and removes tags without regard to case, and keeps them when the cache is cleared', () => {
  const store = aStore();
  readAll(store, PROD, [aRobot(1), aRobot(2)]);
  store.setTags([1, 2], ['Team A', 'ci'], []);
  store.setTags([2], ['team a', 'new'], ['CI']);
  expect(store.rows([1, 2], at).map(({ tags }) => tags)).toEqual([
    ['ci', 'Team A'],
    ['new', 'Team A'],
  ]);
  store.clearCache();
  expect(store.facts(at)).toEqual([]);
  expect(namesOf(store, '')).toEqual([]);
  readAll(store, PROD, [aRobot(1), aRobot(2)]);
  expect(namesOf(store, 'tag:"TEAM A"')).toHaveLength(2);
});

it('never gives a key of a removed robot to another one', () => {
  const store = aStore();
  readAll(store, PROD, [aRobot(1), aRobot(2)]);
  store.clearCache();
  readAll(store, PROD, [aRobot(1)]);
  expect(store.rows([1, 2], at)).toEqual([]);
  expect(store.rows([3], at)).toHaveLength(1);
});

const VIEW: Omit<SavedView, 'builtIn'> = {
  id: 'mine',
  name: 'Mine',
  query: 'tag:mine',
  sort: { column: 'created', descending: true },
};

it('has its own views first, then saved ones, and guards its own', () => {
  const store = aStore();
  const own = store.views();
  expect(own.map(({ id }) => id)).toEqual([
    'all',
    'expiring',
    'expired',
    'never-expires',
    'pushes-everywhere',
    'makes-robots',
    'disabled',
    'unused',
    'needs-repair',
  ]);
  for (const { query } of own) expect(parseQuery(query).errors).toEqual([]);
  expect(store.saveView(VIEW).at(-1)).toEqual({ ...VIEW, builtIn: false });
  const renamed = { ...VIEW, name: 'Ours' };
  expect(store.saveView(renamed)).toHaveLength(own.length + 1);
  expect(store.views().at(-1)).toEqual({ ...renamed, builtIn: false });
  expect(store.removeView('mine')).toEqual(own);
  expect(() => store.removeView('all')).toThrow('cannot be changed');
  expect(() => store.saveView({ ...VIEW, id: 'expired' })).toThrow('cannot be changed');
});

it('says what is wrong with a query, and where', () => {
  const store = aStore();
  const sort = { column: 'name', descending: false } as const;
  const ask = (): unknown => store.query({ query: 'ci stat:gone', scope: [], sort }, at);
  expect(ask).toThrow(
    expect.objectContaining({
      code: 'query-invalid',
      details: { errors: [expect.objectContaining({ from: 3, to: 7 })] },
    }) as Error,
  );
});

it('answers the longest query there can be', () => {
  const store = aStore();
  readAll(store, PROD, [aRobot(1)]);
  const query = Array.from({ length: 200 }, (_, place) => `-x${place}`).join(' ');
  expect(namesOf(store, query)).toHaveLength(1);
});

it('finds robots and projects by part of their name, best first', () => {
  const store = aStore();
  const project = { level: 'project', projectId: 7, projectName: 'cities' } as const;
  readAll(store, PROD, [
    aRobot(1, { name: 'robot$not-ci' }),
    aRobot(2, { name: 'robot$ci-main' }),
    aRobot(3, { name: 'robot$cities+x', ...project }),
  ]);
  const { robots, projects } = store.find('CI', at);
  expect(robots.map(({ shortName }) => shortName)).toEqual(['ci-main', 'not-ci', 'x']);
  expect(projects).toEqual([{ instanceId: PROD, name: 'cities', robots: 1 }]);
  expect(store.find('  ', at)).toEqual({ robots: [], projects: [] });
});
