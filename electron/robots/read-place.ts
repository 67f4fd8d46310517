import type { KnownPlace } from '../../shared/inventory/inventory.ts';
import { catalogueOf } from '../../shared/permissions/catalogue.ts';
import type { Accepted } from '../../shared/robots/changes/edit.ts';
import { DEFAULT_PREFIX } from '../../shared/robots/names.ts';
import type { HarborClient } from '../harbor/types.ts';
import type { Caller, Place } from './situation.ts';

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
  const caller = await readCaller(client, signal);
  const accepted = hasCatalogue ? await readAccepted(client, version, signal) : null;
  const known = sources.known?.projects ?? [];
  const names = caller.kind === 'user' ? [...caller.roles.keys()] : known.map(({ name }) => name);
  const knownPrefix = sources.known?.prefix ?? DEFAULT_PREFIX;
  const told = caller.kind === 'admin' ? await client.robotPrefix(signal) : null;
  return {
    instanceId,
    instanceName,
    version: version.replace(/^v/, '').split('-')[0] ?? version,
    editsLegacy,
    readOnly,
    locked,
    clockOffset,
    caller,
    accepted,
    projects: new Set(names),
    projectIds: new Map(known.map(({ name, id }) => [name, id])),
    prefix: told ?? knownPrefix,
    knownPrefix,
  };
}

async function readCaller(client: HarborClient, signal: AbortSignal): Promise<Caller> {
  const identity = await client.identity(signal);
  const { username } = identity;
  if (identity.kind === 'robot') return { kind: 'robot', username };
  if (identity.isAdmin) return { kind: 'admin', username };
  const roles = new Map<string, number>();
  for (let page = 1; ; page += 1) {
    const { items, total } = await client.projects(page, signal);
    for (const { name, role } of items) roles.set(name, role);
    if (items.length === 0 || roles.size >= total) return { kind: 'user', username, roles };
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
