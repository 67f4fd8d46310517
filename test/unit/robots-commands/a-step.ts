import { creationStep } from '../../../electron/robots/plan/creation-steps.ts';
import { judgeStep } from '../../../electron/robots/preflight/judge-step.ts';
import { newStep, type StepRecord, type StepTask } from '../../../electron/robots/plan-record.ts';
import { NO_FACTS, type Place, type StepFacts } from '../../../electron/robots/situation.ts';
import { taskOf } from '../../../electron/robots/plan/tasks.ts';
import type { Operation, RobotDefinition } from '../../../shared/contract/operations.ts';
import type { SecretChoice } from '../../../shared/contract/secrets.ts';
import type { RobotEdit } from '../../../shared/robots/changes/edit.ts';
import type { PermissionEntry, Robot } from '../../../shared/robots/robot.ts';

/** Steps as the check judges them, for tables of what it says. */

export const NOW = 1_800_000_000;
export const DAY = 86_400;

export const entry = (namespace: string, ...pairs: string[]): PermissionEntry => ({
  kind: 'project',
  namespace,
  access: pairs.map((pair) => {
    const [resource = '', action = '', effect = ''] = pair.split(':');
    return { resource, action, effect };
  }),
});

export const ROBOT: Robot = {
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

export const IN_TEAM: Partial<Robot> = {
  level: 'project',
  projectId: 7,
  projectName: 'team',
  name: 'robot$team+ci',
  permissions: [entry('team', 'repository:pull')],
};

export const KNOWN = new Set(['repository:pull', 'repository:push', 'repository:list']);

export const PLACE: Place = {
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

export const user = (role: number): Place['caller'] => ({
  kind: 'user',
  username: 'eve',
  roles: new Map(role === 0 ? [] : [['team', role]]),
});

export const DISABLE: Operation = { kind: 'disable' };
export const DELETE: Operation = { kind: 'delete' };
export const edit = (change: Partial<Operation & { kind: 'edit' }>): Operation => ({
  kind: 'edit',
  description: null,
  permissions: null,
  until: null,
  dropStale: false,
  ...change,
});
export const give = (...permissions: PermissionEntry[]): Operation =>
  edit({
    permissions: permissions.map((one) => ({ ...one, access: [...one.access] })),
  });

/** A robot that is there, and what is done to it; by default it is disabled. */
export interface Row {
  readonly rule: string;
  readonly severity: 'refusal' | 'warning' | 'note' | 'nothing';
  readonly operation?: Operation;
  readonly place?: Partial<Place>;
  readonly robot?: Partial<Robot>;
  /** As it was shown, where that differs. */
  readonly seen?: Partial<Robot>;
  readonly given?: RobotEdit;
  readonly facts?: Partial<StepFacts>;
  readonly says?: string;
}

/** A robot that is to be made in the project team, but for what is given. */
export interface MakingRow {
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

export const asMutable = (...entries: PermissionEntry[]): RobotDefinition['permissions'] =>
  entries.map((one) => ({ ...one, access: [...one.access] }));

export const maker = (...permissions: PermissionEntry[]): Place['caller'] => ({
  kind: 'robot',
  username: 'robot$maker',
  own: { ...ROBOT, ...IN_TEAM, name: 'robot$team+maker', permissions },
});

export function judgeMaking(row: MakingRow): StepRecord {
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

export function judge({ operation = DISABLE, place, robot, seen, given, facts }: Row): StepRecord {
  const fresh = { ...ROBOT, ...robot };
  const start = { index: 0, instanceId: 'one', key: 1, given: given ?? null };
  const shown = { ...fresh, ...seen };
  const step = newStep({ ...start, seen: shown, task: taskOf(operation, shown, 'robot$') });
  judgeStep(step, fresh, {
    operation,
    place: { ...PLACE, ...place },
    now: NOW,
    facts: { ...NO_FACTS, ...facts },
  });
  return step;
}
