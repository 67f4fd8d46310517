import type { RobotDetail } from '../../../../../shared/contract/robots.ts';
import type { Template } from '../../../../../shared/contract/templates.ts';
import type { PermissionEntry } from '../../../../../shared/robots/robot.ts';

/** Where the permissions of the robot that is asked for come from, beside templates by id. */
export const PERMISSION_SOURCES = { same: 'same' } as const;

interface Where {
  readonly level: 'system' | 'project';
  readonly projectName: string;
}

/** What the maker holds at the place of the new robot: of its `*` entry as for that project. */
function ownAt(detail: RobotDetail, { level, projectName }: Where): PermissionEntry[] {
  const entries = detail.permissionEntries;
  if (level === 'system') return entries.map((one) => ({ ...one }));
  const found =
    entries.find(({ kind, namespace }) => kind === 'project' && namespace === projectName) ??
    entries.find(({ kind, namespace }) => kind === 'project' && namespace === '*');
  return found === undefined
    ? [
        {
          kind: 'project',
          namespace: projectName,
          access: [{ resource: 'repository', action: 'pull', effect: '' }],
        },
      ]
    : [{ ...found, namespace: projectName }];
}

/** The permissions that the new robot shall have. */
export function entriesFor(
  source: string,
  template: Template | undefined,
  detail: RobotDetail | null,
  where: Where,
): PermissionEntry[] {
  if (source === PERMISSION_SOURCES.same || template === undefined) {
    return detail === null ? [] : ownAt(detail, where);
  }
  return template.permissions
    .filter(({ kind }) => where.level === 'system' || kind === 'project')
    .map(({ kind, namespace, access }) => ({
      kind,
      namespace:
        kind === 'project' && where.level === 'project'
          ? where.projectName
          : namespace === ''
            ? '*'
            : namespace,
      access,
    }));
}
