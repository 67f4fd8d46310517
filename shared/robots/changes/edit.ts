import type { Operation, Until } from '../../contract/operations.ts';
import { withoutDeadDenies } from '../../permissions/dead-denies.ts';
import { pairOf } from '../../permissions/sets.ts';
import { durationUntil, SECONDS_PER_DAY } from '../expiry/index.ts';
import { NEVER_EXPIRES, type PermissionEntry, type Robot } from '../robot.ts';
import { withRules } from './permission-rules.ts';

/** New values of the fields that Harbor lets one change; an absent field stays as it is. */
export interface RobotEdit {
  readonly description?: string;
  readonly disabled?: boolean;
  /** Days from the robot's creation, -1 for never. */
  readonly duration?: number;
  readonly permissions?: readonly PermissionEntry[];
}

/** `resource:action` pairs that a Harbor accepts; null where it accepts any (Harbor ≤ 2.9). */
export type Accepted = {
  readonly system: ReadonlySet<string>;
  readonly project: ReadonlySet<string>;
} | null;

/**
 * The duration that lets a robot live until then.
 * @param createdAt epoch seconds, server's clock
 * @param now epoch seconds, server's clock
 * @returns days from creation, or -1 for never
 */
export function durationFor(until: Until, createdAt: number, now: number): number {
  switch (until.kind) {
    case 'never':
      return NEVER_EXPIRES;
    case 'days':
      return durationUntil(createdAt, now + until.days * SECONDS_PER_DAY);
    case 'date':
      return durationUntil(createdAt, until.at);
  }
}

/** Permissions without entries of nothing (400 "bad request empty access", all versions). */
export const withoutEmpty = (entries: readonly PermissionEntry[]): readonly PermissionEntry[] =>
  entries.filter(({ access }) => access.length > 0);

/** Whether a Harbor accepts a pair at a place of this kind. */
export function isAccepted(accepted: Accepted, kind: string, pair: string): boolean {
  if (accepted === null) return true;
  return (kind === 'system' ? accepted.system : accepted.project).has(pair);
}

/**
 * Permissions without the pairs that this Harbor no longer accepts (it refuses every PUT that
 * holds one, Harbor ≥ 2.10), and the pairs that were left out.
 */
export function withoutStale(
  entries: readonly PermissionEntry[],
  accepted: Accepted,
): { readonly kept: PermissionEntry[]; readonly dropped: string[] } {
  const dropped = new Set<string>();
  const kept = entries.flatMap(({ kind, namespace, access }) => {
    const fine = access.filter((one) => {
      const isFine = isAccepted(accepted, kind, pairOf(one));
      if (!isFine) dropped.add(pairOf(one));
      return isFine;
    });
    return fine.length === 0 ? [] : [{ kind, namespace, access: fine }];
  });
  return { kept, dropped: [...dropped].sort() };
}

/** An edit that also drops the permissions that this Harbor no longer accepts. */
export function droppingStale(edit: RobotEdit, robot: Robot, accepted: Accepted): RobotEdit {
  const { kept, dropped } = withoutStale(edit.permissions ?? robot.permissions, accepted);
  return dropped.length === 0 ? edit : { ...edit, permissions: kept };
}

/** Of the Harbor of a robot, what its change depends on. */
export interface EditPlace {
  /** Epoch seconds, server's clock. */
  readonly now: number;
  readonly accepted: Accepted;
  /** '' where it is not known, which counts as the newest. */
  readonly version: string;
}

function ruledPermissions(
  robot: Robot,
  operation: Extract<Operation, { kind: 'permissions' }>,
  version: string,
): PermissionEntry[] {
  const { permissions } = withRules(robot, operation);
  return operation.dropDeadDenies === true
    ? withoutDeadDenies({ ...robot, permissions }, version)
    : permissions;
}

/**
 * What an operation changes about a robot, apart from its secret.
 * @returns null where a robot is made or taken away, and where each robot has a change of its own
 */
export function editOf(
  operation: Operation,
  robot: Robot,
  { now, accepted, version }: EditPlace,
): RobotEdit | null {
  const lifetime = (until: Until | null): RobotEdit =>
    until === null ? {} : { duration: durationFor(until, robot.createdAt, now) };
  switch (operation.kind) {
    case 'enable':
      return { disabled: false };
    case 'disable':
      return { disabled: true };
    // What each robot gets was given to its step.
    case 'schedule':
    case 'narrow':
      return {};
    case 'renew':
    case 'refresh':
      return lifetime(operation.until);
    case 'edit': {
      const { description, permissions } = operation;
      const edit = {
        ...lifetime(operation.until),
        ...(description === null ? {} : { description }),
        ...(permissions === null ? {} : { permissions: withoutEmpty(permissions) }),
      };
      return operation.dropStale ? droppingStale(edit, robot, accepted) : edit;
    }
    case 'permissions':
      return { permissions: ruledPermissions(robot, operation, version) };
    case 'delete':
    case 'recreate':
    case 'create':
    case 'define':
      return null;
  }
}
