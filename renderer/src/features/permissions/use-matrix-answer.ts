import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import type { RobotName } from '../../../../shared/contract/permissions.ts';
import type { RobotQuery } from '../../../../shared/contract/robots.ts';
import { call, useAnswer } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';
import { useRowWindow } from '../robots/table/use-row-window.ts';
import type { RowWindow } from '../robots/table/use-row-window.ts';
import type { PermissionsPlace } from './permissions-place.ts';

/** Last of the rows that are in sight in most windows. */
const LAST_AT_TOP = 40;

/** The matrix that an address asks for, with the rows that it shows. */
export function useMatrixAnswer<Matrix>(
  place: PermissionsPlace,
  ask: (question: RobotQuery) => Promise<Matrix>,
): {
  readonly question: ComputedRef<RobotQuery>;
  readonly matrix: ComputedRef<Matrix | null>;
  readonly rows: RowWindow<RobotName>;
  readonly error: ComputedRef<AppError | null>;
  readonly load: () => Promise<void>;
} {
  const rows = useRowWindow((keys) => call('permissions.names', { keys }));
  let isFirst = true;
  const question = computed<RobotQuery>(() => ({
    query: place.part('q'),
    scope: [...place.scope.value],
    sort: { column: 'name', descending: false },
  }));
  const { data, error, load } = useAnswer(question, async (asked) => {
    if (isFirst) {
      isFirst = false;
      // The names take no time: so they are there when the cells are, and both are painted at once.
      const { keys } = await call('robots.query', asked);
      if (keys.length > 0) rows.show(keys, 0, Math.min(LAST_AT_TOP, keys.length - 1));
      return ask(asked);
    }
    const matrix = await ask(asked);
    rows.refresh();
    return matrix;
  });
  return {
    question,
    matrix: computed(() => data.value?.answer ?? null),
    rows,
    error: computed(() => error.value ?? rows.error.value),
    load,
  };
}
