import { computed, onScopeDispose, shallowRef } from 'vue';
import type { ComputedRef } from 'vue';
import type { Settings } from '../../../../../shared/contract/settings.ts';
import { useSettings } from '../../settings/settings-store.ts';
import { columnsOf, moveColumn } from './columns.ts';
import type { Column, ColumnId } from './columns.ts';

/** Milliseconds of rest before a choice is kept: a column being dragged changes all the time. */
const REST = 400;

/** The columns as the user has them, remembered in the settings. */
export interface Columns {
  readonly columns: ComputedRef<readonly Column[]>;
  readonly choose: (ids: readonly ColumnId[]) => void;
  readonly resize: (id: ColumnId, width: number) => void;
  readonly move: (id: ColumnId, by: number) => void;
  readonly reset: () => void;
}

export function useColumns(): Columns {
  const settings = useSettings();
  /** What was changed here and is not kept yet. */
  const draft = shallowRef<Settings['table'] | null>(null);
  const table = computed(() => draft.value ?? settings.settings.table);
  const columns = computed(() => columnsOf(table.value));
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function keep(): Promise<void> {
    clearTimeout(timer);
    const kept = draft.value;
    if (kept === null) return;
    await settings.update({ table: kept }).catch(() => undefined);
    if (draft.value === kept) draft.value = null;
  }
  function change(next: Settings['table']): void {
    draft.value = next;
    clearTimeout(timer);
    timer = setTimeout(() => void keep(), REST);
  }
  onScopeDispose(() => void keep());

  const choose = (ids: readonly ColumnId[]): void => {
    change({ ...table.value, columns: [...ids] });
  };
  return {
    columns,
    choose,
    resize: (id, width) => {
      change({ ...table.value, widths: { ...table.value.widths, [id]: width } });
    },
    move: (id, by) => {
      choose(
        moveColumn(
          columns.value.map((column) => column.id),
          id,
          by,
        ),
      );
    },
    reset: () => {
      change({ columns: [], widths: {} });
    },
  };
}
