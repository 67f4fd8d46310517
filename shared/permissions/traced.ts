import type { PermissionEntry } from '../robots/robot.ts';
import { grantsOf, pairOf } from './sets.ts';

/**
 * Pairs whose use Harbor's audit log has with the project (goharbor/harbor
 * src/controller/event/topic.go; robots since 2.12): images, tags, repositories, projects, robots
 * that come and go. It has nothing of reading and of what else is changed.
 */
const TRACED: ReadonlySet<string> = new Set([
  'repository:pull',
  'repository:push',
  'repository:delete',
  'artifact:create',
  'artifact:delete',
  'tag:create',
  'tag:delete',
  'project:delete',
  'robot:create',
  'robot:delete',
]);

/** What permissions allow on all projects and nobody sees being used, sorted. */
export const untracedEverywhere = (permissions: readonly PermissionEntry[]): string[] =>
  [
    ...new Set(
      grantsOf(permissions)
        .filter(({ kind, namespace }) => kind === 'project' && namespace === '*')
        .map(pairOf)
        .filter((pair) => !TRACED.has(pair)),
    ),
  ].sort();
