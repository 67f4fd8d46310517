import { Binder } from './binding.ts';
import { unauthorized } from './errors.ts';
import type { Exchange, Reply } from './exchange.ts';
import { ok } from './exchange.ts';
import { formatTime } from './go-encode.ts';
import { linkHeader } from './link.ts';
import { selectPage } from './listing.ts';
import type { Listing } from './listing.ts';
import { findProject, requireProject } from './require-access.ts';
import type { AuditRow } from './state.ts';
import type { Table } from './table.ts';

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
    { field: 'OperationResult', name: 'op_result', type: 'bool', value: (row) => row.successful },
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

function page(
  exchange: Exchange,
  listing: Listing,
  wanted: (row: AuditRow) => boolean,
  extended: boolean,
): Reply {
  const { world, call } = exchange;
  // From 2.13 entries go to the new table; the old one holds what earlier releases wrote.
  const kept = world.profile.extendedAudit === extended ? world.state.audit : [];
  const { total, rows } = selectPage(TABLE, { rows: kept.filter(wanted) }, listing, world.profile);
  const link = linkHeader(call.escapedPath, call.query, total, listing.page, listing.pageSize);
  return {
    status: 200,
    headers: { 'x-total-count': String(total), ...(link === undefined ? {} : { link }) },
    json: rows.map((row) => show(row, extended)),
  };
}

/** Entries that the caller may see: all, or those of projects where it holds `log:list`; a robot none. */
function visible({ world, identity }: Exchange): (row: AuditRow) => boolean {
  if (world.access.onSystem(identity, 'audit-log', 'list')) return () => true;
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

const EVENTS = [
  'create_project',
  'delete_project',
  'create_robot',
  'delete_robot',
  'create_user',
  'delete_user',
  'update_user',
  'login_user',
  'logout_user',
  'update_configuration',
];

/** GET /auditlog-exts/events (2.13). */
export function listAuditEvents({ identity }: Exchange): Reply {
  if (identity.kind === 'anonymous') throw unauthorized('');
  return ok(EVENTS.map((event) => ({ event_type: event })));
}
