import { call, useTask } from '../../api/index.ts';
import type { Task } from '../../api/use-task.ts';
import { useChanges } from '../changes/changes-store.ts';
import { operationOf } from './repairs.ts';
import type { SameRepair } from './repairs.ts';

/** The robots of which a rule holds, in a scope. */
export async function robotsFound(rule: string, scope: readonly string[]): Promise<number[]> {
  const sort = { column: 'risk', descending: true } as const;
  const { keys } = await call('robots.query', {
    query: `finding:${rule}`,
    scope: [...scope],
    sort,
  });
  return [...keys];
}

/** Begins the change that takes a finding away: a plan, or the question before it. */
export function useRepair(): {
  readonly robots: (repair: SameRepair, keys: readonly number[]) => void;
  readonly all: Task<[repair: SameRepair, rule: string, scope: readonly string[]], void>;
} {
  const changes = useChanges();
  function robots(repair: SameRepair, keys: readonly number[]): void {
    const operation = operationOf(repair);
    if (operation !== null) void changes.make(operation, keys);
    else if (repair.kind === 'change') changes.begin(repair.change, keys);
  }
  const all = useTask(async (repair: SameRepair, rule: string, scope: readonly string[]) => {
    robots(repair, await robotsFound(rule, scope));
  });
  return { robots, all };
}
