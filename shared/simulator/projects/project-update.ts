import { Binder } from '../binding.ts';
import { PROJECT } from '../bodies.ts';
import { badRequest } from '../errors.ts';
import { empty } from '../exchange.ts';
import type { Exchange, Reply } from '../exchange.ts';
import { knownMetadata } from './project-metadata.ts';
import { findProject, projectKey, requireProject } from '../access/require-access.ts';
import type { Allowlist, ProjectRow } from '../state.ts';

interface ProjectBody {
  readonly metadata?: Readonly<Record<string, string>>;
  readonly cve_allowlist?: {
    readonly project_id?: number;
    readonly expires_at?: number;
    readonly items?: readonly { readonly cve_id?: string }[];
  };
}

/** PUT /projects/{p}: metadata that the body names, and the CVE allowlist; the rest is ignored. */
export function updateProject(exchange: Exchange): Reply {
  const { world } = exchange;
  const binder = new Binder(exchange);
  const body = binder.body(PROJECT) as ProjectBody;
  binder.done();
  const key = projectKey(exchange);
  requireProject(exchange, key, '', 'update');
  const project = findProject(exchange, key);
  const allowlist = body.cve_allowlist && allowlistOf(project, body.cve_allowlist, world.stamp());
  const metadata = knownMetadata(body.metadata, world.profile);
  if (world.profile.guardedRetention) checkRetention(project, metadata);
  Object.assign(project.metadata, metadata);
  if (allowlist) project.allowlist = allowlist;
  return empty();
}

function allowlistOf(
  project: ProjectRow,
  sent: NonNullable<ProjectBody['cve_allowlist']>,
  now: number,
): Allowlist {
  const { project_id: projectId = 0, expires_at: expiresAt, items = [] } = sent;
  if (projectId !== 0 && projectId !== project.id)
    throw badRequest(
      `project_id in cve_allowlist must be ${project.id} but it's ${String(projectId)}`,
    );
  return { items: items.map((item) => item.cve_id ?? ''), expiresAt, setAt: now };
}

/** A retention policy is made by the project's own call: here it can only be the one that it has. */
function checkRetention(project: ProjectRow, metadata: Readonly<Record<string, string>>): void {
  const sent = metadata['retention_id'];
  if (sent === undefined || sent === project.metadata['retention_id']) return;
  throw badRequest(
    "the retention_id in the request's payload when updating a project should be omitted, alternatively passing the one that has already been associated to this project",
  );
}
