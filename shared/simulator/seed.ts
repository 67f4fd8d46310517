import { robotName } from './users/identity.ts';
import type { Grant, RobotRow } from './robots/robot-table.ts';
import { expiryOf } from './robots/robot-write.ts';
import type { RoleId, State } from './state.ts';
import type { World } from './world.ts';

/** Times are epoch milliseconds; what is left out is filled in as Harbor would. */
export interface SeedUser {
  readonly username: string;
  readonly password?: string;
  readonly email?: string;
  readonly realname?: string;
  readonly sysadmin?: boolean;
  readonly createdAt?: number;
}

export interface SeedProject {
  readonly name: string;
  /** User name; `admin` when absent. */
  readonly owner?: string;
  readonly public?: boolean;
  /** User name to role: 1 project administrator, 2 developer, 3 guest, 4 maintainer, 5 limited guest. */
  readonly members?: Readonly<Record<string, RoleId>>;
  readonly createdAt?: number;
  readonly repositories?: number;
}

export interface SeedPermission {
  readonly kind: 'system' | 'project';
  /** `/`, `*` or the name of a project. */
  readonly namespace: string;
  readonly access: readonly {
    readonly resource: string;
    readonly action: string;
    readonly effect?: string;
  }[];
}

export interface SeedRobot {
  /** Short name. A legacy robot is stored under this literally. */
  readonly name: string;
  /** Name of its project; a system robot when absent. */
  readonly project?: string;
  readonly description?: string;
  /** Days, -1 for never; 30 when absent. */
  readonly duration?: number;
  readonly createdAt?: number;
  readonly updatedAt?: number;
  /** Epoch seconds or -1; from creation and duration when absent. */
  readonly expiresAt?: number;
  readonly disabled?: boolean;
  readonly visible?: boolean;
  /** Generated when absent. */
  readonly secret?: string;
  /** User name of who made it; `admin` when absent. */
  readonly creator?: string;
  /** Stored name (`project+name`) of the robot that made it. */
  readonly creatorRobot?: string;
  readonly permissions?: readonly SeedPermission[];
  /** Further permission rows, for scopes of deleted projects. */
  readonly grants?: readonly Grant[];
  /** A robot of Harbor 2.1 or older: no secret, no permissions, duration 0. */
  readonly legacy?: boolean;
}

/** An entry of the audit log. */
export interface SeedAudit {
  /** Full name of a robot, or the name of a user. */
  readonly username: string;
  readonly operation: string;
  readonly resource: string;
  readonly at: number;
  /** Name of its project; none when absent. */
  readonly project?: string;
}

export interface Seed {
  readonly users?: readonly SeedUser[];
  readonly projects?: readonly SeedProject[];
  readonly robots?: readonly SeedRobot[];
  readonly audit?: readonly SeedAudit[];
}

export interface Seeded {
  /** Ids by name. */
  readonly users: ReadonlyMap<string, number>;
  readonly projects: ReadonlyMap<string, number>;
  /** In the order given; `name` is the full name that logs in. */
  readonly robots: readonly {
    readonly id: number;
    readonly name: string;
    readonly secret: string;
  }[];
}

function userId(state: State, username: string): number {
  const user = state.userByName(username);
  if (!user) throw new Error(`no user ${username}`);
  return user.id;
}

function projectId(state: State, name: string): number {
  const project = state.projectsByName.get(name);
  if (!project) throw new Error(`no project ${name}`);
  return project.id;
}

function grantsOf(state: State, permissions: readonly SeedPermission[]): Grant[] {
  return permissions.flatMap(({ kind, namespace, access }) => {
    const place = namespace === '*' ? '*' : kind === 'project' ? projectId(state, namespace) : '';
    const scope = kind === 'system' ? '/system' : `/project/${place}`;
    return access.map(({ resource, action, effect = '' }) => ({ scope, resource, action, effect }));
  });
}

function addRobot(world: World, seed: SeedRobot): RobotRow {
  const { state, clock, chance } = world;
  const project = seed.project === undefined ? 0 : projectId(state, seed.project);
  const legacy = seed.legacy === true;
  const created = seed.createdAt ?? clock.now();
  const duration = seed.duration ?? (legacy ? 0 : 30);
  const maker =
    seed.creatorRobot === undefined ? undefined : state.robots.named(seed.creatorRobot)[0];
  const row: RobotRow = {
    id: state.robots.nextId(),
    name: project !== 0 && !legacy ? `${seed.project ?? ''}+${seed.name}` : seed.name,
    description: seed.description ?? '',
    projectId: project,
    expiresAt: seed.expiresAt ?? expiryOf(created, duration),
    disabled: seed.disabled ?? false,
    visible: seed.visible ?? true,
    secret: legacy ? '' : (seed.secret ?? `${chance.secrets.text(29)}aA1`),
    salt: legacy ? '' : chance.secrets.text(32),
    duration,
    creatorType: legacy ? '' : maker ? 'robot' : 'local',
    creatorRef: legacy ? 0 : (maker?.id ?? userId(state, seed.creator ?? 'admin')),
    creationTime: created,
    updateTime: seed.updatedAt ?? created,
    grants: [...grantsOf(state, seed.permissions ?? []), ...(seed.grants ?? [])],
  };
  state.robots.add(row);
  return row;
}

/** Fills a simulator without HTTP and without any check: also what no API would accept. */
export function plant(world: World, seed: Seed): Seeded {
  const { state, clock, chance } = world;
  const users = new Map<string, number>();
  const projects = new Map<string, number>();
  for (const user of seed.users ?? []) {
    const created = user.createdAt ?? clock.now();
    const row = state.addUser({
      username: user.username,
      email: user.email ?? `${user.username}@example.com`,
      realname: user.realname ?? user.username,
      comment: '',
      password: user.password ?? `${chance.secrets.text(17)}aA1`,
      sysadmin: user.sysadmin ?? false,
      creationTime: created,
      updateTime: created,
    });
    users.set(user.username, row.id);
  }
  for (const project of seed.projects ?? []) {
    const created = project.createdAt ?? clock.now();
    const row = state.addProject({
      name: project.name,
      ownerId: userId(state, project.owner ?? 'admin'),
      metadata: { public: String(project.public ?? false) },
      creationTime: created,
      updateTime: created,
      repositories: project.repositories ?? 0,
      storageLimit: -1,
    });
    projects.set(project.name, row.id);
    for (const [username, role] of Object.entries(project.members ?? {}))
      state.addMember(row.id, userId(state, username), role);
  }
  const robots = (seed.robots ?? []).map((robot) => {
    const row = addRobot(world, robot);
    return { id: row.id, name: robotName(world, row), secret: row.secret };
  });
  for (const { username, operation, resource, at, project } of seed.audit ?? []) {
    state.audit.push({
      id: state.nextId('audit'),
      projectId: project === undefined ? 0 : projectId(state, project),
      username,
      operation,
      resourceType: 'artifact',
      resource,
      description: `${operation} artifact: ${resource}`,
      successful: true,
      time: at,
    });
  }
  return { users, projects, robots };
}
