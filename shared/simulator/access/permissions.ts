import { forbidden, notFound, unauthorized } from '../errors.ts';
import { ok } from '../exchange.ts';
import type { Exchange, Reply } from '../exchange.ts';

/** GET /permissions (2.10): the catalogue, for system and project administrators who are users. */
export function listPermissions({ world, identity }: Exchange): Reply {
  const { state, catalogue, profile } = world;
  if (identity.kind === 'anonymous') throw unauthorized('');
  if (identity.kind === 'robot' && !profile.permissionsForbidRobots)
    throw notFound(`user ${identity.username} not found`);
  const sysadmin = identity.kind === 'user' && identity.sysadmin;
  const projectAdmin =
    identity.kind === 'user' &&
    state.membershipsOf(identity.id).some((member) => member.role === 1);
  if (!sysadmin && !projectAdmin)
    throw forbidden('forbidden: only admins(system and project) can access permissions');
  return ok({
    project: catalogue?.project ?? null,
    system: sysadmin ? (catalogue?.system ?? null) : null,
  });
}
