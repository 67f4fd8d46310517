import { randomUUID } from 'node:crypto';
import type { ErrorCode, ErrorShape } from '../../shared/contract/errors.ts';
import type { Operation, RobotDefinition, WishedPlace } from '../../shared/contract/operations.ts';
import type {
  ConflictAnswer,
  Finding,
  PlanOrigin,
  PlanState,
  PlanStep,
  StepStatus,
} from '../../shared/contract/plans.ts';
import type { RobotIdentity, SecretChoice } from '../../shared/contract/secrets.ts';
import type { RobotEdit } from '../../shared/robots/changes/edit.ts';
import type { Robot } from '../../shared/robots/robot.ts';
import type { ExportAhead } from '../secret-exports/exports-ahead.ts';

/** A robot that is to be made. */
export interface CreateTask {
  readonly kind: 'create';
  /** As it was wished; what is really sent is `makingOf(step)`. */
  readonly definition: RobotDefinition;
  readonly place: WishedPlace;
  readonly choice: SecretChoice;
  /** The robot it is cloned from. */
  readonly copyOf: RobotIdentity | null;
  /** Permissions that the place does not accept are left out. */
  readonly leaveOut: boolean;
}

/** A robot that is deleted and made again. */
export interface RecreateTask {
  readonly kind: 'recreate';
  readonly choice: SecretChoice;
  /** By the last reading of the robot, so that nothing is lost once it is deleted. */
  readonly definition: RobotDefinition;
}

/** A step that sends a PUT, which Harbor refuses where the robot holds what it no longer accepts. */
interface Updating {
  /** Such permissions are dropped with this change, because somebody said so. */
  readonly dropsStale?: true;
}

/** What a step does to its robot. */
export type StepTask =
  | (Updating & { readonly kind: 'change' })
  | { readonly kind: 'delete' }
  | (Updating & { readonly kind: 'refresh'; readonly choice: SecretChoice })
  | CreateTask
  | RecreateTask;

/** How far the secret of a step is. */
export interface StepSecret {
  readonly handle: string;
  /** `intended`: kept, not sent yet. `sent`: Harbor may have it. `promoted`: it is the robot's. */
  readonly phase: 'intended' | 'sent' | 'promoted';
}

/** What is planned for one robot, and how far it is. Kept as JSON; holds no secret. */
export interface StepRecord {
  readonly index: number;
  readonly instanceId: string;
  /** Row of the inventory; null for a robot that is to be made. */
  readonly key: number | null;
  /** As it was shown when the change was asked for; as wanted, id 0, where it is to be made. */
  readonly seen: Robot;
  /** Given from the start where each robot has its own change (undo); else null. */
  readonly given: RobotEdit | null;
  /** Written anew by each check where it depends on the reading. */
  task: StepTask;
  /** As read when the plan was checked, or right before it was sent; null before that. */
  fresh: Robot | null;
  /**
   * As Harbor is to hold a robot that is to be made, counted from the check on the server's clock,
   * id 0; null before that, and for steps that make none.
   */
  wanted: Robot | null;
  /** The change by the fresh reading and the server's clock; null where nothing is edited. */
  edit: RobotEdit | null;
  /** As read back after it was sent; null where it was not, or the robot is gone. */
  found: Robot | null;
  /** The secret that this step makes. */
  secret: StepSecret | null;
  /** The robot that this step made. */
  made: { readonly id: number; readonly name: string } | null;
  /** Epoch seconds on the server's clock when a robot was asked for, to find it again. */
  sentAt: number | null;
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
  /** User name of the login that it was sent with last; '' where it was not. */
  sentAs: string;
  /** A plan that takes this step back has ended, and has changed its robot. */
  wasTakenBack: boolean;
}

/** A plan with its steps, as the main process has it. */
export interface PlanRecord {
  readonly id: string;
  /** Epoch seconds. */
  readonly createdAt: number;
  readonly title: string;
  readonly operation: Operation;
  readonly undoOf: string | null;
  /** Null for a plan that was made here. */
  readonly origin: PlanOrigin | null;
  state: PlanState;
  pausedWhy: string;
  /** The error that paused it; null where none did. */
  pausedBy: ErrorCode | null;
  /** User names of the logins that it was checked with, by instance. */
  checkedAs: Readonly<Partial<Record<string, string>>>;
  /** Epoch seconds when its robots were last read; null before that. */
  checkedAt: number | null;
  /** Where the secrets go that it makes; null where nobody said. Plan files do not have it. */
  exportTo: ExportAhead | null;
  /** Some of its steps were taken back, so nobody goes on with those that wait for an answer. */
  wasUndone: boolean;
  readonly steps: StepRecord[];
}

/** What is known of a plan before it was checked. */
export type NewPlan = Pick<PlanRecord, 'title' | 'operation' | 'steps'> &
  Partial<Pick<PlanRecord, 'undoOf' | 'origin' | 'exportTo'>>;

/** A plan of which nothing was checked yet. @param now epoch seconds, our clock */
export const newPlan = (part: NewPlan, now: number): PlanRecord => ({
  id: randomUUID(),
  createdAt: Math.floor(now),
  state: 'checking',
  pausedWhy: '',
  pausedBy: null,
  checkedAs: {},
  checkedAt: null,
  exportTo: null,
  wasUndone: false,
  undoOf: null,
  origin: null,
  ...part,
});

type StepStart = Pick<StepRecord, 'index' | 'instanceId' | 'key' | 'seen' | 'given' | 'task'>;

/** A step of which nothing but the wish is known. */
export const newStep = (start: StepStart): StepRecord => ({
  ...start,
  fresh: null,
  wanted: null,
  edit: null,
  found: null,
  secret: null,
  made: null,
  sentAt: null,
  findings: [],
  conflicts: [],
  base: null,
  answer: null,
  status: 'planned',
  error: null,
  differs: [],
  requestIds: [],
  wasSent: false,
  sentAs: '',
  wasTakenBack: false,
});

/** Whether a step is still to be sent, or to be carried on. */
export const isLeft = ({ status }: Pick<StepRecord, 'status'>): boolean =>
  status === 'planned' || status === 'running';

/** Whether a step makes a robot, also one in the place of another. */
export const isMaking = ({ task }: Pick<StepRecord, 'task'>): boolean =>
  task.kind === 'create' || task.kind === 'recreate';

/** Whether a step was checked, so that it is known what it would send. */
export const isJudged = ({ fresh, wanted }: StepRecord): boolean =>
  fresh !== null || wanted !== null;

/** A robot as it is known best: as it is to be, as it is, or as it was shown. */
export const robotOf = ({ wanted, fresh, seen }: StepRecord): Robot => wanted ?? fresh ?? seen;

/** Whether the robots of this operation are taken away, so that nothing of them can be merged. */
export const isRemoving = ({ kind }: Operation): boolean =>
  kind === 'delete' || kind === 'recreate';

/** Whether a step makes a secret. */
export const makesSecret = ({ task }: Pick<StepRecord, 'task'>): boolean =>
  isMaking({ task }) || task.kind === 'refresh';
