import { Binder } from './binding.ts';
import { ok } from './exchange.ts';
import type { Exchange, Reply } from './exchange.ts';
import { showProject } from './projects/projects.ts';
import { compareText } from './listing/sql-values.ts';
import type { ProjectRow } from './state.ts';

/** Projects that a search looks through: all, the own and public ones, or for robots the public ones alone. */
function searched({ world, identity }: Exchange): (project: ProjectRow) => boolean {
  if (identity.kind === 'user' && identity.sysadmin) return () => true;
  const mine = new Set(
    identity.kind === 'user'
      ? world.state.membershipsOf(identity.id).map((member) => member.projectId)
      : [],
  );
  return (project) => mine.has(project.id) || project.metadata['public'] === 'true';
}

/** GET /search?q=: projects whose name contains `q` in this very case; there are no repositories. */
export function search(exchange: Exchange): Reply {
  const binder = new Binder(exchange);
  const text = binder.requiredText('q');
  binder.done();
  const found = [...exchange.world.state.projects.values()]
    .filter(searched(exchange))
    .filter(({ name }) => name.includes(text))
    .sort((a, b) => compareText(a.name, b.name));
  return ok({
    project: found.map((project) => showProject(exchange, project, 'metadata')),
    repository: [],
  });
}
