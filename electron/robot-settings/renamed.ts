import { MAX_RENAMED, type RobotSettingsPreview } from '../../shared/contract/robot-settings.ts';
import type { Inventory, Now } from '../../shared/inventory/inventory.ts';
import type { InstanceBook } from '../instances/book.ts';

export interface RenamedPorts {
  readonly inventory: Inventory;
  readonly book: Pick<InstanceBook, 'instance' | 'all'>;
  readonly at: () => Now;
}

/** Rows that cross from the inventory in one message. */
const SLICE = 1_000;

type Renamed = Pick<RobotSettingsPreview, 'renamed' | 'projects' | 'names' | 'ownLogins'>;

/**
 * Who is called otherwise after a change of the prefix: every robot but the legacy ones, whose
 * whole name is stored (controller/robot, Harbor 2.15). As the inventory knows them.
 */
export async function renamedBy(
  { inventory, book, at }: RenamedPorts,
  instanceId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Renamed> {
  if (from === to) return { renamed: 0, projects: [], names: [], ownLogins: [] };
  const sort = { column: 'name', descending: false } as const;
  const { keys } = await inventory.query({ query: '', scope: [instanceId], sort }, at());
  const counts = new Map<string, number>();
  const names: { from: string; to: string }[] = [];
  let renamed = 0;
  for (let place = 0; place < keys.length; place += SLICE) {
    for (const row of await inventory.rows([...keys.slice(place, place + SLICE)], at())) {
      if (row.state === 'legacy' || !row.name.startsWith(from)) continue;
      renamed += 1;
      counts.set(row.project, (counts.get(row.project) ?? 0) + 1);
      const name = { from: row.name, to: `${to}${row.name.slice(from.length)}` };
      if (names.length < MAX_RENAMED) names.push(name);
    }
  }
  const { url } = book.instance(instanceId);
  const { instances, logins } = book.all();
  const robots = new Set(logins.filter(({ kind }) => kind === 'robot').map(({ id }) => id));
  return {
    renamed,
    projects: [...counts]
      .map(([project, count]) => ({ project, count }))
      .sort((one, other) => other.count - one.count || (one.project < other.project ? -1 : 1)),
    names,
    ownLogins: instances
      .filter((one) => one.url === url && robots.has(one.loginId))
      .map(({ name }) => name),
  };
}
