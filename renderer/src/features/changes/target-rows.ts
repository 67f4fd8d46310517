import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import type { RobotRow } from '../../../../shared/contract/robots.ts';
import { call } from '../../api/index.ts';

/** Rows of one call, and robots beyond which a selection is not looked through. */
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

/** The rows of the robots that are selected, once they are known; null until then. */
export function useTargetRows(keys: Ref<readonly number[]>): ShallowRef<RobotRow[] | null> {
  const rows = shallowRef<RobotRow[] | null>(null);
  let newest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  async function load(mine: number): Promise<void> {
    const found = await rowsOf(keys.value).catch(() => null);
    if (mine === newest) rows.value = found;
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
  return rows;
}
