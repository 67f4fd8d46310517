import type { Operation } from '../../../../shared/contract/operations.ts';
import type { Plan } from '../../../../shared/contract/plans.ts';
import type { RobotDetail } from '../../../../shared/contract/robots.ts';

/** A legacy robot that a plan makes another one for. */
export type ReplacedRobot = NonNullable<Extract<Operation, { kind: 'create' }>['replaces']>;

/** The robot that a plan makes another one for; null where there is none. */
export const replacedBy = ({ operation }: Pick<Plan, 'operation'>): ReplacedRobot | null =>
  operation.kind === 'create' ? (operation.replaces ?? null) : null;

/** Whether the new robots are there, all of them. */
export function isReplacementMade({
  state,
  steps,
  counts,
}: Pick<Plan, 'state' | 'steps' | 'counts'>): boolean {
  return state === 'finished' && (counts.done ?? 0) + (counts.differs ?? 0) === steps;
}

/** Whether a row is still the robot that the plan was made for, and that robot is there. */
export const isSameRobot = (
  row: Pick<RobotDetail, 'id' | 'instanceId' | 'createdAt' | 'state'>,
  { instanceId, robotId, createdAt }: ReplacedRobot,
): boolean =>
  row.state !== 'gone' &&
  row.id === robotId &&
  row.instanceId === instanceId &&
  row.createdAt === createdAt;
