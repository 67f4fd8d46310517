import { expect, it } from 'vitest';
import { aRobot, aStore, at, DAY, NOW, PROD, readAll } from './fleet.ts';
import { anInstance } from './instances.ts';

it('reckons since when a robot was not seen on one clock, however Harbor\u2019s goes', () => {
  const store = aStore();
  store.saveInstances({ instances: [anInstance(PROD, {})], logins: [] });
  // Ninety and a half days ago here; a day later by Harbor's clock, which is a day ahead.
  const born = NOW - 90.5 * DAY;
  const robot = aRobot(1, { createdAt: born + DAY });
  readAll(store, PROD, [robot], { clockOffset: DAY });
  const log = { blind: null, from: NOW - 200 * DAY, projectsFrom: null, projects: null };
  store.keepUses(PROD, { log, cursor: '{}', uses: [] });

  const find = (query: string): number[] => [
    ...store.query({ query, scope: [], sort: { column: 'name', descending: false } }, at).keys,
  ];
  const keys = find('');
  expect(find('seen:>90d')).toEqual(keys);
  expect(find('seen:>91d')).toEqual([]);
  expect(store.rows(keys, at)[0]?.lastUse).toEqual({ kind: 'unseen', since: born });
});
