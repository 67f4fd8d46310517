import { negotiate } from './binding.ts';
import type { Exchange, Reply } from './exchange.ts';
import { ok } from './exchange.ts';
import { requireAuthenticated } from './access/require-access.ts';

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
