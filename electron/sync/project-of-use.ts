import type { AuditEntry } from '../harbor/types.ts';

/** Entries whose resource begins with its project: `library/app:1.2`, `library/app@sha256:…`. */
const IN_PROJECT: ReadonlySet<string> = new Set(['artifact', 'repository', 'tag']);

/**
 * The project that an entry of the audit log is about; null where it names none (goharbor/harbor
 * src/controller/event/topic.go, src/pkg/auditext/event).
 * @param prefix of the robots of that time
 */
export function projectOfUse(
  { resource, resourceType }: Pick<AuditEntry, 'resource' | 'resourceType'>,
  prefix: string,
): string | null {
  const before = (mark: string, text: string): string | null => {
    const at = text.indexOf(mark);
    return at > 0 ? text.slice(0, at) : null;
  };
  if (IN_PROJECT.has(resourceType)) return before('/', resource);
  if (resourceType === 'project') return resource === '' ? null : resource;
  // Of robots that it made or deleted, those of projects are called `<prefix><project>+<name>`.
  if (resourceType !== 'robot' || !resource.startsWith(prefix)) return null;
  return before('+', resource.slice(prefix.length));
}
