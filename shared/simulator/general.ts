import { negotiate } from './binding.ts';
import type { Exchange, Reply } from './exchange.ts';
import { ok } from './exchange.ts';
import { Binder } from './binding.ts';
import { listVisibleProjects, readProjectQuery } from './project-listing.ts';
import { requireAuthenticated, requireSystem } from './require-access.ts';

const COMPONENTS = ['core', 'database', 'jobservice', 'portal', 'redis', 'registry', 'registryctl'];

/** GET /ping. */
export function ping({ call, world }: Exchange): Reply {
  const offers = pingOffers(world.profile.pingAsJson);
  if (negotiate(call.headers['accept'], offers) === 'application/json') return ok('Pong');
  return { status: 200, text: 'Pong', contentType: 'text/plain' };
}

/** What GET /ping produces: JSON only since 2.11. */
export const pingOffers = (asJson: boolean): string[] =>
  asJson ? ['text/plain', 'application/json'] : ['text/plain'];

/** GET /health: always 200. */
export function health(): Reply {
  return ok({
    components: COMPONENTS.map((name) => ({ name, status: 'healthy' })),
    status: 'healthy',
  });
}

/** GET /api/version, outside of v2.0. */
export function apiVersion(): Reply {
  return { status: 200, text: '{"version":"v2.0"}\n', contentType: 'text/plain; charset=utf-8' };
}

/** GET /statistics: totals for the system administrator, the own numbers for others. */
export function statistics(exchange: Exchange): Reply {
  const { world, identity } = exchange;
  requireAuthenticated(exchange);
  const sysadmin = identity.kind === 'user' && identity.sysadmin;
  const projects = [...world.state.projects.values()];
  const open = projects.filter((project) => project.metadata['public'] === 'true');
  const mine = projects.filter(
    (project) =>
      project.metadata['public'] !== 'true' &&
      (sysadmin ||
        (identity.kind === 'user' && world.state.rolesOf(identity.id, project.id).length > 0)),
  );
  const repositories = (rows: typeof projects): number =>
    rows.reduce((sum, project) => sum + project.repositories, 0);
  return ok({
    private_project_count: mine.length,
    private_repo_count: repositories(mine),
    public_project_count: open.length,
    public_repo_count: repositories(open),
    total_project_count: sysadmin ? projects.length : 0,
    total_repo_count: sysadmin ? repositories(projects) : 0,
    total_storage_consumption: 0,
  });
}

/** GET /quotas: one per project. */
export function listQuotas(exchange: Exchange): Reply {
  const binder = new Binder(exchange);
  const readListing = binder.page();
  binder.done();
  requireSystem(exchange, 'quota', 'list');
  const { page, pageSize } = readListing();
  const projects = [...exchange.world.state.projects.values()];
  const start = pageSize > 0 ? Math.max(0, page - 1) * pageSize : 0;
  return {
    status: 200,
    headers: { 'x-total-count': String(projects.length) },
    json: projects.slice(start, pageSize > 0 ? start + pageSize : undefined).map((project) => ({
      hard: { storage: -1 },
      id: project.id,
      ref: { id: project.id, name: project.name },
      used: { storage: 0 },
    })),
  };
}

/** GET /search: projects by name; there are no repositories. */
export function search(exchange: Exchange): Reply {
  const binder = new Binder(exchange);
  const query = readProjectQuery(binder);
  binder.done();
  const { rows } = listVisibleProjects(exchange, {
    ...query,
    listing: () => ({ keywords: new Map(), sorts: [], page: 1, pageSize: -1 }),
    name: binder.text('q') ?? '',
  });
  return ok({
    project: rows.map((project) => ({ name: project.name, project_id: project.id })),
    repository: [],
  });
}
