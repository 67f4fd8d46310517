import type { Profile } from '../profile.ts';
import type { Pair } from './catalogue.ts';

type Grants = Readonly<Record<string, string>>;

const GUEST: Grants = {
  '': 'read',
  accessory: 'list',
  artifact: 'list read',
  'artifact-addition': 'read',
  configuration: 'read',
  label: 'list read',
  member: 'list read',
  quota: 'read',
  repository: 'list pull read',
  robot: 'list read',
  scan: 'read',
  scanner: 'read',
  tag: 'list',
};

const DEVELOPER: Grants = {
  ...GUEST,
  artifact: 'create list read',
  'artifact-label': 'create delete',
  repository: 'create list pull push read update',
  tag: 'create list',
};

const MAINTAINER: Grants = {
  ...DEVELOPER,
  artifact: 'create delete list read',
  'immutable-tag': 'create delete list update',
  label: 'create delete list read update',
  metadata: 'read',
  'notification-policy': 'list',
  repository: 'create delete list pull push read update',
  scan: 'create read stop',
  tag: 'create delete list',
  'tag-retention': 'create delete list operate read update',
};

const PROJECT_ADMIN: Grants = {
  ...MAINTAINER,
  '': 'delete read update',
  configuration: 'read update',
  log: 'list',
  member: 'create delete list read update',
  metadata: 'create delete read update',
  'notification-policy': 'create delete list read update',
  'preheat-policy': 'create delete list read update',
  robot: 'create delete list read update',
  scanner: 'create read',
};

const LIMITED_GUEST: Grants = {
  '': 'read',
  accessory: 'list',
  artifact: 'list read',
  'artifact-addition': 'read',
  configuration: 'read',
  quota: 'read',
  repository: 'list pull',
  scan: 'read',
  scanner: 'read',
  tag: 'list',
};

const PUBLIC: Grants = {
  '': 'read',
  accessory: 'list',
  artifact: 'list read',
  'artifact-addition': 'read',
  label: 'list read',
  repository: 'list pull',
  scan: 'read',
  scanner: 'read',
  tag: 'list',
};

const HELM_READ: Grants = { 'helm-chart': 'list read', 'helm-chart-version': 'list read' };
const HELM_WRITE: Grants = {
  'helm-chart': 'create list read',
  'helm-chart-version': 'create list read',
  'helm-chart-version-label': 'create delete list',
};
const HELM_ALL: Grants = {
  'helm-chart': 'create delete list read',
  'helm-chart-version': 'create delete list read',
  'helm-chart-version-label': 'create delete list',
};

/** The rights of project roles and of everybody in public projects (src/common/rbac/project). */
export interface RolePolicies {
  /** Keys `resource:action`; the project itself is the resource ''. */
  readonly byRole: ReadonlyMap<number, ReadonlySet<string>>;
  readonly publicProject: ReadonlySet<string>;
  /** Every right that some role has: what GET /users/current/permissions tries. */
  readonly everything: readonly Pair[];
}

const keysOf = (grants: Grants): string[] =>
  Object.entries(grants).flatMap(([resource, actions]) =>
    actions.split(' ').map((action) => `${resource}:${action}`),
  );

/** Rights that a release does not know yet. */
function unknown(profile: Profile): ReadonlySet<string> {
  return new Set([
    ...(profile.scanStop ? [] : ['scan:stop']),
    ...(profile.accessories ? [] : ['accessory:list']),
  ]);
}

function merged(...grants: (Grants | false)[]): Set<string> {
  return new Set(grants.flatMap((part) => (part ? keysOf(part) : [])));
}

/** The roles as the release of the profile has them. */
export function rolePoliciesOf(profile: Profile): RolePolicies {
  const helm = profile.helmCharts;
  const log = profile.membersReadLog && { log: 'list' };
  const cve = profile.exportCveRole && { 'export-cve': 'create list read' };
  const readSbom = profile.sbomRole && { sbom: 'read' };
  const allSbom = profile.sbomRole && { sbom: 'create read stop' };
  const projectAdmin = merged(PROJECT_ADMIN, helm && HELM_ALL, cve, allSbom);
  const byRole = new Map([
    [1, projectAdmin],
    [
      2,
      merged(
        DEVELOPER,
        helm && HELM_WRITE,
        log,
        cve,
        readSbom,
        profile.developerTagRetention && {
          'tag-retention': 'create delete list operate read update',
        },
      ),
    ],
    [3, merged(GUEST, helm && HELM_READ, log, readSbom)],
    [
      4,
      merged(
        MAINTAINER,
        helm && HELM_ALL,
        log,
        cve,
        allSbom,
        profile.maintainerWritesMetadata && { metadata: 'create delete update' },
        profile.maintainerReadsNotificationPolicy && { 'notification-policy': 'read' },
      ),
    ],
    [
      5,
      merged(
        LIMITED_GUEST,
        helm && HELM_READ,
        readSbom,
        profile.limitedGuestReadsRepository && { repository: 'read' },
      ),
    ],
  ]);
  const publicProject = merged(PUBLIC, helm && HELM_READ, readSbom);
  for (const right of unknown(profile))
    for (const rights of [...byRole.values(), publicProject]) rights.delete(right);
  return {
    byRole,
    publicProject,
    everything: [...projectAdmin].map((key) => {
      const [resource = '', action = ''] = key.split(':');
      return { resource, action };
    }),
  };
}

const SYSTEM: Grants = {
  'audit-log': 'list',
  catalog: 'read',
  configuration: 'read update',
  distribution: 'create delete list read update',
  'garbage-collection': 'create delete list read update',
  'ldap-user': 'create list',
  project: 'create delete list read update',
  registry: 'create delete list read update',
  replication: 'create delete list read update',
  'scan-all': 'create delete list read update',
  'system-volumes': 'read',
  user: 'create delete list read update',
  'user-group': 'create delete list read update',
};

/** What GET /users/current/permissions tries for `scope=/system` (src/common/rbac/system/policies.go). */
export function systemPolicies({ jobMonitor, securityHub }: Profile): Pair[] {
  const keys = merged(
    SYSTEM,
    jobMonitor && { 'jobservice-monitor': 'list read stop' },
    securityHub && { 'security-hub': 'list read' },
  );
  return [...keys].map((key) => {
    const [resource = '', action = ''] = key.split(':');
    return { action, resource };
  });
}
