import type { KnownPlace, ReadProject } from '../../../shared/inventory/inventory.ts';
import { catalogueOf } from '../../../shared/permissions/catalogue.ts';
import type { Accepted } from '../../../shared/robots/changes/edit.ts';
import { DEFAULT_PREFIX } from '../../../shared/robots/names.ts';
import type { HarborClient } from '../../harbor/types.ts';
import { findSelf } from './find-self.ts';
import type { Caller, Place } from '../situation.ts';

/** "v2.15.2-cdab4ae5" as people say it. */
export const plainVersion = (version: string): string =>
  version.replace(/^v/, '').split('-')[0] ?? version;

export interface PlaceSources {
  readonly client: HarborClient;
  readonly instanceId: string;
  readonly instanceName: string;
  readonly locked: boolean;
  /** What the inventory knows of it; null if it was never read. */
  readonly known: KnownPlace | null;
  readonly signal: AbortSignal;
}

/**
 * What holds for every robot of one Harbor, asked afresh. The login must have been proven.
 * Throws the client's AppErrors.
 */
export async function readPlace(sources: PlaceSources): Promise<Place> {
  const { client, signal, instanceId, instanceName, locked } = sources;
  const { version, readOnly, clockOffset } = await client.systemInfo(signal);
  const { editsLegacy, hasCatalogue } = await client.capabilities(signal);
  const accepted = hasCatalogue ? await readAccepted(client, version, signal) : null;
  const knownPrefix = sources.known?.prefix ?? DEFAULT_PREFIX;
  const { caller, seen } = await readCaller(client, knownPrefix, signal);
  const projects = seen ?? sources.known?.projects ?? [];
  const told = caller.kind === 'admin' ? await client.robotPrefix(signal) : null;
  return {
    instanceId,
    instanceName,
    version: plainVersion(version),
    editsLegacy,
    readOnly,
    locked,
    clockOffset,
    caller,
    accepted,
    projects: new Set(projects.map(({ name }) => name)),
    projectIds: new Map(projects.map(({ name, id }) => [name, id])),
    missing: new Set(),
    prefix: told ?? knownPrefix,
    knownPrefix,
  };
}

interface Called {
  readonly caller: Caller;
  /** The projects that a user sees, which were read for the roles; else null. */
  readonly seen: readonly ReadProject[] | null;
}

async function readCaller(
  client: HarborClient,
  prefix: string,
  signal: AbortSignal,
): Promise<Called> {
  const identity = await client.identity(signal);
  const { username } = identity;
  if (identity.kind === 'robot') {
    const own = await findSelf(client, username, prefix, signal);
    return { caller: { kind: 'robot', username, own }, seen: null };
  }
  if (identity.isAdmin) return { caller: { kind: 'admin', username }, seen: null };
  const roles = new Map<string, number>();
  const seen: ReadProject[] = [];
  for (let page = 1; ; page += 1) {
    const { items, total } = await client.projects(page, signal);
    for (const { name, role } of items) roles.set(name, role);
    seen.push(...items);
    if (items.length === 0 || roles.size >= total) {
      return { caller: { kind: 'user', username, roles }, seen };
    }
  }
}

/** What Harbor says, and the release's own list where it says nothing or half of it. */
async function readAccepted(
  client: HarborClient,
  version: string,
  signal: AbortSignal,
): Promise<Accepted> {
  const told = await client.catalogue(signal);
  const known = catalogueOf(version);
  const system = told !== null && told.system.length > 0 ? told.system : known?.system;
  const project = told !== null && told.project.length > 0 ? told.project : known?.project;
  if (system === undefined || project === undefined) return null;
  return { system: new Set(system), project: new Set(project) };
}
