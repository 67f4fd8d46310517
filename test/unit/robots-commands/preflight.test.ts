import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { creationStep } from '../../../electron/robots/creation-steps.ts';
import { judgeStep } from '../../../electron/robots/judge-step.ts';
import { newStep, type StepRecord, type StepTask } from '../../../electron/robots/plan-record.ts';
import { taskOf } from '../../../electron/robots/tasks.ts';
import { NO_FACTS, type Place, type StepFacts } from '../../../electron/robots/situation.ts';
import type { Operation, RobotDefinition, Until } from '../../../shared/contract/operations.ts';
import type { SecretChoice } from '../../../shared/contract/secrets.ts';
import type { RobotEdit } from '../../../shared/robots/changes/edit.ts';
import type { PermissionEntry, Robot } from '../../../shared/robots/robot.ts';

const NOW = 1_800_000_000;
const DAY = 86_400;

const entry = (namespace: string, ...pairs: string[]): PermissionEntry => ({
  kind: 'project',
  namespace,
  access: pairs.map((pair) => {
    const [resource = '', action = '', effect = ''] = pair.split(':');
    return { resource, action, effect };
  }),
});

const ROBOT: Robot = {
  id: 1,
  name: 'robot$ci',
  level: 'system',
  projectId: null,
  projectName: '',
  description: '',
  disabled: false,
  editable: true,
  duration: 30,
  expiresAt: NOW + 20 * DAY,
  createdAt: NOW - 10 * DAY,
  updatedAt: NOW - 10 * DAY,
  creator: { type: '', ref: 0 },
  permissions: [entry('library', 'repository:pull')],
};

const IN_TEAM: Partial<Robot> = {
  level: 'project',
  projectId: 7,
  projectName: 'team',
  name: 'robot$team+ci',
  permissions: [entry('team', 'repository:pull')],
};

const KNOWN = new Set(['repository:pull', 'repository:push', 'repository:list']);

const PLACE: Place = {
  instanceId: 'one',
  instanceName: 'prod',
  version: '2.15.2',
  editsLegacy: false,
  readOnly: false,
  locked: false,
  clockOffset: 0,
  caller: { kind: 'admin', username: 'admin' },
  accepted: { system: KNOWN, project: KNOWN },
  projects: new Set(['library', 'team']),
  projectIds: new Map([
    ['library', 1],
    ['team', 7],
  ]),
  missing: new Set(),
  prefix: 'robot$',
  knownPrefix: 'robot$',
};

const user = (role: number): Place['caller'] => ({
  kind: 'user',
  username: 'eve',
  roles: new Map(role === 0 ? [] : [['team', role]]),
});

const DISABLE: Operation = { kind: 'disable' };
const DELETE: Operation = { kind: 'delete' };
const edit = (change: Partial<Operation & { kind: 'edit' }>): Operation => ({
  kind: 'edit',
  description: null,
  permissions: null,
  until: null,
  dropStale: false,
  ...change,
});
const give = (...permissions: PermissionEntry[]): Operation =>
  edit({
    permissions: permissions.map((one) => ({ ...one, access: [...one.access] })),
  });

interface Row {
  readonly rule: string;
  readonly severity: 'refusal' | 'warning' | 'note' | 'nothing';
  readonly operation?: Operation;
  readonly place?: Partial<Place>;
  readonly robot?: Partial<Robot>;
  /** As it was shown, where that differs. */
  readonly seen?: Partial<Robot>;
  readonly given?: RobotEdit;
  readonly says?: string;
}

