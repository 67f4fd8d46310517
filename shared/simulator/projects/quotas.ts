import { Binder } from '../binding.ts';
import { QUOTA_UPDATE } from '../bodies.ts';
import { badRequest, notFound } from '../errors.ts';
import { empty, ok } from '../exchange.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { formatTime } from '../go/go-encode.ts';
import { linkHeader } from '../listing/link.ts';
import { requireSystem } from '../access/require-access.ts';
import type { ProjectRow } from '../state.ts';

/** Every project has one quota, which is made with it and has its number. */
function showQuota({ world }: Exchange, project: ProjectRow): Record<string, unknown> {
  return {
    creation_time: formatTime(project.creationTime),
    hard: { storage: project.storageLimit },
    id: project.id,
    ref: {
      id: project.id,
      name: project.name,
      owner_name: world.state.users.get(project.ownerId)?.username,
    },
    update_time: formatTime(project.creationTime),
    used: { storage: 0 },
  };
}

/** Both sorts by time are one here, as nothing is ever pushed; the newest comes first unless asked otherwise. */
function sorted(projects: readonly ProjectRow[], sort: string): ProjectRow[] {
  const byTime = [...projects].sort((a, b) => a.creationTime - b.creationTime || a.id - b.id);
  const limit = (project: ProjectRow): number =>
    project.storageLimit === -1 ? Number.MAX_SAFE_INTEGER : project.storageLimit;
  switch (sort) {
    case 'creation_time':
    case 'update_time':
      return byTime;
    case 'hard.storage':
      return byTime.sort((a, b) => limit(a) - limit(b));
    case '-hard.storage':
      return byTime.sort((a, b) => limit(b) - limit(a));
    default:
      return byTime.reverse();
  }
}

/** GET /quotas?reference=project&reference_id=, for whoever may list quotas of the system. */
export function listQuotas(exchange: Exchange): Reply {
  const { world, call } = exchange;
  const binder = new Binder(exchange);
  const reference = binder.text('reference') ?? 'project';
  const referenceId = binder.text('reference_id');
  const sort = binder.text('sort') ?? '';
  const readListing = binder.page();
  binder.done();
  requireSystem(exchange, 'quota', 'list');
  const { page, pageSize } = readListing();
  const wanted = [...world.state.projects.values()].filter(
    ({ id }) => reference === 'project' && (referenceId ?? String(id)) === String(id),
  );
  const start = page > 0 && pageSize > 0 ? (page - 1) * pageSize : 0;
  const rows = sorted(wanted, sort).slice(start, pageSize > 0 ? start + pageSize : undefined);
  const link = linkHeader(call.escapedPath, call.query, wanted.length, page, pageSize);
  return {
    status: 200,
    headers: { 'x-total-count': String(wanted.length), ...(link === undefined ? {} : { link }) },
    json: rows.map((project) => showQuota(exchange, project)),
  };
}

/** PUT /quotas/{id}: storage is the one thing that is limited. */
export function updateQuota(exchange: Exchange): Reply {
  const binder = new Binder(exchange);
  const { hard = {} } = binder.body(QUOTA_UPDATE) as { hard?: Record<string, number> };
  const id = binder.id(exchange, 'id');
  binder.done();
  requireSystem(exchange, 'quota', 'update');
  if (Object.keys(hard).length === 0) throw badRequest('hard required in body');
  const project = exchange.world.state.projects.get(Number(id));
  if (!project) throw notFound(`quota ${id} not found`);
  for (const [resource, limit] of Object.entries(hard)) {
    if (resource !== 'storage') throw badRequest(`resource ${resource} not support`);
    if (limit <= 0 && limit !== -1) throw badRequest(`invalid value for resource ${resource}`);
    project.storageLimit = limit;
  }
  return empty();
}

/** GET /quotas/{id}. */
export function getQuota(exchange: Exchange): Reply {
  const binder = new Binder(exchange);
  const id = binder.id(exchange, 'id');
  binder.done();
  requireSystem(exchange, 'quota', 'read');
  const project = exchange.world.state.projects.get(Number(id));
  if (!project) throw notFound(`quota ${id} not found`);
  return ok(showQuota(exchange, project));
}
