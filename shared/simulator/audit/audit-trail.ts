import type { Identity } from '../users/identity.ts';
import type { Answer } from '../respond.ts';
import { callerName } from '../users/identity.ts';
import type { World } from '../world.ts';

export interface AuditEvent {
  readonly projectId?: number;
  readonly operation: string;
  readonly type: string;
  readonly resource: string;
  readonly successful?: boolean;
  /** Instead of `<operation> <type>: <resource>`. */
  readonly description?: string;
  /** Epoch milliseconds; now when absent. */
  readonly at?: number;
}

/** Types of events that are not logged, comma-separated in the settings (2.13). */
const isSwitchedOff = (world: World, { operation, type }: AuditEvent): boolean =>
  world.profile.extendedAudit &&
  world.state
    .text('disabled_audit_log_event_types')
    .split(',')
    .some((one) => one.trim() === `${operation}_${type}`);

/** Adds an entry to the audit log of the release, unless its settings keep it out of the database. */
export function recordAudit(world: World, identity: Identity | string, event: AuditEvent): void {
  const { state } = world;
  if (state.flag('skip_audit_log_database') || isSwitchedOff(world, event)) return;
  state.audit.push({
    id: state.nextId('audit'),
    projectId: event.projectId ?? 0,
    username: typeof identity === 'string' ? identity : callerName(identity),
    operation: event.operation,
    resourceType: event.type,
    resource: event.resource,
    description: event.description ?? `${event.operation} ${event.type}: ${event.resource}`,
    successful: event.successful ?? true,
    time: event.at ?? world.stamp(),
  });
}

/** An entry that stands for a call, and by whom where that is not the caller. */
export interface CallEvent extends AuditEvent {
  readonly by?: string;
}

/** Reads an entry off the answer; undefined where the call leaves none. */
export type CallWatch = (answer: Answer) => CallEvent | undefined;

const OPERATIONS: Readonly<Record<string, string>> = {
  POST: 'create',
  PUT: 'update',
  DELETE: 'delete',
};

/** What a call does by its method; undefined for one that changes nothing. */
export const operationOf = (method: string): string | undefined => OPERATIONS[method];

/** The number at the end of the address of what was made. */
export const madeId = ({ headers }: Answer): string | undefined =>
  /\/(\d+)$/.exec(String(headers['location'] ?? ''))?.[1];
