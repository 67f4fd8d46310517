import { asMutable, DAY, entry, maker, NOW, ROBOT, user, type MakingRow } from './a-step.ts';

/** What each rule says of robots that are to be made. */
export const MAKING: readonly MakingRow[] = [
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
