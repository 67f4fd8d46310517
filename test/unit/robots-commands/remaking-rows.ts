import type { Operation } from '../../../shared/contract/operations.ts';
import { entry, IN_TEAM, maker, ROBOT, type Row } from './a-step.ts';

const secret = { kind: 'generate' } as const;
const refresh: Operation = { kind: 'refresh', secret, until: null };
const RECREATE = { kind: 'recreate', secret, until: null } as const satisfies Operation;
/** Of all projects, one denies it what it may do in the others. */
const DENIED = {
  permissions: [entry('*', 'repository:pull'), entry('library', 'repository:pull:deny')],
};
/** What a robot needs to delete and make robots that pull. */
const HANDLES = ['robot:create', 'robot:delete', 'repository:pull'];

/** What is said of effects, and of robots as logins, where robots are made again. */
export const REMAKING: readonly Row[] = [
  { rule: 'denies', severity: 'nothing', operation: RECREATE },
  {
    rule: 'denies',
    severity: 'note',
    operation: RECREATE,
    robot: { permissions: [entry('library', 'repository:pull', 'repository:push:deny')] },
  },
  {
    rule: 'denies',
    severity: 'warning',
    operation: RECREATE,
    robot: DENIED,
    says: 'stay, and effects with them: without them it could do repository:pull on library',
  },
  {
    rule: 'denies',
    severity: 'warning',
    operation: { ...RECREATE, leavesOutDenied: true },
    robot: DENIED,
    says: 'It is denied repository:pull on library. What else would grant that is left out',
  },
  {
    rule: 'no-permissions',
    severity: 'refusal',
    operation: { ...RECREATE, leavesOutDenied: true },
    robot: DENIED,
  },
  {
    rule: 'outside-catalogue',
    severity: 'nothing',
    operation: RECREATE,
    robot: { permissions: [entry('library', 'repository:pull', 'helm-chart:read:deny')] },
  },
  {
    rule: 'robot-login',
    severity: 'refusal',
    operation: RECREATE,
    robot: IN_TEAM,
    place: { caller: { ...maker(entry('team', ...HANDLES)), username: 'robot$team+ci' } },
    says: 'this very robot',
  },
  {
    rule: 'robot-makes',
    severity: 'note',
    operation: RECREATE,
    robot: { ...IN_TEAM, permissions: [entry('team', 'repository:pull:allow')] },
    place: { caller: maker(entry('team', ...HANDLES)) },
  },
  {
    rule: 'robot-makes',
    severity: 'refusal',
    operation: RECREATE,
    robot: IN_TEAM,
    place: { caller: maker(entry('team', ...HANDLES.map((pair) => `${pair}:allow`))) },
    says: 'Harbor compares that literally',
  },
  {
    rule: 'recreate-instead',
    severity: 'refusal',
    operation: refresh,
    robot: { ...IN_TEAM, permissions: [entry('team', 'repository:pull:allow')] },
    place: { caller: maker(entry('team', ...HANDLES)) },
  },
  {
    rule: 'recreate-instead',
    severity: 'refusal',
    operation: { kind: 'renew', until: { kind: 'never' } },
    robot: IN_TEAM,
    place: { caller: maker(entry('team', ...HANDLES)) },
  },
  ...[
    { robot: { ...IN_TEAM, disabled: true } },
    { robot: { ...IN_TEAM, permissions: [entry('team', 'repository:push')] } },
    { robot: ROBOT },
    { operation: { kind: 'enable' as const } },
    { place: { caller: maker(entry('team', 'robot:create', 'repository:pull')) } },
    { place: { caller: { ...maker(entry('team', ...HANDLES)), username: 'robot$team+ci' } } },
    { robot: { ...IN_TEAM, editable: false } },
  ].map((more): Row => ({
    rule: 'recreate-instead',
    severity: 'nothing',
    operation: refresh,
    robot: IN_TEAM,
    place: { caller: maker(entry('team', ...HANDLES)) },
    ...more,
  })),
];
