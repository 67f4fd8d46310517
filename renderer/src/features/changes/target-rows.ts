import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { RobotRow } from '../../../../shared/contract/robots.ts';
import { call } from '../../api/index.ts';
import { useInstances } from '../instances/instances-store.ts';
import { askMakeUp, makeUpOf, type MakeUp } from './make-up.ts';

/** Rows of one call, and robots beyond which a selection is not looked through one by one. */
const BATCH = 500;
const MOST = 5_000;

/** Milliseconds of rest, so that a range that grows is looked through once. */
const REST = 120;

/** The rows of these robots; null for more than are worth fetching. */
export async function rowsOf(keys: readonly number[]): Promise<RobotRow[] | null> {
  if (keys.length > MOST) return null;
  const rows: RobotRow[] = [];
  for (let from = 0; from < keys.length; from += BATCH) {
    rows.push(...(await call('robots.rows', { keys: keys.slice(from, from + BATCH) })));
  }
  return rows;
}

/** What is known of the selected robots, once it is; null until then, and where it cannot be had. */
function useAbout<T>(
  keys: Ref<readonly number[]>,
  ask: (keys: readonly number[]) => Promise<T | null>,
): ShallowRef<T | null> {
  const about = shallowRef<T | null>(null);
  let newest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function load(mine: number): Promise<void> {
    const found = await ask(keys.value).catch(() => null);
    if (mine === newest) about.value = found;
  }
  watch(
    keys,
    () => {
      const mine = ++newest;
      clearTimeout(timer);
      timer = setTimeout(() => void load(mine), REST);
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    newest += 1;
    clearTimeout(timer);
  });
  return about;
}

/** The rows of the robots that are selected; null for more than are worth fetching, too. */
export const useTargetRows = (keys: Ref<readonly number[]>): ShallowRef<RobotRow[] | null> =>
  useAbout(keys, rowsOf);

/** What the robots that are selected are made of, however many there are. */
export function useMakeUp(keys: Ref<readonly number[]>): ShallowRef<MakeUp | null> {
  const store = useInstances();
  return useAbout(keys, async (asked) => {
    const rows = await rowsOf(asked);
    return rows === null ? askMakeUp(asked, [...store.byId.keys()]) : makeUpOf(rows);
  });
}
