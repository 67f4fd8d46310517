import type { RobotIdentity } from '../../../shared/contract/secrets.ts';
import { expectedAfter } from '../../../shared/robots/changes/expected.ts';
import { NEVER_EXPIRES, type Robot } from '../../../shared/robots/robot.ts';
import { isLeft, type PlanRecord, type StepRecord } from '../plan-record.ts';

/** When a robot would expire once a plan is carried out; on the server's clock. */
export interface PlannedDate {
  readonly instanceId: string;
  /** The robot that is there and gets this date; null where the plan makes a new one. */
  readonly robot: { readonly key: number; readonly id: number } | null;
  /** The robot of the same instance whose twin a new one is; null for any other. */
  readonly twinOf: RobotIdentity | null;
  /** Names the date among all of open plans, and stays the same while its plan does. */
  readonly id: string;
  readonly name: string;
  readonly expiresAt: number;
  /** Title of the plan. */
  readonly plan: string;
}

/** The robot as a step leaves it; null where that says nothing of its expiry, or nobody knows. */
function after({ fresh, seen, edit, given, wanted, task }: StepRecord): Robot | null {
  switch (task.kind) {
    case 'create':
      return wanted ?? seen;
    case 'recreate':
      return wanted;
    case 'change':
    case 'refresh': {
      const change = edit ?? given;
      return change?.duration === undefined ? null : expectedAfter(fresh ?? seen, change);
    }
    case 'delete':
      return null;
  }
}

/** What a step makes of an expiry; null where it leaves that alone. */
function dateOf(step: StepRecord, { id, title: plan, operation }: PlanRecord): PlannedDate | null {
  const { key, index, instanceId, fresh, seen, task } = step;
  const robot = isLeft(step) ? after(step) : null;
  if (robot === null) return null;
  const { name, expiresAt } = robot;
  const part = { instanceId, name, expiresAt, plan };
  if (task.kind === 'create') {
    if (expiresAt === NEVER_EXPIRES) return null;
    const isTwin = operation.kind === 'create' && operation.source === 'twin';
    return { ...part, robot: null, twinOf: isTwin ? task.copyOf : null, id: `new-${id}-${index}` };
  }
  if (key === null || expiresAt === (fresh ?? seen).expiresAt) return null;
  return { ...part, robot: { key, id: seen.id }, twinOf: null, id: String(seen.id) };
}

/** The dates that these plans are about to make; of two for one robot that of the newer plan. */
export function plannedDates(plans: readonly PlanRecord[]): PlannedDate[] {
  const dates = new Map<string, PlannedDate>();
  const oldestFirst = [...plans].sort((left, right) => left.createdAt - right.createdAt);
  for (const plan of oldestFirst) {
    for (const step of plan.steps) {
      const date = dateOf(step, plan);
      if (date !== null) dates.set(`${date.instanceId} ${date.id}`, date);
    }
  }
  return [...dates.values()];
}
