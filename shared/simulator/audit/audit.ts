import { Binder } from '../binding.ts';
import { unauthorized } from '../errors.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { ok } from '../exchange.ts';
import { formatTime } from '../go/go-encode.ts';
import { linkHeader } from '../listing/link.ts';
import { selectPage } from '../listing/listing.ts';
import type { Listing } from '../listing/listing.ts';
import { findProject, requireProject, requireSystem } from '../access/require-access.ts';
import type { AuditRow } from '../state.ts';
import type { Table } from '../listing/table.ts';

const TABLE: Table<AuditRow> = {
  columns: [
    { field: 'ID', name: 'id', type: 'int8', value: (row) => row.id },
    { field: 'ProjectID', name: 'project_id', type: 'int4', value: (row) => row.projectId },
    { field: 'Operation', name: 'operation', type: 'text', value: (row) => row.operation },
    {
      field: 'OperationDescription',
      name: 'op_desc',
      type: 'text',
      value: (row) => row.description,
    },
    { field: 'IsSuccessful', name: 'op_result', type: 'bool', value: (row) => row.successful },
    {
      field: 'ResourceType',
      name: 'resource_type',
      type: 'text',
      value: (row) => row.resourceType,
    },
    { field: 'Resource', name: 'resource', type: 'text', value: (row) => row.resource },
    { field: 'Username', name: 'username', type: 'text', value: (row) => row.username },
    { field: 'OpTime', name: 'op_time', type: 'time', value: (row) => row.time },
  ],
  defaultSort: { key: 'OpTime', descending: true },
  id: (row) => row.id,
};

const EXTENDED = new Set(['op_desc', 'op_result']);
/** The log up to 2.12 has no descriptions and no results. */
const OLD_TABLE = { ...TABLE, columns: TABLE.columns.filter(({ name }) => !EXTENDED.has(name)) };

function show(row: AuditRow, extended: boolean): Record<string, unknown> {
  return {
    id: row.id,
    op_time: formatTime(row.time),
    operation: row.operation,
    operation_description: extended ? row.description : undefined,
    operation_result: extended ? row.successful : undefined,
    resource: row.resource || undefined,
    resource_type: row.resourceType,
    username: row.username || undefined,
  };
}

/** `wanted`: entries of the projects that are shown, in the place of whichever `q` asks for; undefined for all. */
function page(
  exchange: Exchange,
  listing: Listing,
  wanted: ((row: AuditRow) => boolean) | undefined,
  extended: boolean,
): Reply {
  const { world, call } = exchange;
  if (wanted) listing.keywords.delete('ProjectID');
  // From 2.13 entries go to the new table; the old one holds what earlier releases wrote.
  const kept = world.profile.extendedAudit === extended ? world.state.audit : [];
  const table = extended ? TABLE : OLD_TABLE;
  const { total, rows } = selectPage(
    table,
    { rows: wanted ? kept.filter(wanted) : kept },
    listing,
    world.profile,
  );
  const link = linkHeader(call.escapedPath, call.query, total, listing.page, listing.pageSize);
  return {
    status: 200,
    headers: { 'x-total-count': String(total), ...(link === undefined ? {} : { link }) },
    json: rows.map((row) => show(row, extended)),
  };
}

/** Entries that the caller may see: all, or those of projects where it holds `log:list`; a robot none. */
function visible({ world, identity }: Exchange): ((row: AuditRow) => boolean) | undefined {
  if (world.access.onSystem(identity, 'audit-log', 'list')) return undefined;
  if (identity.kind !== 'user') return () => false;
  const projects = new Set(
    world.state
      .membershipsOf(identity.id)
      .filter((member) =>
        world.access.onProject(world.state, identity, member.projectId, 'log', 'list'),
      )
      .map((member) => member.projectId),
  );
  return (row) => projects.has(row.projectId);
}

function listAll(exchange: Exchange, extended: boolean): Reply {
  const binder = new Binder(exchange);
  const readListing = binder.page();
  binder.done();
  if (exchange.identity.kind === 'anonymous') throw unauthorized('');
  return page(exchange, readListing(), visible(exchange), extended);
}

/** GET /audit-logs. */
export const listAuditLogs = (exchange: Exchange): Reply => listAll(exchange, false);
/** GET /auditlog-exts (2.13). */
export const listAuditLogExts = (exchange: Exchange): Reply => listAll(exchange, true);

function listOfProject(exchange: Exchange, extended: boolean): Reply {
  const binder = new Binder(exchange);
  const readListing = binder.page();
  binder.done();
  const key = { name: exchange.path['project'] ?? '' };
  requireProject(exchange, key, 'log', 'list');
  const project = findProject(exchange, key);
  return page(exchange, readListing(), (row) => row.projectId === project.id, extended);
}

/** GET /projects/{name}/logs. */
export const listProjectLogs = (exchange: Exchange): Reply => listOfProject(exchange, false);
/** GET /projects/{name}/auditlog-exts (2.13). */
export const listProjectLogExts = (exchange: Exchange): Reply => listOfProject(exchange, true);

/** Names in Harbor's own order (src/pkg/auditext/model/model.go). */
const EVENTS = [
  'create_artifact',
  'delete_artifact',
  'pull_artifact',
  'create_project',
  'delete_project',
  'delete_repository',
  'login_user',
  'logout_user',
  'create_user',
  'delete_user',
  'update_user',
  'create_robot',
  'delete_robot',
  'update_configuration',
];
const MEMBER_EVENTS = ['create_member', 'delete_member', 'update_member'];

/** GET /auditlog-exts/events (2.13), for whoever may read the whole log. */
export function listAuditEvents(exchange: Exchange): Reply {
  requireSystem(exchange, 'audit-log', 'list');
  const events = exchange.world.profile.memberAudit ? [...EVENTS, ...MEMBER_EVENTS] : EVENTS;
  return ok(events.map((event) => ({ event_type: event })));
}
