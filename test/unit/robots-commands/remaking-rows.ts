import type { Operation } from '../../../shared/contract/operations.ts';
import { entry, type Row } from './a-step.ts';

const secret = { kind: 'generate' } as const;
const RECREATE = { kind: 'recreate', secret, until: null } as const satisfies Operation;
/** Of all projects, one denies it what it may do in the others. */
const DENIED = {
  permissions: [entry('*', 'repository:pull'), entry('library', 'repository:pull:deny')],
};

/** What is said of effects where robots are made again. */
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
];
