import type { Operation, Until } from '../../../shared/contract/operations.ts';
import { REMAKING } from './remaking-rows.ts';
import {
  asMutable,
  DAY,
  DELETE,
  edit,
  entry,
  give,
  IN_TEAM,
  maker,
  NOW,
  ROBOT,
  user,
  type Row,
} from './a-step.ts';

/** What each rule says of changes of robots that are there. */
const CHANGES: readonly Row[] = [
  { rule: 'locked-here', severity: 'refusal', place: { locked: true } },
  { rule: 'harbor-read-only', severity: 'refusal', place: { readOnly: true } },
  {
    rule: 'robot-login',
    severity: 'warning',
    place: { caller: { kind: 'robot', username: 'robot$x', own: null } },
    says: 'may not read',
  },
  {
    rule: 'robot-login',
    severity: 'nothing',
    robot: IN_TEAM,
    place: { version: '2.9.5', caller: maker(entry('team', 'robot:update')) },
  },
  ...['2.9.5', '2.15.2'].map((version): Row => ({
    rule: 'robot-login',
    severity: version === '2.9.5' ? 'refusal' : 'nothing',
    robot: IN_TEAM,
    place: {
      version,
      caller: {
        kind: 'robot',
        username: 'robot$maker',
        own: { ...ROBOT, name: 'robot$maker', permissions: [entry('*', 'project:update')] },
      },
    },
  })),
  {
    rule: 'robot-login',
    severity: 'refusal',
    robot: IN_TEAM,
    place: { version: '2.9.5', caller: maker(entry('library', 'robot:*')) },
    says: 'may not update robots there',
  },
  {
    rule: 'robot-login',
    severity: 'refusal',
    robot: IN_TEAM,
    place: { caller: { ...maker(entry('team', 'robot:*')), username: 'robot$team+ci' } },
    says: 'once it is disabled',
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
    rule: 'past-date',
    severity: 'refusal',
    operation: { kind: 'schedule' },
    given: { duration: 3 },
  },
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
    // Harbor gives robots of one project pull with push.
    rule: 'push-without-pull',
    severity: 'nothing',
    robot: IN_TEAM,
    operation: give(entry('team', 'repository:push')),
  },
  {
    rule: 'push-without-pull',
    severity: 'warning',
    robot: IN_TEAM,
    operation: give(entry('team', 'repository:push', 'repository:pull:deny')),
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
  {
    rule: 'other-robot',
    severity: 'refusal',
    seen: { createdAt: NOW - 90 * DAY },
    says: 'another',
  },
  { rule: 'nothing-to-change', severity: 'note', operation: { kind: 'enable' } },
  {
    rule: 'changed-since',
    severity: 'refusal',
    operation: edit({ description: 'mine' }),
    seen: { description: 'theirs before' },
  },
  { rule: 'changed-since', severity: 'warning', seen: { description: 'theirs before' } },
];

const secret = { kind: 'generate' } as const;
const refresh = (until: Until | null = null): Operation => ({ kind: 'refresh', secret, until });
const RECREATE: Operation = { kind: 'recreate', secret, until: null };

/** New secrets, robots made again, and rules for many. */
/** What each rule says where robots are given secrets, or many get the same change. */
const SECRETS: readonly Row[] = [
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
    operation: refresh(),
    robot: IN_TEAM,
    place: { caller: { ...maker(entry('team', 'robot:*')), username: 'robot$team+ci' } },
    says: 'once its secret is another',
  },
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

export const CHANGING: readonly Row[] = [...CHANGES, ...SECRETS, ...REMAKING];
