/** How much harm a permission can do. Absent: it only reads, or harms little. */
export const DANGER_LEVELS = ['critical', 'high', 'medium'] as const;

export type DangerLevel = (typeof DANGER_LEVELS)[number];

/** A permission's danger, and what it lets a robot do, to be read after "It can …". */
export interface Danger {
  readonly level: DangerLevel;
  readonly can: string;
}

type Row = readonly [pairs: string, level: DangerLevel, can: string];

/** By what the handlers behind each pair do (goharbor/harbor src/server/v2.0/handler). */
const SYSTEM: readonly Row[] = [
  ['user:update', 'critical', 'make anybody an administrator and set any password'],
  ['robot:update', 'critical', 'give any permission to robots, also to itself'],
  ['configuration:update', 'critical', 'change how people sign in and every other setting'],
  ['user:create user:delete', 'high', 'make and delete users'],
  ['ldap-user:create', 'high', 'let users of the directory in'],
  ['user-group:create user-group:update user-group:delete', 'high', 'change who belongs to groups'],
  ['purge-audit:create purge-audit:update purge-audit:stop', 'high', 'delete the audit log'],
  [
    'registry:create registry:update registry:delete',
    'high',
    'add and change other registries, with their stored logins, and call any address',
  ],
  ['replication:create', 'high', 'copy images to and from other registries'],
  [
    'replication-policy:create replication-policy:update replication-policy:delete',
    'high',
    'decide what is copied to and from other registries',
  ],
  ['robot:create', 'high', 'make robots with whatever it holds itself'],
  ['robot:delete', 'high', 'delete robots of the system'],
  [
    'scanner:create scanner:update scanner:delete',
    'high',
    'add scanners, which are given logins to pull, and call any address',
  ],
  ['audit-log:list', 'medium', 'read who did what in every project'],
  [
    'garbage-collection:create garbage-collection:update garbage-collection:stop',
    'medium',
    'start and schedule the deletion of unused data',
  ],
  ['jobservice-monitor:stop', 'medium', 'stop jobs and empty queues'],
  [
    'preheat-instance:create preheat-instance:update preheat-instance:delete',
    'medium',
    'change peer-to-peer providers and call any address',
  ],
  ['project:create', 'medium', 'make projects'],
  ['quota:update', 'medium', 'change how much projects may store'],
  ['scan-all:create scan-all:update scan-all:stop', 'medium', 'start and stop scanning everything'],
];

const PROJECT: readonly Row[] = [
  ['member:create member:update', 'critical', 'make anybody an administrator of the project'],
  ['robot:update', 'critical', 'give any permission in the project to its robots, also to itself'],
  ['member:delete', 'high', 'take members out of the project'],
  ['artifact:delete', 'high', 'delete images'],
  ['repository:push', 'high', 'replace images that others run'],
  ['repository:delete', 'high', 'delete repositories with all their images'],
  ['project:update', 'high', 'change the project and its limits'],
  ['project:delete', 'high', 'delete the project'],
  ['immutable-tag:update immutable-tag:delete', 'high', 'lift the protection of tags'],
  [
    'metadata:create metadata:update metadata:delete',
    'high',
    'make the project public and switch scanning off',
  ],
  [
    'notification-policy:create notification-policy:update',
    'high',
    'send what happens to any address',
  ],
  ['robot:create', 'high', 'make robots with whatever it holds itself'],
  ['robot:delete', 'high', 'delete robots of the project'],
  [
    'tag-retention:create tag-retention:update tag-retention:delete',
    'high',
    'decide which images are deleted by rule',
  ],
  ['tag:delete', 'medium', 'take tags off images'],
  ['repository:pull', 'medium', 'read images, also of private projects'],
  [
    'preheat-policy:create preheat-policy:update preheat-policy:delete',
    'medium',
    'change what is handed to peer-to-peer providers',
  ],
  ['scanner:create', 'medium', 'choose the scanner of the project'],
];

const tableOf = (rows: readonly Row[]): ReadonlyMap<string, Danger> =>
  new Map(
    rows.flatMap(([pairs, level, can]) =>
      pairs.split(' ').map((pair) => [pair, { level, can }] as const),
    ),
  );

const TABLES: Readonly<Record<string, ReadonlyMap<string, Danger>>> = {
  system: tableOf(SYSTEM),
  project: tableOf(PROJECT),
};

/**
 * How dangerous a `resource:action` pair is at a place of this kind; null for little or nothing.
 * A wildcard, which Harbor ≤ 2.9 takes, stands for the worst that it covers.
 * @param kind 'system' or 'project'
 */
export function dangerOf(kind: string, pair: string): Danger | null {
  const table = TABLES[kind];
  if (table === undefined) return null;
  const known = table.get(pair);
  if (known !== undefined || !pair.includes('*')) return known ?? null;
  const [resource = '', action = ''] = pair.split(':');
  const covered = [...table].filter(([one]) => {
    const [ofOne = '', actionOfOne = ''] = one.split(':');
    return (resource === '*' || resource === ofOne) && (action === '*' || action === actionOfOne);
  });
  const worst = DANGER_LEVELS.find((level) => covered.some(([, one]) => one.level === level));
  return worst === undefined ? null : { level: worst, can: 'do all that it stands for' };
}
