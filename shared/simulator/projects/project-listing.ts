import type { Binder } from '../binding.ts';
import type { Exchange } from '../exchange.ts';
import { selectPage } from '../listing/listing.ts';
import type { Listing } from '../listing/listing.ts';
import { loadPermissions } from '../robots/robot-view.ts';
import type { ProjectRow } from '../state.ts';
import type { Table } from '../listing/table.ts';

const TABLE: Table<ProjectRow> = {
  columns: [
    { field: 'ProjectID', name: 'project_id', type: 'int4', value: (row) => row.id },
    { field: 'OwnerID', name: 'owner_id', type: 'int4', value: (row) => row.ownerId },
    { field: 'Name', name: 'name', type: 'text', value: (row) => row.name },
    {
      field: 'CreationTime',
      name: 'creation_time',
      type: 'time',
      value: (row) => row.creationTime,
    },
    { field: 'UpdateTime', name: 'update_time', type: 'time', value: (row) => row.updateTime },
    { field: 'RegistryID', name: 'registry_id', type: 'int8', value: () => 0 },
  ],
  defaultSort: { key: 'Name', descending: false },
  id: (row) => row.id,
};

type Wanted = (project: ProjectRow) => boolean;
const isPublic: Wanted = (project) => project.metadata['public'] === 'true';

/** Whoever is shown public projects alone, whatever `public` says: nobody in particular, and robots up to 2.3. */
const isStranger = ({ world, identity }: Exchange): boolean =>
  identity.kind === 'anonymous' || (identity.kind === 'robot' && !world.profile.robotsSeeProjects);

/** Projects that the caller sees in a listing; `onlyPublic` is the `public` parameter. */
function visibleTo(exchange: Exchange, onlyPublic: boolean | undefined): Wanted {
  const { world, identity } = exchange;
  const { state, access } = world;
  if (identity.kind === 'anonymous' || isStranger(exchange)) return isPublic;
  const all =
    identity.kind === 'user' ? identity.sysadmin : access.onSystem(identity, 'project', 'list');
  if (all) return () => true;
  const orPublic: Wanted = onlyPublic === false ? () => false : isPublic;
  if (identity.kind === 'user') {
    const mine = new Set(state.membershipsOf(identity.id).map((member) => member.projectId));
    return (project) => mine.has(project.id) || orPublic(project);
  }
  const permissions = loadPermissions(world, identity.robot);
  // No name to look for is no condition at all (FilterByNames in src/pkg/project/models/project.go).
  if (permissions.length === 0) return () => true;
  const names = new Set(permissions.map(({ namespace }) => namespace));
  return (project) => names.has('*') || names.has(project.name) || orPublic(project);
}

/** Parameters `name` (part of the name), `public` and `owner`, and the paging. */
export function readProjectQuery(binder: Binder): {
  listing: () => Listing;
  name: string;
  owner: string;
  onlyPublic: boolean | undefined;
  detail: boolean;
} {
  const name = binder.text('name') ?? '';
  const owner = binder.text('owner') ?? '';
  const listing = binder.page();
  const onlyPublic = binder.flag('public');
  const detail = binder.flag('with_detail') ?? true;
  return { listing, name, owner, onlyPublic, detail };
}

/** One page of projects and how many there are. Keys `public` and `owner` of `q` work as well. */
export function listVisibleProjects(
  exchange: Exchange,
  query: ReturnType<typeof readProjectQuery>,
): { total: number; rows: readonly ProjectRow[]; listing: Listing } {
  const { world } = exchange;
  const listing = query.listing();
  const { keywords } = listing;
  if (query.name !== '') keywords.set('name', { kind: 'fuzzy', text: query.name });
  const publicKey = keywords.get('public');
  const onlyPublic =
    query.onlyPublic ??
    (publicKey?.kind === 'exact' ? /^(true|t|1)$/i.test(publicKey.text) : undefined);
  const ownerKey = keywords.get('owner');
  const owner = query.owner || (ownerKey?.kind === 'exact' ? ownerKey.text : '');
  const ownerId = world.state.userByName(owner)?.id;
  const tests: Wanted[] = [visibleTo(exchange, onlyPublic)];
  if (onlyPublic !== undefined && !isStranger(exchange))
    tests.push((project) => isPublic(project) === onlyPublic);
  if (owner !== '') tests.push((project) => project.ownerId === ownerId);
  const rows = [...world.state.projects.values()].filter((project) =>
    tests.every((test) => test(project)),
  );
  return { ...selectPage(TABLE, { rows }, listing, world.profile), listing };
}
