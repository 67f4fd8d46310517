import type { SeedPermission } from '../../shared/simulator/seed.ts';

/** What the words of a robot are made of. */
export interface Words {
  readonly project: string;
  readonly service: string;
  readonly cluster: string;
  readonly person: string;
  readonly ticket: string;
}

/** One sort of robot that teams make. */
export interface RobotKind {
  /** How many of this kind there are, against the others. */
  readonly weight: number;
  readonly name: (words: Words) => string;
  readonly description: (words: Words) => string;
  /** `resource:action` pairs. */
  readonly pairs: readonly string[];
  /** How long it lives: people think of this when they make one. */
  readonly life: 'short' | 'usual' | 'endless';
}

const pull = ['repository:pull'];
const push = ['repository:push', 'repository:pull'];

/** Robots of a project. */
export const PROJECT_KINDS: readonly RobotKind[] = [
  {
    weight: 30,
    name: ({ service }) => `ci-${service}`,
    description: ({ service }) => `Pushes ${service} from GitLab CI`,
    pairs: [...push, 'artifact:read', 'tag:create', 'tag:list'],
    life: 'usual',
  },
  {
    weight: 28,
    name: ({ cluster, service }) => `${cluster}-${service}`,
    description: ({ project, cluster }) =>
      `Image pull secret of namespace ${project} on ${cluster}`,
    pairs: pull,
    life: 'endless',
  },
  {
    weight: 10,
    name: ({ cluster }) => `argocd-${cluster}`,
    description: ({ cluster }) => `Argo CD image updater on ${cluster}`,
    pairs: [...pull, 'repository:list', 'artifact:list', 'tag:list'],
    life: 'endless',
  },
  {
    weight: 9,
    name: ({ service }) => `scan-${service}`,
    description: ({ service }) => `Nightly scan of ${service}, results go to the security board`,
    pairs: ['scan:create', 'scan:read', 'artifact:read', 'artifact:list', 'artifact-addition:read'],
    life: 'usual',
  },
  {
    weight: 8,
    name: ({ person }) => `dev-${person.replace('.', '-')}`,
    description: ({ person, ticket }) => `Local builds of ${person} (${ticket})`,
    pairs: push,
    life: 'short',
  },
  {
    weight: 6,
    name: ({ service }) => `release-${service}`,
    description: ({ ticket }) => `Promotes release candidates, see ${ticket}`,
    pairs: [...push, 'artifact:create', 'artifact:read', 'tag:create', 'tag:delete'],
    life: 'usual',
  },
  {
    weight: 5,
    name: ({ service }) => `e2e-${service}`,
    description: () => 'End-to-end tests, throw-away tags only',
    pairs: [...push, 'tag:delete'],
    life: 'short',
  },
  {
    weight: 4,
    name: ({ service }) => `cleanup-${service}`,
    description: () => 'Deletes untagged artifacts on Sundays',
    pairs: ['artifact:list', 'artifact:delete', 'tag:list', 'tag:delete', 'repository:list'],
    life: 'endless',
  },
  {
    weight: 3,
    name: ({ service }) => `renovate-${service}`,
    description: () => '',
    pairs: [...pull, 'tag:list', 'artifact:list'],
    life: 'endless',
  },
  {
    weight: 2,
    name: ({ service }) => `webhook-${service}`,
    description: ({ ticket }) => `Creates notification policies (${ticket})`,
    pairs: ['notification-policy:create', 'notification-policy:list', 'notification-policy:read'],
    life: 'usual',
  },
  {
    weight: 2,
    name: ({ service }) => `auditor-${service}`,
    description: () => 'External audit, read only',
    pairs: ['log:list', 'member:list', 'project:read', 'repository:list', 'artifact:read'],
    life: 'short',
  },
];

/** Charts lived in Harbor until 2.8; robots from that time still hold these pairs. */
export const CHART_PAIRS = ['helm-chart:read', 'helm-chart-version:create', 'repository:pull'];

const everywhere = (...pairs: string[]): SeedPermission => permission('project', '*', pairs);
const system = (...pairs: string[]): SeedPermission => permission('system', '/', pairs);

/** A permission entry from `resource:action` pairs. */
export function permission(
  kind: 'system' | 'project',
  namespace: string,
  pairs: readonly string[],
): SeedPermission {
  const access = pairs.map((pair) => {
    const [resource = '', action = ''] = pair.split(':');
    return { resource, action };
  });
  return { kind, namespace, access };
}

/** A system robot; its permissions may name projects of its Harbor. */
export interface SystemRobot {
  readonly description: string;
  readonly permissions: (projects: readonly string[]) => readonly SeedPermission[];
}

/** System robots by their short name. */
export const SYSTEM_ROBOTS: Readonly<Record<string, SystemRobot>> = {
  'pull-all': {
    description: 'Every node of every cluster pulls with this one. Do not delete.',
    permissions: () => [everywhere('repository:pull')],
  },
  replication: {
    description: 'Replicates to the second site',
    permissions: () => [
      everywhere('repository:pull', 'repository:push', 'repository:list', 'artifact:read'),
      system('project:create', 'project:list'),
    ],
  },
  terraform: {
    description: 'Makes the robots of new projects (infrastructure/registry)',
    permissions: () => [
      system('robot:create', 'robot:read', 'robot:list', 'robot:delete', 'project:list'),
      everywhere('robot:create', 'robot:read', 'robot:list', 'robot:delete', 'repository:pull'),
    ],
  },
  reader: {
    description: 'Sees every robot and changes none',
    permissions: () => [
      system('project:list', 'robot:list', 'robot:read', 'audit-log:list'),
      everywhere('robot:list', 'robot:read', 'project:read'),
    ],
  },
  inventory: {
    description: 'Weekly list of images for the software bill of materials',
    permissions: () => [everywhere('repository:list', 'artifact:list', 'artifact:read')],
  },
  partner: {
    description: 'Agency builds. Contract ends this year \u{1F389}',
    permissions: (projects) =>
      projects.slice(0, 9).map((name) => permission('project', name, push)),
  },
  'no-secrets': {
    description: 'סורק סודות · scans every push for secrets',
    permissions: ([, first = '*']) => [
      everywhere('artifact:read', 'artifact:list', 'repository:pull'),
      {
        kind: 'project',
        namespace: first,
        access: [{ resource: 'repository', action: 'pull', effect: 'deny' }],
      },
    ],
  },
  'break-glass': {
    description: 'Sealed in the safe, second floor. Open only with two people.',
    permissions: () => [
      everywhere('repository:push', 'repository:pull', 'repository:delete', 'artifact:delete'),
      system('user:update', 'registry:update', 'replication:create'),
    ],
  },
  backup: {
    description: 'Pulls everything, once a night',
    permissions: () => [everywhere('repository:pull', 'repository:list'), system('project:list')],
  },
  cleaner: {
    description: 'Garbage collection after the nightly builds',
    permissions: () => [system('garbage-collection:create', 'garbage-collection:read')],
  },
  'old-export': {
    description: 'CVE export, made before it moved to projects',
    permissions: () => [system('export-cve:create', 'export-cve:read')],
  },
  everything: {
    description: 'temporary!! remove after the migration',
    permissions: () => [everywhere('*:*'), system('robot:*')],
  },
  'chart-sync': {
    description: 'Mirrors charts from the old museum',
    permissions: () => [everywhere(...CHART_PAIRS)],
  },
  jenkins: {
    description: 'Shared by all Jenkins jobs',
    permissions: () => [everywhere('repository:push', 'repository:pull')],
  },
};
