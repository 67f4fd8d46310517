import type { ClonePlace } from '../../../../shared/contract/operations.ts';
import type { RobotDetail } from '../../../../shared/contract/robots.ts';

/** The projects that robots name: their own, and those they hold permissions in. */
export function projectsNamed(
  robots: readonly Pick<RobotDetail, 'level' | 'project' | 'permissionEntries'>[],
): string[] {
  const names = robots.flatMap(({ level, project, permissionEntries }) => [
    ...(level === 'project' ? [project] : []),
    ...permissionEntries
      .filter(({ kind, namespace }) => kind === 'project' && namespace !== '*' && namespace !== '')
      .map(({ namespace }) => namespace),
  ]);
  return [...new Set(names)].sort((left, right) => (left < right ? -1 : 1));
}

/** New names by instance and old name, as typed; what is missing or empty keeps its name. */
export type Mapping = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The name that a project has at an instance by the mapping. */
export const mapped = (mapping: Mapping, instanceId: string, project: string): string =>
  mapping.get(instanceId)?.get(project)?.trim() || project;

/** The mapping with one more name. */
export function withName(
  mapping: Mapping,
  instanceId: string,
  project: string,
  name: string,
): Mapping {
  const names = new Map(mapping.get(instanceId)).set(project, name);
  return new Map(mapping).set(instanceId, names);
}

/** The places as a plan takes them: only names that change. */
export function clonePlaces(
  instances: readonly string[],
  projects: readonly string[],
  mapping: Mapping,
): ClonePlace[] {
  return instances.map((instanceId) => ({
    instanceId,
    projects: Object.fromEntries(
      projects
        .map((project) => [project, mapped(mapping, instanceId, project)] as const)
        .filter(([project, name]) => name !== project),
    ),
  }));
}
