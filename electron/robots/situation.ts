import type { Finding } from '../../shared/contract/plans.ts';
import type { Operation } from '../../shared/contract/operations.ts';
import type { Accepted, RobotEdit } from '../../shared/robots/changes/edit.ts';
import { differences } from '../../shared/robots/changes/differences.ts';
import type { Robot } from '../../shared/robots/robot.ts';
import type { StepTask } from './plan-record.ts';

/** Harbor's role number of project administrators (2.2 to 2.16). */
export const PROJECT_ADMIN = 1;

/** Who we are at a Harbor, as far as changing robots depends on it. */
export type Caller =
  | { readonly kind: 'admin'; readonly username: string }
  | {
      readonly kind: 'robot';
      readonly username: string;
      /** Itself, with what it may do; null where it may not read that. */
      readonly own: Robot | null;
    }
  | {
      readonly kind: 'user';
      readonly username: string;
      /** Roles by project name; 0 where Harbor does not say, absent where it is not listed. */
      readonly roles: ReadonlyMap<string, number>;
    };

/** One Harbor, as just asked. */
export interface Place {
  readonly instanceId: string;
  readonly instanceName: string;
  /** "2.15.2", for sentences. */
  readonly version: string;
  readonly editsLegacy: boolean;
  readonly readOnly: boolean;
  /** The instance is locked in Purser. */
  readonly locked: boolean;
  /** Server clock minus ours in seconds, null where Harbor does not say. */
  readonly clockOffset: number | null;
  readonly caller: Caller;
  readonly accepted: Accepted;
  /** Names of the projects that are known there; empty where none are. */
  readonly projects: ReadonlySet<string>;
  /** Ids of projects by name, as far as they are known. */
  readonly projectIds: ReadonlyMap<string, number>;
  /** What stands in front of every robot's name there. */
  readonly prefix: string;
  /** Names of projects that were looked for and are not there, or not for this login. */
  readonly missing: ReadonlySet<string>;
  /** The prefix that the inventory was read with. */
  readonly knownPrefix: string;
}

/** What was found out for one step alone. */
export interface StepFacts {
  /** The robot that has the wanted name already. */
  readonly taken: Robot | null;
  /** The plan makes another robot of this name at this place. */
  readonly isTwin: boolean;
  /** What is wrong with the secret that was handed in or is to be copied, a sentence; ''. */
  readonly secretProblem: string;
  /** Why new secrets cannot be kept in the keychain, a sentence; ''. */
  readonly keychainProblem: string;
}

export const NO_FACTS: StepFacts = {
  taken: null,
  isTwin: false,
  secretProblem: '',
  keychainProblem: '',
};

/** Everything that a preflight rule may look at. */
export interface Situation {
  readonly place: Place;
  readonly operation: Operation;
  readonly task: StepTask;
  readonly facts: StepFacts;
  /** As it was shown. */
  readonly seen: Robot;
  /** As just read; a robot without anything where one is to be made. */
  readonly fresh: Robot;
  /** Null for deleting; everything that it gets where a robot is to be made. */
  readonly edit: RobotEdit | null;
  /** What Harbor is expected to hold afterwards; null for deleting. */
  readonly expected: Robot | null;
  /** Epoch seconds on the server's clock. */
  readonly now: number;
}

/** Looks for one thing that should be known before a step is sent. */
export type Rule = (situation: Situation) => Finding | null;

/** Whether the edit leaves everything as it is, so that no request is needed. */
export const changesNothing = (fresh: Robot, edit: RobotEdit | null): boolean =>
  edit !== null && differences(fresh, { ...fresh, ...edit }).length === 0;

export const refusal = (rule: string, message: string, wayOut = ''): Finding => ({
  severity: 'refusal',
  rule,
  message,
  wayOut,
});

export const warning = (rule: string, message: string, wayOut = ''): Finding => ({
  severity: 'warning',
  rule,
  message,
  wayOut,
});

export const note = (rule: string, message: string): Finding => ({
  severity: 'note',
  rule,
  message,
  wayOut: '',
});