const ROWS: readonly Row[] = [
  { rule: 'locked-here', severity: 'refusal', place: { locked: true } },
  { rule: 'harbor-read-only', severity: 'refusal', place: { readOnly: true } },
  {
    rule: 'robot-login',
    severity: 'refusal',
    place: { caller: { kind: 'robot', username: 'robot$x', own: null } },
  },
  {
    rule: 'robot-login',
    severity: 'warning',
    operation: DELETE,
    place: { caller: { kind: 'robot', username: 'robot$x', own: null } },
  },
  { rule: 'user-rights', severity: 'refusal', place: { caller: user(1) } },
  { rule: 'user-rights', severity: 'nothing', robot: IN_TEAM, place: { caller: user(1) } },
  { rule: 'user-rights', severity: 'refusal', robot: IN_TEAM, place: { caller: user(2) } },
  { rule: 'user-rights', severity: 'refusal', robot: IN_TEAM, place: { caller: user(3) } },
  { rule: 'user-rights', severity: 'refusal', robot: IN_TEAM, place: { caller: user(4) } },
  { rule: 'user-rights', severity: 'warning', robot: IN_TEAM, place: { caller: user(0) } },
  { rule: 'legacy', severity: 'refusal', robot: { editable: false, permissions: [] } },
  {
    rule: 'legacy',
    severity: 'nothing',
    robot: { editable: false, permissions: [] },
    place: { editsLegacy: true },
  },
  { rule: 'legacy', severity: 'note', operation: DELETE, robot: { editable: false } },
  { rule: 'cannot-delete', severity: 'refusal', operation: DELETE, robot: { permissions: [] } },
  { rule: 'cannot-delete', severity: 'nothing', operation: DELETE },
  { rule: 'no-permissions', severity: 'refusal', robot: { permissions: [] } },
  { rule: 'no-permissions', severity: 'refusal', operation: give() },
  {
    rule: 'stale-permissions',
    severity: 'refusal',
    robot: { permissions: [entry('library', 'repository:pull', 'helm-chart:read')] },
    says: 'helm-chart:read',
  },
  {
    rule: 'stale-permissions',
    severity: 'warning',
    operation: edit({ dropStale: true }),
    robot: { permissions: [entry('library', 'repository:pull', 'helm-chart:read')] },
    says: 'helm-chart:read',
  },
  {
    rule: 'stale-permissions',
    severity: 'nothing',
    place: { accepted: null },
    robot: { permissions: [entry('library', 'repository:pull', 'helm-chart:read')] },
  },
  {
    rule: 'outside-catalogue',
    severity: 'refusal',
    operation: give(entry('library', 'quota:read')),
    says: 'prod (Harbor 2.15.2) does not have quota:read',
  },
  {
    rule: 'wrong-place',
    severity: 'refusal',
    robot: IN_TEAM,
    operation: give(entry('library', 'repository:pull')),
  },
  { rule: 'duration', severity: 'refusal', robot: { duration: 0 } },
  {
    rule: 'duration',
    severity: 'warning',
    operation: { kind: 'renew', until: { kind: 'days', days: 2_147_483_646 } },
  },
  {
    rule: 'past-date',
    severity: 'refusal',
    operation: { kind: 'renew', until: { kind: 'date', at: NOW - 5 * DAY } },
  },
  {
    rule: 'past-date',
    severity: 'warning',
    operation: edit({ until: { kind: 'date', at: NOW - 5 * DAY } }),
  },
  { rule: 'past-date', severity: 'warning', given: { duration: 3 } },
  {
    rule: 'shorter-life',
    severity: 'warning',
    says: '18 days sooner',
    operation: { kind: 'renew', until: { kind: 'days', days: 2 } },
  },
  {
    rule: 'shorter-life',
    severity: 'nothing',
    operation: { kind: 'renew', until: { kind: 'never' } },
  },
  {
    rule: 'description-length',
    severity: 'refusal',
    operation: edit({ description: 'ä'.repeat(1_025) }),
  },
  {
    rule: 'description-length',
    severity: 'nothing',
    operation: edit({ description: '🤖'.repeat(1_024) }),
  },
  {
    rule: 'unknown-project',
    severity: 'warning',
    operation: give(entry('nowhere', 'repository:pull')),
    says: 'nowhere',
  },
  {
    rule: 'effects',
    severity: 'warning',
    robot: { permissions: [entry('library', 'repository:pull', 'repository:push:deny')] },
  },
  {
    rule: 'push-without-pull',
    severity: 'warning',
    operation: give(entry('library', 'repository:push')),
  },
  {
    rule: 'push-without-pull',
    severity: 'nothing',
    operation: give(entry('library', 'repository:push'), entry('*', 'repository:pull')),
  },
  {
    rule: 'clock',
    severity: 'warning',
    operation: { kind: 'renew', until: { kind: 'days', days: 90 } },
    place: { clockOffset: -300 },
    says: '5 min behind',
  },
  {
    rule: 'clock',
    severity: 'nothing',
    operation: { kind: 'renew', until: { kind: 'days', days: 90 } },
    place: { clockOffset: 40 },
  },
  { rule: 'renamed', severity: 'warning', seen: { name: 'bot-ci' }, says: 'robot$ci' },
  { rule: 'nothing-to-change', severity: 'note', operation: { kind: 'enable' } },
  {
    rule: 'changed-since',
    severity: 'refusal',
    operation: edit({ description: 'mine' }),
    seen: { description: 'theirs before' },
  },
  { rule: 'changed-since', severity: 'warning', seen: { description: 'theirs before' } },
];

