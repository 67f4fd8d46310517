import type { ErrorShape } from '../../shared/contract/errors.ts';
import type { Operation } from '../../shared/contract/operations.ts';
import type {
  ConflictAnswer,
  Finding,
  PlanState,
  PlanStep,
  StepStatus,
} from '../../shared/contract/plans.ts';
import type { RobotEdit } from '../../shared/robots/changes/edit.ts';
import type { Robot } from '../../shared/robots/robot.ts';

/** What is planned for one robot, and how far it is. Kept as JSON; holds no secret. */
export interface StepRecord {
  readonly index: number;
  readonly instanceId: string;
  readonly key: number;
  /** As it was shown when the change was asked for. */
  readonly seen: Robot;
  /** Given from the start where each robot has its own change (undo); else null. */
  readonly given: RobotEdit | null;
  /** As read when the plan was checked, or right before it was sent; null before that. */
  fresh: Robot | null;
  /** The change by the fresh reading and the server's clock; null for deleting. */
  edit: RobotEdit | null;
  /** As read back after it was sent; null where it was not, or the robot is gone. */
  found: Robot | null;
  findings: Finding[];
  conflicts: PlanStep['conflicts'];
  /** What the user last knew of the robot when deciding about a conflict; null: `seen`. */
  base: Robot | null;
  /** How its conflicts are settled, for the robot as it was then; null where nobody said. */
  answer: { readonly kind: ConflictAnswer; readonly now: Robot } | null;
  status: StepStatus;
  error: ErrorShape | null;
  differs: PlanStep['differs'];
  requestIds: string[];
  /** A change of this step has been on its way to Harbor. */
  wasSent: boolean;
}

/** A plan with its steps, as the main process has it. */
export interface PlanRecord {
  readonly id: string;
  /** Epoch seconds. */
  readonly createdAt: number;
  readonly title: string;
  readonly operation: Operation;
  readonly undoOf: string | null;
  state: PlanState;
  pausedWhy: string;
  /** A plan that takes this one back was made. */
  wasUndone: boolean;
  readonly steps: StepRecord[];
}

/** A step of which nothing but the wish is known. */
export const newStep = (
  start: Pick<StepRecord, 'index' | 'instanceId' | 'key' | 'seen' | 'given'>,
): StepRecord => ({
  ...start,
  fresh: null,
  edit: null,
  found: null,
  findings: [],
  conflicts: [],
  base: null,
  answer: null,
  status: 'planned',
  error: null,
  differs: [],
  requestIds: [],
  wasSent: false,
});

/** Whether the steps of this operation take robots away. */
export const isDeleting = ({ operation }: Pick<PlanRecord, 'operation'>): boolean =>
  operation.kind === 'delete';
