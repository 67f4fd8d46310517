import { normalForm } from '../../permissions/sets.ts';
import type { Access, PermissionEntry, Robot } from '../robot.ts';
import { differences } from './differences.ts';
import type { RobotEdit } from './edit.ts';
import { expectedAfter } from './expected.ts';

/** One access at one place; '' and `allow` are the same right. */
const rightOf = ({ kind, namespace }: PermissionEntry, one: Access): string =>
  JSON.stringify([kind, namespace, one.resource, one.action, one.effect || 'allow']);

const rightsOf = (entries: readonly PermissionEntry[]): Set<string> =>
  new Set(entries.flatMap((entry) => entry.access.map((one) => rightOf(entry, one))));

const keepOnly = (
  entries: readonly PermissionEntry[],
  isWanted: (right: string) => boolean,
): PermissionEntry[] =>
  entries.flatMap((entry) => {
    const access = entry.access.filter((one) => isWanted(rightOf(entry, one)));
    return access.length === 0 ? [] : [{ ...entry, access }];
  });

/**
 * Permissions as sets: what we added to `seen` is added to what is there now, and what we took
 * off is taken off. Effects of what is there now stay as they are spelled.
 */
export function mergePermissions(
  seen: readonly PermissionEntry[],
  planned: readonly PermissionEntry[],
  now: readonly PermissionEntry[],
): PermissionEntry[] {
  const had = rightsOf(seen);
  const wanted = rightsOf(planned);
  const held = rightsOf(now);
  const kept = keepOnly(now, (right) => wanted.has(right) || !had.has(right));
  const added = keepOnly(planned, (right) => !had.has(right) && !held.has(right));
  return normalForm([...kept, ...added]);
}

/**
 * Our change of the fields that nobody else changed; permissions are merged as sets.
 * @param seen the robot as the change was asked for on it
 * @param now as just read from Harbor
 * @param edit our change
 */
export function mergedEdit(seen: Robot, now: Robot, edit: RobotEdit): RobotEdit {
  const theirs = new Set(differences(seen, now));
  const planned = expectedAfter(seen, edit);
  const hasMovedEnd = theirs.has('duration') || theirs.has('expiresAt');
  const { description, disabled, duration, permissions } = edit;
  return {
    ...(description === undefined || theirs.has('description') ? {} : { description }),
    ...(disabled === undefined || theirs.has('disabled') ? {} : { disabled }),
    ...(duration === undefined || hasMovedEnd ? {} : { duration }),
    ...(permissions === undefined
      ? {}
      : {
          permissions: theirs.has('permissions')
            ? mergePermissions(seen.permissions, planned.permissions, now.permissions)
            : permissions,
        }),
  };
}
