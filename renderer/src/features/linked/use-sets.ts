import type { Ref } from 'vue';
import type { RobotSet } from '../../../../shared/contract/linked.ts';
import type { RobotQuery } from '../../../../shared/contract/robots.ts';
import { call, onEvent } from '../../api/index.ts';
import { useRobotKeys } from '../robots/use-robot-keys.ts';
import type { RobotKeys } from '../robots/use-robot-keys.ts';
import { useRowWindow } from '../robots/table/use-row-window.ts';
import type { RowWindow } from '../robots/table/use-row-window.ts';

/** The sets of robots that fit a query, by the key that stands for each. */
export interface Sets {
  readonly found: RobotKeys;
  readonly sets: RowWindow<RobotSet>;
}

/** Total is how many robots fit, before they are folded. */
async function askForSets(query: RobotQuery): Promise<{ keys: Uint32Array; total: number }> {
  const { keys, robots } = await call('linked.query', query);
  return { keys, total: robots };
}

export function useSets(query: Ref<RobotQuery>): Sets {
  const sets = useRowWindow<RobotSet>((keys) => call('linked.sets', { keys }));
  onEvent('secrets.changed', () => {
    sets.refresh();
  });
  return { found: useRobotKeys(query, sets.refresh, askForSets), sets };
}
