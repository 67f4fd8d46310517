import type { HistorySearch } from '../../../shared/inventory/inventory.ts';
import type { Store } from '../../../shared/inventory/store.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import { aRobot, aStore, NOW, PROD, readAll } from './fleet.ts';

export const search = (more: Partial<HistorySearch> = {}): HistorySearch => ({
  text: '',
  ids: [],
  robotKey: null,
  kinds: [],
  before: null,
  count: 200,
  ...more,
});

export const told = (store: Store, more: Partial<HistorySearch> = {}) =>
  store.historyEntries(search(more)).entries;

/** An instance that was read once, with robots 1 to 3. */
export const known = (more: Partial<Robot> = {}): Store => {
  const store = aStore();
  readAll(store, PROD, [aRobot(1, more), aRobot(2), aRobot(3)]);
  return store;
};

/** The second reading finds robot 1 like this. */
export const after = (store: Store, more: Partial<Robot>, before: Partial<Robot> = {}) => {
  const one = aRobot(1, { ...before, updatedAt: NOW - 60, ...more });
  readAll(store, PROD, [one, aRobot(2), aRobot(3)]);
  return told(store);
};
