import type { RobotRow } from '../../../shared/contract/robots.ts';

/** A robot as the table shows it: a system robot that never expires and nobody knows a use of. */
export const aRow = (change: Partial<RobotRow> = {}): RobotRow => ({
  key: 1,
  instanceId: 'fine',
  id: 1,
  name: 'robot$ci',
  shortName: 'ci',
  risk: 'none',
  score: 0,
  findings: [],
  level: 'system',
  project: '',
  state: 'active',
  flags: [],
  permissions: '',
  expiresAt: -1,
  createdAt: 0,
  updatedAt: 0,
  createdBy: '',
  description: '',
  tags: [],
  snooze: null,
  owner: '',
  lastUse: { kind: 'unknown', why: 'not-read' },
  ...change,
});
