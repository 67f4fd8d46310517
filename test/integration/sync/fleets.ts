import type { SeedRobot } from '../../../shared/simulator/seed.ts';

/** A day old, because what is made while a sync runs is looked at more closely. */
const AGO = Date.now() - 86_400_000;

/** So many robots with pull rights in their project, or everywhere for system robots. */
export function robots(count: number, name: string, project?: string): SeedRobot[] {
  const namespace = project ?? '*';
  const access = [{ resource: 'repository', action: 'pull' }];
  return Array.from({ length: count }, (_, index) => ({
    name: `${name}-${String(index)}`,
    createdAt: AGO,
    ...(project === undefined ? {} : { project }),
    permissions: [{ kind: 'project' as const, namespace, access }],
  }));
}

/** Path of a listing as the client sends it: `q` is encoded twice. */
export const listingOf = (projectId: number): string =>
  encodeURIComponent(encodeURIComponent(`Level=project,ProjectID=${String(projectId)}`));

export const pageOf = (projectId: number, page: number): RegExp =>
  new RegExp(`${listingOf(projectId).replaceAll('.', '\\.')}&page=${String(page)}&`);
