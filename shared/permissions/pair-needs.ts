/** Another permission that makes one useful. */
export interface Need {
  readonly kind: 'system' | 'project';
  readonly pair: string;
  /** A sentence without a full stop. */
  readonly why: string;
}

type Row = readonly [pairs: string, kind: Need['kind'], need: string, why: string];

const BY_NUMBER = 'It is addressed by a number, and the list tells it';
const BY_NAME = 'The list tells what there is';

const SYSTEM: readonly Row[] = [
  ['project:create', 'project', 'project:read', 'Without it the robot cannot read what it made'],
  ['robot:create', 'system', 'robot:list', 'Without it a lost answer cannot be told from none'],
  ['robot:read robot:delete', 'system', 'robot:list', BY_NUMBER],
  [
    'replication:create',
    'system',
    'replication-policy:list',
    'A run is started by the number of its rule',
  ],
  [
    'replication-policy:create replication-policy:update',
    'system',
    'registry:list',
    'A rule names the other registry by its number',
  ],
  [
    'replication-policy:read replication-policy:update',
    'system',
    'replication-policy:list',
    BY_NUMBER,
  ],
  ['replication-policy:delete', 'system', 'replication-policy:list', BY_NUMBER],
  ['replication:read', 'system', 'replication:list', BY_NUMBER],
  ['registry:read registry:update registry:delete', 'system', 'registry:list', BY_NUMBER],
  ['scanner:read scanner:update scanner:delete', 'system', 'scanner:list', BY_NUMBER],
  ['user:read user:update user:delete', 'system', 'user:list', BY_NUMBER],
  ['user-group:read user-group:update user-group:delete', 'system', 'user-group:list', BY_NUMBER],
  ['quota:read quota:update', 'system', 'quota:list', BY_NUMBER],
  ['garbage-collection:stop', 'system', 'garbage-collection:list', BY_NUMBER],
  ['purge-audit:stop', 'system', 'purge-audit:list', BY_NUMBER],
  ['jobservice-monitor:stop', 'system', 'jobservice-monitor:list', BY_NUMBER],
  ['ldap-user:create', 'system', 'ldap-user:list', BY_NAME],
  [
    'preheat-instance:read preheat-instance:update preheat-instance:delete',
    'system',
    'preheat-instance:list',
    BY_NAME,
  ],
];

const PROJECT: readonly Row[] = [
  [
    'repository:push',
    'project',
    'repository:pull',
    'docker push also asks for pull, and Harbor adds it to project robots alone',
  ],
  [
    'artifact:create',
    'project',
    'artifact:read',
    'Copying reads the image in the project it comes from',
  ],
  ['export-cve:create', 'project', 'export-cve:read', 'Without it the file cannot be fetched'],
  ['robot:create', 'project', 'robot:list', 'Without it a lost answer cannot be told from none'],
  ['robot:read robot:delete', 'project', 'robot:list', BY_NUMBER],
  ['member:read member:update member:delete', 'project', 'member:list', BY_NUMBER],
  ['immutable-tag:update immutable-tag:delete', 'project', 'immutable-tag:list', BY_NUMBER],
  ['label:read label:update label:delete', 'project', 'label:list', BY_NUMBER],
  ['artifact-label:create artifact-label:delete', 'project', 'label:list', BY_NUMBER],
  [
    'notification-policy:read notification-policy:update notification-policy:delete',
    'project',
    'notification-policy:list',
    BY_NUMBER,
  ],
  [
    'preheat-policy:read preheat-policy:update preheat-policy:delete',
    'project',
    'preheat-policy:list',
    BY_NAME,
  ],
  [
    'tag-retention:read tag-retention:update tag-retention:delete tag-retention:list',
    'project',
    'metadata:read',
    'The settings of the project tell the number of its rules',
  ],
  ['scanner:create', 'project', 'scanner:read', 'It tells which scanner is chosen now'],
  ['scan:stop', 'project', 'artifact:read', 'It tells whether a scan runs'],
  ['scan:read', 'project', 'artifact:read', 'It tells the number of the report'],
  ['sbom:stop', 'project', 'artifact:read', 'It tells whether one is being made'],
];

const tableOf = (rows: readonly Row[]): ReadonlyMap<string, readonly Need[]> => {
  const table = new Map<string, Need[]>();
  for (const [pairs, kind, pair, why] of rows) {
    for (const one of pairs.split(' ')) {
      table.set(one, [...(table.get(one) ?? []), { kind, pair, why }]);
    }
  }
  return table;
};

const TABLES = { system: tableOf(SYSTEM), project: tableOf(PROJECT) };

/** What else a permission takes to be of use; Harbor enforces none of it. */
export const needsOf = (kind: 'system' | 'project', pair: string): readonly Need[] =>
  TABLES[kind].get(pair) ?? [];
