import type { Claims } from './oidc/oidc-users.ts';
import { RobotTable } from './robots/robot-table.ts';

/** Times in all rows are epoch milliseconds. */
export interface UserRow {
  readonly id: number;
  username: string;
  email: string;
  realname: string;
  comment: string;
  password: string;
  sysadmin: boolean;
  readonly creationTime: number;
  updateTime: number;
  /** Signs in through the provider: who that is there, and the CLI secret. */
  oidc?: { readonly subject: string; readonly secret: string };
}

/** CVEs that a project lets pass. */
export interface Allowlist {
  readonly items: readonly string[];
  /** Epoch seconds; undefined for never. */
  readonly expiresAt: number | undefined;
  readonly setAt: number;
}

export interface ProjectRow {
  readonly id: number;
  readonly name: string;
  readonly ownerId: number;
  readonly metadata: Record<string, string>;
  readonly creationTime: number;
  updateTime: number;
  /** Repositories in it: a project that has some cannot be deleted. */
  repositories: number;
  /** Undefined until somebody sets it. */
  allowlist?: Allowlist;
  /** Bytes, -1 for no limit. */
  storageLimit: number;
}

/** 1 project administrator, 2 developer, 3 guest, 4 maintainer, 5 limited guest. */
export type RoleId = 1 | 2 | 3 | 4 | 5;

export interface MemberRow {
  readonly id: number;
  readonly projectId: number;
  readonly userId: number;
  role: number;
}

export interface AuditRow {
  readonly id: number;
  readonly projectId: number;
  readonly username: string;
  readonly operation: string;
  readonly resourceType: string;
  readonly resource: string;
  readonly description: string;
  readonly successful: boolean;
  readonly time: number;
}

export interface SessionUser {
  readonly id: number;
  readonly username: string;
  /** Also by group. */
  readonly sysadmin: boolean;
  /** Administrator through a group of the provider. */
  readonly byGroup: boolean;
}

export interface PendingOidc {
  /** '' once it was answered. */
  readonly state: string;
  readonly verifier: string;
  readonly claims: Claims | undefined;
}

export interface SessionRow {
  readonly id: string;
  /** The user as it was at sign-in: rights do not change while the session lives. */
  user: SessionUser | undefined;
  lastUse: number;
  /** What a sign-in through the provider keeps between its steps. */
  readonly kept: { oidc?: PendingOidc };
}

/** Everything a Harbor keeps; one object per simulator, replaced on reset. */
export class State {
  readonly users = new Map<number, UserRow>();
  readonly projects = new Map<number, ProjectRow>();
  readonly projectsByName = new Map<string, ProjectRow>();
  readonly #members = new Map<number, MemberRow[]>();
  readonly robots = new RobotTable();
  readonly audit: AuditRow[] = [];
  readonly sessions = new Map<string, SessionRow>();
  readonly settings = new Map<string, unknown>();
  #ids = { user: 0, project: 0, member: 0, audit: 0 };

  /** The next number of a sequence, as a database hands it out. */
  nextId(sequence: 'user' | 'project' | 'member' | 'audit'): number {
    this.#ids[sequence] += 1;
    return this.#ids[sequence];
  }

  addUser(user: Omit<UserRow, 'id'>): UserRow {
    const row = { ...user, id: this.nextId('user') };
    this.users.set(row.id, row);
    return row;
  }

  addProject(project: Omit<ProjectRow, 'id'>): ProjectRow {
    const row = { ...project, id: this.nextId('project') };
    this.projects.set(row.id, row);
    this.projectsByName.set(row.name, row);
    this.addMember(row.id, row.ownerId, 1);
    return row;
  }

  /** Removes the project, its members and its robots; permission rows of other robots stay. */
  removeProject(project: ProjectRow): void {
    this.projects.delete(project.id);
    this.projectsByName.delete(project.name);
    this.#members.delete(project.id);
    this.robots.removeProject(project.id);
  }

  addMember(projectId: number, userId: number, role: number): MemberRow {
    const row = { id: this.nextId('member'), projectId, userId, role };
    this.#members.set(projectId, [...this.membersOf(projectId), row]);
    return row;
  }

  /** Members of one project, in the order in which they came. */
  membersOf(projectId: number): readonly MemberRow[] {
    return this.#members.get(projectId) ?? [];
  }

  /** Memberships of one user in any project. */
  membershipsOf(userId: number): MemberRow[] {
    return [...this.#members.values()].flat().filter((member) => member.userId === userId);
  }

  removeMember(member: MemberRow): void {
    const others = this.membersOf(member.projectId).filter((other) => other !== member);
    this.#members.set(member.projectId, others);
  }

  userByName(username: string): UserRow | undefined {
    for (const user of this.users.values()) if (user.username === username) return user;
    return undefined;
  }

  /** Role ids of a user in a project. */
  rolesOf(userId: number, projectId: number): number[] {
    return this.membersOf(projectId)
      .filter((member) => member.userId === userId)
      .map((member) => member.role);
  }

  text(setting: string): string {
    return String(this.settings.get(setting) ?? '');
  }

  number(setting: string): number {
    return Number(this.settings.get(setting) ?? 0);
  }

  flag(setting: string): boolean {
    return this.settings.get(setting) === true;
  }
}