/** A robot that is to be made in the project team, but for what is given. */
interface MakingRow {
  readonly rule: string;
  readonly severity: Row['severity'];
  readonly definition?: Partial<RobotDefinition>;
  readonly project?: string;
  readonly place?: Partial<Place>;
  readonly facts?: Partial<StepFacts>;
  readonly choice?: SecretChoice;
  readonly leaveOut?: boolean;
  readonly says?: string;
}

const asMutable = (...entries: PermissionEntry[]): RobotDefinition['permissions'] =>
  entries.map((one) => ({ ...one, access: [...one.access] }));

const maker = (...permissions: PermissionEntry[]): Place['caller'] => ({
  kind: 'robot',
  username: 'robot$maker',
  own: { ...ROBOT, ...IN_TEAM, name: 'robot$team+maker', permissions },
});

const MAKING: readonly MakingRow[] = [
  { rule: 'locked-here', severity: 'refusal', place: { locked: true } },
  { rule: 'harbor-read-only', severity: 'refusal', place: { readOnly: true } },
  { rule: 'user-rights', severity: 'refusal', place: { caller: user(2) } },
  { rule: 'user-rights', severity: 'nothing', place: { caller: user(1) } },
  { rule: 'robot-name', severity: 'refusal', definition: { name: '' } },
  { rule: 'robot-name', severity: 'refusal', definition: { name: 'Build_' }, says: 'Build_' },
  { rule: 'robot-name', severity: 'refusal', definition: { name: 'a'.repeat(251) }, says: '256' },
  { rule: 'robot-name', severity: 'nothing', definition: { name: 'a'.repeat(250) } },
  { rule: 'name-taken', severity: 'refusal', facts: { taken: ROBOT }, says: 'id 1' },
  { rule: 'name-taken', severity: 'refusal', facts: { isTwin: true } },
  { rule: 'missing-project', severity: 'refusal', project: '' },
  { rule: 'missing-project', severity: 'refusal', place: { missing: new Set(['team']) } },
  {
    rule: 'unknown-project',
    severity: 'refusal',
    definition: { level: 'system', permissions: asMutable(entry('nowhere', 'repository:pull')) },
    place: { missing: new Set(['nowhere']) },
  },
  {
    rule: 'wrong-place',
    severity: 'refusal',
    definition: { permissions: asMutable(entry('library', 'repository:pull')) },
  },
  {
    rule: 'wrong-place',
    severity: 'refusal',
    project: '',
    definition: { level: 'system', permissions: asMutable(entry('', 'repository:pull')) },
  },
  { rule: 'no-permissions', severity: 'refusal', definition: { permissions: [] } },
  {
    rule: 'outside-catalogue',
    severity: 'refusal',
    definition: { permissions: asMutable(entry('', 'repository:pull', 'quota:read')) },
    says: 'quota:read',
  },
  {
    rule: 'left-out',
    severity: 'warning',
    definition: { permissions: asMutable(entry('', 'repository:pull', 'quota:read')) },
    leaveOut: true,
    says: 'quota:read',
  },
  {
    rule: 'past-date',
    severity: 'refusal',
    definition: { until: { kind: 'date', at: NOW - DAY } },
  },
  {
    rule: 'description-length',
    severity: 'refusal',
    definition: { description: 'x'.repeat(1_025) },
  },
  { rule: 'no-description', severity: 'note', definition: { description: ' ' } },
  {
    rule: 'mixed-scopes',
    severity: 'warning',
    definition: {
      level: 'system',
      permissions: asMutable(entry('library', 'repository:pull'), {
        kind: 'system',
        namespace: '/',
        access: [{ resource: 'repository', action: 'list', effect: '' }],
      }),
    },
    place: { version: '2.9.5' },
  },
  { rule: 'prefix-changed', severity: 'warning', place: { prefix: 'bot-' }, says: 'bot-team+ci' },
  { rule: 'own-secret', severity: 'refusal', facts: { secretProblem: 'It is too short.' } },
  { rule: 'no-keychain', severity: 'warning', facts: { keychainProblem: 'It is locked.' } },
  { rule: 'not-verifiable', severity: 'note', definition: { disabled: true } },
  {
    rule: 'robot-makes',
    severity: 'note',
    place: { caller: maker(entry('team', 'repository:pull', 'robot:create')) },
  },
  {
    rule: 'robot-makes',
    severity: 'refusal',
    place: { caller: maker(entry('team', 'repository:push', 'robot:create')) },
    says: 'does not hold repository:pull on team',
  },
  {
    rule: 'robot-makes',
    severity: 'refusal',
    choice: { kind: 'one' },
    place: { caller: maker(entry('team', 'repository:pull', 'robot:create')) },
  },
  {
    rule: 'robot-makes',
    severity: 'refusal',
    definition: { disabled: true },
    place: { caller: maker(entry('team', 'repository:pull', 'robot:create')) },
  },
  {
    rule: 'robot-makes',
    severity: 'warning',
    place: { caller: { kind: 'robot', username: 'robot$maker', own: null } },
  },
];

