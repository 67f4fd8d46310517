import type { Identity } from '../users/identity.ts';
import type { Profile } from '../profile.ts';
import type { RolePolicies } from './role-policies.ts';
import type { Grant, RobotRow } from '../robots/robot-table.ts';
import type { State } from '../state.ts';

interface Policy {
  readonly path: string;
  readonly action: string;
  readonly effect: string;
}

const patterns = new Map<string, RegExp | null>();

/** Casbin's keyMatch2: `*` after a slash matches anything, the rest is a regular expression. */
function pathMatches(path: string, pattern: string): boolean {
  let compiled = patterns.get(pattern);
  if (compiled === undefined) {
    try {
      compiled = new RegExp(`^${pattern.replaceAll('/*', '/.*').replaceAll(/:[^/]+/g, '[^/]+')}$`);
    } catch {
      compiled = null;
    }
    if (patterns.size > 10_000) patterns.clear();
    patterns.set(pattern, compiled);
  }
  return compiled?.test(path) ?? false;
}

/** some(allow) and not some(deny); an effect that is neither grants nothing. */
function allowed(policies: readonly Policy[], path: string, action: string): boolean {
  let granted = false;
  for (const policy of policies) {
    if (policy.action !== '*' && policy.action !== action) continue;
    if (!pathMatches(path, policy.path)) continue;
    if (policy.effect === 'deny') return false;
    if (policy.effect === '' || policy.effect === 'allow') granted = true;
  }
  return granted;
}

function policyOf(grant: Grant, profile: Profile): Policy {
  const self =
    profile.projectSelfResource &&
    grant.scope.startsWith('/project') &&
    grant.resource === 'project';
  return {
    path: self ? grant.scope : `${grant.scope}/${grant.resource}`,
    action: grant.action,
    effect: grant.effect,
  };
}

/** Who may do what (src/common/security and src/pkg/permission/evaluator). */
export class AccessRules {
  readonly #profile: Profile;
  readonly #roles: RolePolicies;

  constructor(profile: Profile, roles: RolePolicies) {
    this.#profile = profile;
    this.#roles = roles;
  }

  /** Whether `action` on a system resource is open to the caller. */
  onSystem(identity: Identity, resource: string, action: string): boolean {
    if (identity.kind === 'user') return identity.sysadmin;
    if (identity.kind !== 'robot' || identity.robot.projectId !== 0) return false;
    const policies = this.#split(identity.robot).system;
    return allowed(policies, `/system/${resource}`, action);
  }

  /** The same within a project; resource '' is the project itself. Nobody but sysadmin may in a missing one. */
  onProject(
    state: State,
    identity: Identity,
    projectId: number,
    resource: string,
    action: string,
  ): boolean {
    if (identity.kind === 'user' && identity.sysadmin) return true;
    const project = state.projects.get(projectId);
    if (!project) return false;
    const open =
      project.metadata['public'] === 'true' &&
      this.#roles.publicProject.has(`${resource}:${action}`);
    if (identity.kind === 'robot') {
      const path = resource === '' ? `/project/${projectId}` : `/project/${projectId}/${resource}`;
      const policies = this.#projectPolicies(identity.robot, projectId);
      if (policies === undefined) return false;
      const visitor: Policy[] = open ? [{ path, action, effect: '' }] : [];
      return allowed([...policies, ...visitor], path, action);
    }
    if (open) return true;
    if (identity.kind !== 'user') return false;
    return state
      .rolesOf(identity.id, projectId)
      .some((role) => this.#roles.byRole.get(role)?.has(`${resource}:${action}`));
  }

  #split(robot: RobotRow): { system: Policy[]; project: Policy[] } {
    const policies = robot.grants.map((grant) => policyOf(grant, this.#profile));
    return {
      system: policies.filter(({ path }) => path.startsWith('/system')),
      project: policies.filter(({ path }) => path.startsWith('/project')),
    };
  }

  /** undefined: the robot is not looked at in projects at all (system permissions hid them before 2.10). */
  #projectPolicies(robot: RobotRow, projectId: number): Policy[] | undefined {
    const { system, project } = this.#split(robot);
    if (robot.projectId === 0) {
      if (project.length === 0) return undefined;
      return system.length > 0 && !this.#profile.mixedScopes ? undefined : project;
    }
    const namespace = `/project/${projectId}`;
    return project
      .filter(({ path }) => path === namespace || path.startsWith(`${namespace}/`))
      .flatMap((policy) =>
        policy.action === 'push'
          ? [policy, { path: policy.path, action: 'pull', effect: '' }]
          : [policy],
      );
  }
}
