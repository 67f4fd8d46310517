import type { StepRecord } from './plan-record.ts';

/** Whether somebody said that a step drops what its Harbor no longer accepts. */
export const dropsStale = ({ task }: Pick<StepRecord, 'task'>): boolean =>
  'dropsStale' in task && task.dropsStale === true;

const isRefusedFor = ({ findings }: StepRecord, wanted: string): boolean =>
  findings.some(({ rule, severity }) => rule === wanted && severity === 'refusal');

/**
 * Whether a step is not sent because its robot holds what its Harbor no longer accepts, so that it
 * could drop that. Where it asks for such a permission itself, that is to be taken back instead.
 */
export const canDropStale = (step: StepRecord): boolean =>
  step.status === 'blocked' &&
  !step.wasSent &&
  (step.task.kind === 'change' || step.task.kind === 'refresh') &&
  isRefusedFor(step, 'stale-permissions') &&
  !isRefusedFor(step, 'outside-catalogue');

/** Notes that a step drops them with its change; it has to be judged afresh then. */
export function dropStale(step: StepRecord): void {
  const { task } = step;
  if (task.kind === 'change' || task.kind === 'refresh') step.task = { ...task, dropsStale: true };
}
