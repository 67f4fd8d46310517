import { normalForm } from '../../permissions/sets.ts';
import type { PermissionEntry, Robot } from '../robot.ts';

/** The fields that a change can touch and that are compared afterwards, in the order in which they are shown. */
export const COMPARED_FIELDS = [
  'name',
  'description',
  'disabled',
  'expiresAt',
  'duration',
  'permissions',
] as const;

export type ComparedField = (typeof COMPARED_FIELDS)[number];

/** Harbor adds calendar days; a server in a zone with daylight saving is off by an hour or two. */
const CLOCK_SLACK = 2 * 3_600;

const textOf = (entries: readonly PermissionEntry[]): string => JSON.stringify(normalForm(entries));

function isSame(field: ComparedField, left: Robot, right: Robot): boolean {
  switch (field) {
    case 'permissions':
      return textOf(left.permissions) === textOf(right.permissions);
    case 'expiresAt':
      if (left.expiresAt < 0 || right.expiresAt < 0) return left.expiresAt === right.expiresAt;
      return Math.abs(left.expiresAt - right.expiresAt) <= CLOCK_SLACK;
    default:
      return left[field] === right[field];
  }
}

/** Fields in which two readings of a robot differ; permissions are compared as sets with effects. */
export function differences(left: Robot, right: Robot): ComparedField[] {
  return COMPARED_FIELDS.filter((field) => !isSame(field, left, right));
}

/** A field that was changed at Harbor since it was shown. */
export interface Conflict {
  readonly field: ComparedField;
  /** The change here touches it too, so one of both would be lost. */
  readonly isOurs: boolean;
}

/**
 * What somebody else changed meanwhile.
 * @param seen as it was when the change was asked for
 * @param now as just read from Harbor
 * @param planned `seen` with our change
 */
export function conflicts(seen: Robot, now: Robot, planned: Robot): Conflict[] {
  const ours = new Set(differences(seen, planned));
  return differences(seen, now)
    .filter((field) => !isSame(field, now, planned))
    .map((field) => ({ field, isOurs: ours.has(field) }));
}
