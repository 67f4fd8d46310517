import { expectedAfter } from '../../../shared/robots/changes/expected.ts';
import { isLeft, type PlanRecord, type StepRecord } from '../plan-record.ts';

/** When a robot would expire once a plan is carried out; on the server's clock. */
export interface PlannedDate {
  readonly key: number;
  readonly instanceId: string;
  readonly robotId: number;
  readonly name: string;
  readonly expiresAt: number;
  readonly plan: string;
}

/** What a step makes of the expiry of a robot that is there; null where it leaves that alone. */
function dateOf(step: StepRecord, { title: plan }: PlanRecord): PlannedDate | null {
  const { key, instanceId, fresh, seen, edit, given, task } = step;
  const robot = fresh ?? seen;
  const change = edit ?? given;
  if (key === null || change?.duration === undefined || !isLeft(step)) return null;
  if (task.kind !== 'change' && task.kind !== 'refresh') return null;
  const { expiresAt } = expectedAfter(robot, change);
  if (expiresAt === robot.expiresAt) return null;
  return { key, instanceId, robotId: robot.id, name: robot.name, expiresAt, plan };
}

/** The dates that these plans are about to make; of two for one robot that of the newer plan. */
export function plannedDates(plans: readonly PlanRecord[]): PlannedDate[] {
  const dates = new Map<number, PlannedDate>();
  const oldestFirst = [...plans].sort((left, right) => left.createdAt - right.createdAt);
  for (const plan of oldestFirst) {
    for (const step of plan.steps) {
      const date = dateOf(step, plan);
      if (date !== null) dates.set(date.key, date);
    }
  }
  return [...dates.values()];
}
