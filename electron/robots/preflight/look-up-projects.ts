import { isGivenName } from '../../../shared/robots/names.ts';
import type { HarborClient } from '../../harbor/types.ts';
import type { Place } from '../situation.ts';

/** So many projects are asked for by name; for more the whole list is cheaper. */
const MOST_LOOKUPS = 30;

/** Ids by name, of all projects that this login sees. Throws the client's AppErrors. */
export async function allProjects(
  client: HarborClient,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const ids = new Map<string, number>();
  for (let page = 1; ; page += 1) {
    const { items, total } = await client.projects(page, signal);
    for (const { name, id } of items) ids.set(name, id);
    if (items.length === 0 || ids.size >= total) return ids;
  }
}

async function someProjects(
  client: HarborClient,
  names: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const found = await Promise.all(
    names.map(async (name) => [name, await client.projectId(name, signal)] as const),
  );
  return new Map(found.flatMap(([name, id]) => (id === null ? [] : [[name, id]])));
}

/**
 * A place that knows of these projects whether they are there now, and their ids. Throws the
 * client's AppErrors.
 */
export async function withProjects(
  client: HarborClient,
  place: Place,
  names: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Place> {
  // A user's projects were read with their roles.
  const wanted = place.caller.kind === 'user' ? [] : [...names].filter(isGivenName);
  const ids =
    wanted.length > MOST_LOOKUPS
      ? await allProjects(client, signal)
      : await someProjects(client, wanted, signal);
  const isThere = (name: string): boolean =>
    place.caller.kind === 'user' ? place.projects.has(name) : ids.has(name);
  const missing = [...names].filter((name) => !isThere(name));
  return {
    ...place,
    projects: new Set([...place.projects, ...ids.keys()]),
    projectIds: new Map([...place.projectIds, ...ids]),
    missing: new Set([...place.missing, ...missing]),
  };
}
