import type { PermissionEntry } from '../../../../shared/robots/robot.ts';
import { refusal, type Rule } from '../../situation.ts';

/** What Harbor has no place for: 400 "unknown namespace", 404 "project  not found". */
const isNowhere = ({ kind, namespace }: PermissionEntry): boolean =>
  kind === 'system' ? namespace !== '/' : kind !== 'project' || namespace === '';

/** A project robot has exactly one entry, for its own project (400 otherwise, all versions). */
export const wrongPlace: Rule = ({ fresh, edit }) => {
  if (edit?.permissions === undefined) return null;
  const { permissions } = edit;
  if (fresh.level === 'system') {
    if (!permissions.some(isNowhere)) return null;
    return refusal(
      'wrong-place',
      'Some of its permissions are for no project and not for the system.',
      'Name the projects, or leave them out.',
    );
  }
  const isOwn = permissions.every(
    ({ kind, namespace }) => kind === 'project' && namespace === fresh.projectName,
  );
  if (permissions.length === 1 && isOwn) return null;
  if (permissions.length === 0) return null;
  return refusal(
    'wrong-place',
    `It belongs to ${fresh.projectName} and can have permissions in that project alone.`,
    'Give it permissions there, or create a system robot.',
  );
};
