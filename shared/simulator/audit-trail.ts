import type { Identity } from './identity.ts';
import { callerName } from './sessions.ts';
import type { World } from './world.ts';

export interface AuditEvent {
  readonly projectId?: number;
  readonly operation: string;
  readonly type: string;
  readonly resource: string;
  readonly successful?: boolean;
  /** Instead of `<operation> <type>: <resource>`. */
  readonly description?: string;
}

/** Adds an entry to the audit log of the release. */
export function recordAudit(world: World, identity: Identity | string, event: AuditEvent): void {
  const { state } = world;
  state.audit.push({
    id: state.nextId('audit'),
    projectId: event.projectId ?? 0,
    username: typeof identity === 'string' ? identity : callerName(identity),
    operation: event.operation,
    resourceType: event.type,
    resource: event.resource,
    description: event.description ?? `${event.operation} ${event.type}: ${event.resource}`,
    successful: event.successful ?? true,
    time: world.stamp(),
  });
}