function judgeMaking(row: MakingRow): StepRecord {
  const task: StepTask = {
    kind: 'create',
    definition: {
      name: 'ci',
      level: 'project',
      description: 'builds',
      until: { kind: 'days', days: 30 },
      disabled: false,
      permissions: asMutable(entry('', 'repository:pull')),
      ...row.definition,
    },
    place: { instanceId: 'one', project: row.project ?? 'team' },
    choice: row.choice ?? { kind: 'generate' },
    copyOf: null,
    leaveOut: row.leaveOut ?? false,
  };
  const step = creationStep(0, task, { prefix: 'robot$', now: NOW });
  const facts = { ...NO_FACTS, ...row.facts };
  const place = { ...PLACE, ...row.place };
  judgeStep(step, null, { operation: { kind: 'create', source: 'new' }, place, now: NOW, facts });
  return step;
}

describe('preflight of robots that are to be made', () => {
  test.each(MAKING)('$rule: $severity', (row) => {
    const { findings, status, wanted } = judgeMaking(row);
    const found = findings.find(({ rule }) => rule === row.rule);
    expect(found?.severity ?? 'nothing').toBe(row.severity);
    expect(found?.message ?? '').toContain(row.says ?? '');
    const isRefused = findings.some(({ severity }) => severity === 'refusal');
    expect(status).toBe(isRefused ? 'blocked' : 'planned');
    if (row.severity === 'refusal') expect(found?.wayOut).not.toBe('');
    expect(wanted).not.toBeNull();
  });

  test('finds nothing where nothing is wrong', () => {
    const step = judgeMaking({ rule: '', severity: 'nothing' });
    expect(step).toMatchObject({ findings: [], status: 'planned', fresh: null });
    expect(step.wanted).toMatchObject({
      name: 'robot$team+ci',
      projectId: 7,
      duration: 30,
      expiresAt: NOW + 30 * DAY,
      permissions: [entry('team', 'repository:pull')],
    });
  });
});

const secret = { kind: 'generate' } as const;
const refresh = (until: Until | null = null): Operation => ({ kind: 'refresh', secret, until });
const RECREATE: Operation = { kind: 'recreate', secret, until: null };

