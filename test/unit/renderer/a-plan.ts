import { STEP_STATUSES } from '../../../shared/contract/plans.ts';
import type { Plan, StepStatus } from '../../../shared/contract/plans.ts';
import type { PlannedExport } from '../../../shared/contract/secret-exports.ts';

/** A plan as the window gets it: ready to disable robots, but for what is given. */
export function aPlan(change: Partial<Plan>, counts: Partial<Record<StepStatus, number>>): Plan {
  const all = Object.fromEntries(
    STEP_STATUSES.map((status) => [status, counts[status] ?? 0]),
  ) as Plan['counts'];
  return {
    id: '00000000-0000-4000-8000-000000000003',
    title: 'Disable robots on prod',
    operation: { kind: 'disable' },
    createdAt: 1_800_000_000,
    state: 'ready',
    pausedWhy: '',
    steps: Object.values(all).reduce((sum, count) => sum + count, 0),
    counts: all,
    hasRemarks: false,
    conflicts: 0,
    stale: 0,
    waitsFor: [],
    unchecked: 0,
    gone: { blocked: 0, refused: 0 },
    nothingToDo: { planned: 0, done: 0 },
    checkedAt: 1_800_000_000,
    origin: null,
    exportTo: null,
    production: 0,
    undoOf: null,
    canUndo: false,
    ...change,
  };
}

/** Where the secrets of a plan go: a new file, but for what is given. */
export const aPlannedExport = (change: Partial<PlannedExport>): PlannedExport => ({
  path: '/home/ann/config.json',
  format: 'Docker config.json',
  state: 'new',
  isEncrypted: false,
  changes: [],
  beware: [],
  failure: null,
  ...change,
});
