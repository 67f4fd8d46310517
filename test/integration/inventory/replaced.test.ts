import { describe, expect, it } from 'vitest';
import type { Store } from '../../../shared/inventory/store.ts';
import { aRobot, aStore, at, DAY, namesOf, NOW, PROD, readAll } from './fleet.ts';

const OLD = [aRobot(1), aRobot(2), aRobot(3)];

/** Same ids, other robots: another Harbor counts from one again. */
const another = (id: number) => aRobot(id, { name: `robot$new${id}`, createdAt: NOW - DAY + id });

const known = (): Store => {
  const store = aStore();
  readAll(store, PROD, OLD);
  const { keys } = store.query(
    { query: '', scope: [], sort: { column: 'name', descending: false } },
    at,
  );
  store.setTags([...keys], ['old'], []);
  return store;
};

const isReplaced = (store: Store): boolean => store.facts(at)[0]?.replaced ?? false;

describe('an instance on which none of the known robots is found', () => {
  it('loses nobody before somebody has said why', () => {
    const store = known();
    const fresh = [aRobot(11), aRobot(12)];
    for (const _ of [1, 2]) {
      expect(readAll(store, PROD, fresh)).toMatchObject({ replaced: true, gone: 0 });
      expect(namesOf(store, '')).toHaveLength(5);
      expect(isReplaced(store)).toBe(true);
    }
    expect(readAll(store, PROD, [])).toMatchObject({ replaced: true, gone: 0 });
  });

  it('forgets the old robots and their tags if it is a new Harbor', () => {
    const store = known();
    readAll(store, PROD, [aRobot(11)]);
    store.answerReplaced(PROD, 'new-harbor');
    expect(namesOf(store, '')).toEqual(['robot$r11']);
    expect(namesOf(store, 'state:gone')).toEqual([]);
    expect(isReplaced(store)).toBe(false);
    expect(readAll(store, PROD, OLD)).toMatchObject({ replaced: true });
    expect(namesOf(store, 'tag:old')).toEqual([]);
  });

  it('keeps the old robots as gone if that is wanted', () => {
    const store = known();
    readAll(store, PROD, [aRobot(11)]);
    store.answerReplaced(PROD, 'keep-old');
    expect(namesOf(store, '')).toEqual(['robot$r11']);
    expect(namesOf(store, 'state:gone tag:old')).toHaveLength(3);
    expect(readAll(store, PROD, [aRobot(11)])).toMatchObject({ replaced: false, gone: 0 });
  });

  it('is itself again when its robots are back', () => {
    const store = known();
    readAll(store, PROD, [aRobot(11)]);
    expect(readAll(store, PROD, OLD)).toMatchObject({ replaced: false, gone: 1 });
    expect(isReplaced(store)).toBe(false);
    expect(namesOf(store, 'tag:old')).toHaveLength(3);
  });

  it('is noticed although the new Harbor uses the same ids', () => {
    const store = known();
    expect(readAll(store, PROD, [another(1), another(2)])).toMatchObject({
      replaced: true,
      gone: 0,
    });
    expect(namesOf(store, '')).toEqual(['robot$r1', 'robot$r2', 'robot$r3']);
    store.answerReplaced(PROD, 'new-harbor');
    expect(readAll(store, PROD, [another(1), another(2)])).toMatchObject({ replaced: false });
    expect(namesOf(store, '')).toEqual(['robot$new1', 'robot$new2']);
    expect(namesOf(store, 'tag:old')).toEqual([]);
  });

  it('takes robots with a reused id for new ones where others are still the same', () => {
    const store = known();
    const before = store.query(
      { query: 'id:2', scope: [], sort: { column: 'name', descending: false } },
      at,
    ).keys[0];
    // A backup from before robots 2 and 3 were made; their ids are given again.
    expect(readAll(store, PROD, [another(2), aRobot(1)])).toMatchObject({
      replaced: false,
      written: 1,
      gone: 1,
    });
    expect(namesOf(store, '')).toEqual(['robot$new2', 'robot$r1']);
    expect(namesOf(store, 'tag:old')).toEqual(['robot$r1']);
    expect(() => store.detail(before ?? 0, at)).toThrow('no longer in the inventory');
  });

  it('is not a question where nothing could be read or nothing was known', () => {
    const store = aStore();
    expect(readAll(store, PROD, [])).toMatchObject({ replaced: false });
    expect(readAll(store, PROD, OLD)).toMatchObject({ replaced: false });
    const nothing = { systemRead: false, allProjects: false };
    expect(readAll(store, PROD, [], nothing)).toMatchObject({ replaced: false, gone: 0 });
  });
});
