import type { Rights } from '../../shared/contract/instances.ts';
import { rightsOfAdmin, rightsOfRobot, rightsOfUser } from '../harbor/rights.ts';
import { mayHandleRobots } from '../../shared/permissions/subset.ts';
import type { HarborProject } from '../harbor/types.ts';
import type { Course } from './course.ts';

/** What a sync has tried. */
export interface Tried {
  readonly listsSystem: boolean;
  readonly projects: readonly HarborProject[];
  /** Ids of the projects whose robots this login may list. */
  readonly readable: ReadonlySet<number>;
}

/** What this login can do, from what the sync has just tried: nothing more is asked for it. */
export function rightsSeen({ identity, info, unread, witness }: Course, tried: Tried): Rights {
  const { username } = identity;
  const { projects, readable, listsSystem } = tried;
  if (identity.kind === 'robot') {
    const refused = unread.list.filter(
      ({ project, error }) => project !== '' && isForbidden(error),
    );
    const { reader } = witness;
    const changes = (projectName: string): boolean =>
      reader !== null &&
      mayHandleRobots(reader, 'update', { level: 'project', projectName }, info.version);
    const counts = {
      tried: refused.length + readable.size,
      listed: readable.size,
      changed: reader && projects.filter(({ name }) => changes(name)).length,
    };
    return rightsOfRobot(username, { listsSystem, projects: projects.length, ...counts });
  }
  if (identity.isAdmin) return rightsOfAdmin(identity, info.authMode);
  // Harbor names roles only for users it knows itself.
  const namesRoles = projects.some(({ role }) => role > 0);
  const others = namesRoles ? [] : [...readable];
  const withoutRole = others.map(() => ({ canCreate: false, canList: true }));
  return rightsOfUser(identity, { projects, withoutRole });
}

const isForbidden = ({ code }: { readonly code: string }): boolean => code === 'forbidden';