/** New secrets, robots made again, and rules for many. */
const MORE: readonly Row[] = [
  { rule: 'legacy', severity: 'refusal', operation: refresh(), robot: { editable: false } },
  {
    rule: 'legacy',
    severity: 'refusal',
    operation: refresh(),
    robot: { editable: false },
    place: { editsLegacy: true },
  },
  { rule: 'legacy', severity: 'refusal', operation: RECREATE, robot: { editable: false } },
  { rule: 'cut-over', severity: 'note', operation: refresh() },
  { rule: 'not-verifiable', severity: 'note', operation: refresh(), robot: { disabled: true } },
  { rule: 'refresh-keeps-expiry', severity: 'nothing', operation: refresh() },
  {
    rule: 'refresh-keeps-expiry',
    severity: 'warning',
    operation: refresh(),
    robot: { expiresAt: NOW + DAY },
    says: 'within a week',
  },
  {
    rule: 'refresh-keeps-expiry',
    severity: 'nothing',
    operation: refresh({ kind: 'never' }),
    robot: { expiresAt: NOW + DAY },
  },
  {
    rule: 'stale-permissions',
    severity: 'nothing',
    operation: refresh(),
    robot: { permissions: [entry('library', 'helm-chart:read')] },
  },
  {
    rule: 'stale-permissions',
    severity: 'refusal',
    operation: refresh({ kind: 'never' }),
    robot: { permissions: [entry('library', 'helm-chart:read')] },
  },
  { rule: 'robot-login', severity: 'refusal', operation: refresh(), place: { caller: maker() } },
  {
    rule: 'robot-login',
    severity: 'refusal',
    operation: DELETE,
    robot: IN_TEAM,
    place: { caller: maker(entry('library', 'robot:delete')) },
  },
  {
    rule: 'robot-login',
    severity: 'nothing',
    operation: DELETE,
    robot: IN_TEAM,
    place: { caller: maker(entry('team', 'robot:delete')) },
  },
  { rule: 'remade', severity: 'warning', operation: RECREATE },
  { rule: 'name-taken', severity: 'nothing', operation: RECREATE },
  {
    rule: 'outside-catalogue',
    severity: 'refusal',
    operation: RECREATE,
    robot: { permissions: [entry('library', 'repository:pull', 'helm-chart:read')] },
    says: 'helm-chart:read',
  },
  {
    rule: 'past-date',
    severity: 'refusal',
    operation: RECREATE,
    robot: { expiresAt: NOW - DAY },
  },
  {
    rule: 'makes-robots',
    severity: 'note',
    operation: DELETE,
    robot: { permissions: [entry('library', 'robot:create')] },
  },
  {
    rule: 'rules',
    severity: 'warning',
    robot: IN_TEAM,
    operation: {
      kind: 'permissions',
      remove: [],
      add: asMutable(entry('library', 'repository:push')),
    },
    says: 'repository:push on library',
  },
  {
    rule: 'rules',
    severity: 'warning',
    robot: { permissions: [entry('*', 'repository:pull'), entry('library', 'repository:pull')] },
    operation: {
      kind: 'permissions',
      add: [],
      remove: asMutable(entry('library', 'repository:pull')),
    },
    says: 'still has repository:pull on library',
  },
];

function judge({ operation = DISABLE, place, robot, seen, given }: Row): StepRecord {
  const fresh = { ...ROBOT, ...robot };
  const start = { index: 0, instanceId: 'one', key: 1, given: given ?? null };
  const shown = { ...fresh, ...seen };
  const step = newStep({ ...start, seen: shown, task: taskOf(operation, shown, 'robot$') });
  judgeStep(step, fresh, { operation, place: { ...PLACE, ...place }, now: NOW });
  return step;
}

describe('preflight', () => {
  test.each([...ROWS, ...MORE])('$rule: $severity', (row) => {
    const { findings, status } = judge(row);
    const found = findings.find(({ rule }) => rule === row.rule);
    expect(found?.severity ?? 'nothing').toBe(row.severity);
    expect(found?.message ?? '').toContain(row.says ?? '');
    const isRefused = findings.some(({ severity }) => severity === 'refusal');
    expect(status).toBe(isRefused ? 'blocked' : 'planned');
    if (row.severity === 'refusal') expect(found?.wayOut).not.toBe('');
  });

  test('finds nothing where nothing is wrong', () => {
    expect(judge({ rule: '', severity: 'nothing' })).toMatchObject({
      findings: [],
      conflicts: [],
      status: 'planned',
    });
  });

  test('has a row here for every rule', () => {
    const folder = new URL('../../../electron/robots/preflight/', import.meta.url);
    const rules = readdirSync(folder)
      .map((file) => file.replace('.ts', ''))
      .filter((name) => name !== 'index');
    const tried = new Set([...ROWS, ...MORE, ...MAKING].map(({ rule }) => rule));
    expect(rules.filter((rule) => !tried.has(rule))).toEqual([]);
  });
});
