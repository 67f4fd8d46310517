import type { Operation, RobotWish } from '../../shared/contract/operations.ts';
import type { PlanMarkdown } from './plan/markdown.ts';
import type { ConflictAnswer, Plan, PlanStep, StepStatus } from '../../shared/contract/plans.ts';
import type { MakingPlace, PlanPreview } from '../../shared/contract/places.ts';
import type { PreparedChoice, PreparedSecrets } from '../../shared/contract/secrets.ts';
import type { RobotAhead } from '../secret-exports/credentials.ts';
import type { PlannedDate } from './plan/planned-expiries.ts';
import type { CloneWishes } from './plan/clone-steps.ts';
import type { DefinitionWishes } from './plan/definition-steps.ts';

/** Which steps of a plan are wanted. */
export interface StepFilter {
  /** Of one of these statuses; none for all. */
  readonly only?: readonly StepStatus[];
  /** Only those that wait for an answer to their conflicts. */
  readonly conflicts?: boolean;
  /** Only those of robots that were what is wanted, or only the others; null for both. */
  readonly nothingToDo?: boolean | null;
}

/**
 * Everything that changes robots: plan, check, apply, record. Methods throw AppErrors:
 * `unknown-item` for a plan that is not there, `not-allowed` where its state forbids it.
 */
export interface Commands {
  /** Plans and begins to check. Throws `invalid-input` and `unknown-item`. */
  make(operation: Operation, keys: readonly number[]): Promise<Plan>;
  /** Plans a duration for each of these robots and begins to check. Throws `unknown-item`. */
  schedule(dates: readonly { readonly key: number; readonly duration: number }[]): Promise<Plan>;
  /**
   * Plans that robots hold what they hold on all projects on these of theirs alone, and begins to
   * check. Throws `unknown-item`.
   */
  narrow(
    robots: readonly { readonly key: number; readonly projects: readonly string[] }[],
  ): Promise<Plan>;
  /**
   * Plans new robots and begins to check. Throws `unknown-item`.
   * @param replaces row of the legacy robot that they take the place of
   * @param exportTo place that was chosen for their secrets; throws `not-allowed` where that is
   *   not one for these robots
   */
  create(
    wishes: readonly RobotWish[],
    source: 'new' | 'legacy',
    replaces?: number | null,
    exportTo?: string | null,
  ): Promise<Plan>;
  /** Plans robots made after others. Throws `unknown-item` and `invalid-input`. */
  clone(wishes: CloneWishes, source?: 'clone' | 'twin'): Promise<Plan>;
  /** Plans what makes robots as a file defines them. Throws `unknown-item` where that is nothing. */
  define(wishes: DefinitionWishes): Promise<Plan>;
  /** Makes secrets that are sent when they are activated. Throws as `prepareSecrets`. */
  prepare(
    keys: readonly number[],
    choice: PreparedChoice,
    sessionOnly: boolean,
  ): Promise<PreparedSecrets>;
  /** Handles of the secrets that are prepared for these robots. */
  prepared(keys: readonly number[]): Promise<readonly string[]>;
  /** Plans to send what was prepared. Throws as `robotsToActivate`. */
  activate(handles: readonly string[]): Promise<Plan>;
  /** What `create` would find; sends nothing that changes something. Throws `unknown-item`. */
  preview(wishes: readonly RobotWish[]): Promise<PlanPreview>;
  /** The same robots as their secrets will be written. Throws `unknown-item`. */
  ahead(wishes: readonly RobotWish[]): Promise<readonly RobotAhead[]>;
  /** What robots can be made at an instance. Throws `unknown-item`. */
  place(instanceId: string): Promise<MakingPlace>;
  get(id: string): Plan;
  /** Newest first. */
  list(): readonly Plan[];
  /** `from` and `count` are those of the steps that pass the filter. */
  steps(id: string, from: number, count: number, filter?: StepFilter): Promise<readonly PlanStep[]>;
  /** Returns at once; the plan is told as it goes on. */
  check(id: string): Promise<void>;
  /**
   * Returns when the plan is running; it is told as it goes on. Where the login of an instance is
   * another one than it was checked with, it is checked afresh instead. Throws `keychain-missing` or
   * `keychain-locked` where it makes secrets that cannot be kept, unless they may be kept in
   * memory alone.
   */
  apply(id: string, sessionOnly: boolean): Promise<void>;
  stop(id: string): void;
  /**
   * Settles the conflicts of these steps, or of all that wait, and checks those afresh. Returns
   * at once. Throws `not-allowed` where there is none to settle.
   */
  answerConflict(
    id: string,
    steps: 'all' | readonly number[],
    answer: ConflictAnswer,
  ): Promise<void>;
  /**
   * Lets these steps, or all that are blocked for it, drop the permissions that their Harbor no
   * longer accepts, and checks those afresh. Returns at once. Throws `not-allowed` where there is
   * none.
   */
  dropStale(id: string, steps: 'all' | readonly number[]): Promise<void>;
  /** Ends a plan; what was not tried stays undone. Waits for steps that are running. */
  close(id: string): Promise<void>;
  undo(id: string): Promise<Plan>;
  /** Another file for its secrets, which the user chooses, or none. Throws `not-allowed`. */
  exportTo(id: string, to: 'elsewhere' | 'nowhere'): Promise<Plan>;
  /** The plan for another computer, without any secret, in the pieces of a text. */
  fileText(id: string): Promise<Iterable<string>>;
  /**
   * A plan of its own from such a file. Throws `file-failed` and `file-invalid`.
   * @param onProgress so many of its steps are ready; 0 of 0 while the file is read
   */
  openFile(path: string, onProgress: (done: number, total: number) => void): Promise<Plan>;
  /** Gives a secret that was handed in to the steps that miss one. Throws `not-allowed` without any. */
  enterSecret(id: string, handle: string): Promise<void>;
  /** Tells that an instance answers, so that what could not be checked for want of it is. */
  answered(instanceId: string): void;
  /**
   * Somebody signed in there: plans that stopped because nobody was go on, or are checked afresh
   * if it is somebody else.
   */
  signedIn(instanceId: string): void;
  markdown(id: string): Promise<PlanMarkdown>;
  /** When robots would expire once the plans that are not finished are carried out. */
  planned(): Promise<readonly PlannedDate[]>;
  /** Plans of which steps are being sent at this moment. */
  running(): readonly Plan[];
  /** Resolves when nothing is checked or sent any more. */
  settled(): Promise<void>;
  /** Ends everything after the steps that are running; they can be resumed later. */
  end(): Promise<void>;
}
