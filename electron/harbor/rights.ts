import type { Rights } from '../../shared/contract/instances.ts';
import { counted } from '../../shared/robots/counted.ts';
import type { HarborProject, Identity } from './types.ts';

/** Harbor's role numbers (2.2 to 2.16). */
const ROLE = { admin: 1, developer: 2, guest: 3, maintainer: 4, limitedGuest: 5 } as const;

/** What one role is worth, most first; Harbor may name several for one user. */
const BY_WEIGHT: readonly number[] = [
  ROLE.admin,
  ROLE.maintainer,
  ROLE.developer,
  ROLE.guest,
  ROLE.limitedGuest,
];

/** The role that counts among those that Harbor names, 0 for none. */
export const strongestRole = (roles: readonly number[]): number =>
  BY_WEIGHT.find((role) => roles.includes(role)) ?? 0;

type UserIdentity = Extract<Identity, { kind: 'user' }>;

/** What was seen of a user's projects. */
export interface UserSeen {
  readonly projects: readonly HarborProject[];
  /** Projects of which Harbor names no role, and in which robots may be made or listed all the same. */
  readonly withoutRole: readonly { readonly canCreate: boolean; readonly canList: boolean }[];
}

/** What was seen with a robot's own login. */
export interface RobotSeen {
  readonly listsSystem: boolean;
  /** All projects it sees, and of those that were tried how many let it list robots. */
  readonly projects: number;
  readonly tried: number;
  readonly listed: number;
  /** Of those that were tried, how many let it change robots; null where that was not seen. */
  readonly changed: number | null;
}

/** The account that Harbor is set up with; with a provider, the only one that has a password. */
const FIRST_ADMIN = 1;

/** What makes somebody an administrator, where that is not simply how it is set for the user. */
function adminBy({ id, byGroup, atProvider }: UserIdentity, authMode: string): string[] {
  if (byGroup && (atProvider || authMode === 'oidc_auth')) {
    return [
      'Is one through the administrators’ group of the provider; who leaves it is none from the next sign-in on.',
    ];
  }
  if (byGroup) return ['Is one through a group of the directory.'];
  if (authMode === 'oidc_auth' && id === FIRST_ADMIN) {
    return ['Is the local administrator, who needs no provider.'];
  }
  return [];
}

/** A system administrator may do everything that Harbor offers (all versions). */
export function rightsOfAdmin(identity: UserIdentity, authMode: string): Rights {
  return {
    identity: 'system-admin',
    username: identity.username,
    adminOfProjects: 0,
    can: [
      ...adminBy(identity, authMode),
      'Sees every robot of every project, and the system robots.',
      'May create, change, refresh and delete every robot.',
      'Reads the robot name prefix and the list of permissions.',
    ],
    cannot: [],
  };
}

/** A project administrator, a member, or somebody without any project (Harbor's roles, 2.2 to 2.16). */
export function rightsOfUser(
  { username, atProvider }: Pick<UserIdentity, 'username' | 'atProvider'>,
  { projects, withoutRole }: UserSeen,
): Rights {
  const having = (...roles: readonly number[]): number =>
    projects.filter(({ role }) => roles.includes(role)).length;
  const administers = having(ROLE.admin) + withoutRole.filter(({ canCreate }) => canCreate).length;
  const reads =
    having(ROLE.maintainer, ROLE.developer, ROLE.guest) +
    withoutRole.filter(({ canCreate, canList }) => canList && !canCreate).length;
  const blind = having(ROLE.limitedGuest);
  const can: string[] = [];
  const cannot: string[] = [];
  if (administers > 0) {
    can.push(
      `Sees and may change the robots of ${counted(administers, 'project')} it administers.`,
    );
    can.push('Reads the list of permissions for project robots.');
  }
  if (reads > 0) can.push(`Sees, but cannot change, the robots of ${counted(reads, 'project')}.`);
  if (blind > 0)
    cannot.push(`Cannot see the robots of ${counted(blind, 'project')} (limited guest).`);
  if (administers === 0 && reads === 0) {
    cannot.push('Cannot see the robots of any project. Ask a project administrator for a role.');
  }
  if (atProvider) cannot.push('Is not in the administrators’ group of the provider.');
  cannot.push('Cannot see the system robots.');
  cannot.push('Cannot read the robot name prefix.');
  if (administers === 0) cannot.push('Cannot read the list of permissions.');
  return {
    identity: administers > 0 ? 'project-admin' : 'user',
    username,
    adminOfProjects: administers,
    can,
    cannot,
  };
}

/** A robot: hardly any may change or refresh one, but some that are older than Harbor 2.10 do. */
export function rightsOfRobot(username: string, seen: RobotSeen): Rights {
  const can: string[] = [];
  const cannot: string[] = [];
  const { listsSystem, projects, tried, listed, changed } = seen;
  (listsSystem ? can : cannot).push(
    listsSystem ? 'Sees the system robots.' : 'Cannot see the system robots.',
  );
  can.push(`Sees ${counted(projects, 'project')}: public ones and those its permissions name.`);
  if (tried > 0) {
    if (listed === 0) cannot.push('Cannot see the robots of its projects.');
    else if (listed === tried) can.push(`Sees the robots of its projects${of(tried, projects)}.`);
    else can.push(`Sees the robots of some projects (${listed} of ${tried} tried).`);
  }
  if (changed !== null && changed > 0) {
    can.push(
      `May change and refresh the robots of ${counted(changed, 'project')}${of(tried, projects)}.`,
    );
  } else {
    cannot.push(
      changed === null
        ? 'Changes and refreshes robots only if it kept that right from Harbor 2.9 or older.'
        : 'Never changes or refreshes a robot of its projects: Harbor grants that to hardly any robot.',
    );
  }
  cannot.push('Cannot read the robot name prefix and the list of permissions.');
  return { identity: 'robot', username, adminOfProjects: 0, can, cannot };
}

/** Rights without any look at the projects: who it is, and nothing more. */
export const rightsUnseen = (identity: Identity): Rights => ({
  identity: identity.kind === 'robot' ? 'robot' : identity.isAdmin ? 'system-admin' : 'user',
  username: identity.username,
  adminOfProjects: 0,
  can: [],
  cannot: [],
});

const of = (tried: number, projects: number): string =>
  tried < projects ? ` (tried on ${String(tried)} of ${String(projects)})` : '';
