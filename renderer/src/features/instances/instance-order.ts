import type { InstanceView } from '../../../../shared/contract/instances.ts';
import { inGroups } from './instance-groups.ts';

/** The list with one instance moved by so many places among those of its group. */
export function moveInstance(
  list: readonly InstanceView[],
  id: string,
  by: number,
): readonly InstanceView[] {
  return inGroups(list).flatMap(({ instances }) =>
    move(
      instances,
      instances.findIndex((view) => view.config.id === id),
      by,
    ),
  );
}

/** The list with one instance put in the place of another of the same group. */
export function putInPlaceOf(
  list: readonly InstanceView[],
  id: string,
  target: string,
): readonly InstanceView[] {
  const members = inGroups(list).find(({ instances }) =>
    instances.some((view) => view.config.id === id),
  )?.instances;
  const places = members?.map((view) => view.config.id) ?? [];
  if (!places.includes(target)) return list;
  return moveInstance(list, id, places.indexOf(target) - places.indexOf(id));
}

/** The list with a whole group moved by so many places among the groups. */
export function moveGroup(
  list: readonly InstanceView[],
  group: string,
  by: number,
): readonly InstanceView[] {
  const groups = inGroups(list);
  const from = groups.findIndex((one) => one.group === group);
  return move(groups, from, by).flatMap(({ instances }) => instances);
}

/** Moves one element; beyond either end it stays at that end. Leaves the list given alone. */
function move<T>(list: readonly T[], from: number, by: number): readonly T[] {
  const moved = list[from];
  if (from < 0 || moved === undefined) return list;
  const rest = list.filter((_, index) => index !== from);
  const to = Math.min(Math.max(from + by, 0), rest.length);
  return [...rest.slice(0, to), moved, ...rest.slice(to)];
}
