import { z } from 'zod';
import { errorShape } from './errors.ts';
import { instanceId } from './instances.ts';
import { operation } from './operations.ts';
import { JOURNAL_RESULTS } from './record-lists.ts';
import { robotKey } from './robots.ts';
import { plannedExport } from './secret-exports.ts';
import { SECRET_STATES, secretHandle } from './secrets.ts';

export const planId = z.uuid();

/** Something to know about a step before it is sent. */
export const finding = z.object({
  /** A refusal stops the step: Harbor, or Purser on this instance, would say no. */
  severity: z.enum(['refusal', 'warning', 'note']),
  /** Which rule found it, for example `stale-permissions`. */
  rule: z.string(),
  /** What Harbor will say or do, and why. */
  message: z.string(),
  /** What to do instead; '' where there is nothing. */
  wayOut: z.string(),
});

export type Finding = z.infer<typeof finding>;

/** A request as it will be sent, or was. */
export const plannedRequest = z.object({
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
  path: z.string(),
  /** JSON text, indented; '' for none. Never holds a secret. */
  body: z.string(),
});

/** One thing that a step changes, in words. */
export const plannedChange = z.object({ field: z.string(), from: z.string(), to: z.string() });

export type PlannedChange = z.infer<typeof plannedChange>;

/**
 * planned → (refused before it was sent: `blocked`) → running → one of
 * done, differs (Harbor holds something else than was planned), refused (by Harbor),
 * unknown (the answer was lost, and checking did not tell), not-tried (stopped before).
 */
export const STEP_STATUSES = [
  'planned',
  'blocked',
  'running',
  'done',
  'differs',
  'refused',
  'unknown',
  'not-tried',
] as const;

export type StepStatus = (typeof STEP_STATUSES)[number];

/** A robot that was changed at Harbor between being shown and being planned afresh. */
export const stepConflict = z.object({
  field: z.string(),
  saw: z.string(),
  now: z.string(),
  /** What the plan would make of it; '' where the plan does not touch it. */
  yours: z.string(),
  /** What it would be after Merge. */
  merged: z.string(),
});

/**
 * How a conflict is settled: the robot stays as it is at Harbor; our change wins; ours counts
 * only where nobody else changed anything, and permissions are merged as sets.
 */
export const conflictAnswer = z.enum(['keep', 'mine', 'merge']);

export type ConflictAnswer = z.infer<typeof conflictAnswer>;

/** What is planned for one robot, and how it went. */
export const planStep = z.object({
  /** Place in the plan, from 0. */
  index: z.int(),
  instanceId,
  /** Null for a robot that is to be made. */
  key: robotKey.nullable(),
  robotId: z.int().nullable(),
  robotName: z.string(),
  /** Epoch seconds on the server's clock when it was last changed at Harbor, 0 if unknown. */
  updatedAt: z.int(),
  /** A robot is made. */
  makes: z.boolean(),
  /** The secret that this step makes: null before it has begun to, and once it is not here any more. */
  secret: z.object({ handle: secretHandle, state: z.enum(SECRET_STATES) }).nullable(),
  changes: z.array(plannedChange),
  requests: z.array(plannedRequest),
  findings: z.array(finding),
  conflicts: z.array(stepConflict),
  /** How its conflicts are settled; null where nobody said. */
  answer: conflictAnswer.nullable(),
  /** Its conflicts can be settled, first or otherwise. */
  canAnswer: z.boolean(),
  status: z.enum(STEP_STATUSES),
  /** It was not done because its robot is not on its Harbor any more. */
  isGone: z.boolean(),
  /** Why it was refused or is unknown. */
  error: errorShape.nullable(),
  /** Fields that Harbor holds otherwise than planned, after `differs`. */
  differs: z.array(z.object({ field: z.string(), planned: z.string(), found: z.string() })),
  /** Harbor's request ids of this step, for its log. */
  requestIds: z.array(z.string()),
});

export type PlanStep = z.infer<typeof planStep>;

/**
 * checking (reading afresh and preflight) → ready → running ⇄ paused → finished.
 * `interrupted`: Purser ended in the middle; it can be resumed or closed.
 */
export const PLAN_STATES = [
  'checking',
  'ready',
  'running',
  'paused',
  'interrupted',
  'finished',
] as const;

export type PlanState = (typeof PLAN_STATES)[number];

/** Where a plan comes from that was opened from a file. */
export const planOrigin = z.object({
  /** The instances it was saved with, and whether this Purser has one at their address. */
  instances: z.array(
    z.object({ id: instanceId, name: z.string(), url: z.string(), isHere: z.boolean() }),
  ),
});

export type PlanOrigin = z.infer<typeof planOrigin>;

/** A plan without its steps, which are fetched in windows. */
export const plan = z.object({
  id: planId,
  /** "Renew 4 robots on prod". */
  title: z.string(),
  operation,
  /** Epoch seconds. */
  createdAt: z.int(),
  state: z.enum(PLAN_STATES),
  /** Epoch seconds when its robots were last read afresh; null before that. */
  checkedAt: z.int().nullable(),
  /** While it is checked: robots that were looked at, and how many there are to look at. */
  checking: z.object({ done: z.int(), of: z.int() }).optional(),
  /** Why it is paused, or what to know before it goes on, as sentences; ''. */
  pausedWhy: z.string(),
  steps: z.int(),
  counts: z.record(z.enum(STEP_STATUSES), z.int()),
  /** Steps that can be sent but carry a warning; absent while nobody counts them. */
  warnings: z.int().optional(),
  /** Something is to be known of a step: what went wrong, what is otherwise, or what was found. */
  hasRemarks: z.boolean(),
  /** Steps that wait for an answer to their conflicts. */
  conflicts: z.int(),
  /** Steps that are blocked by permissions of their robots that could be dropped with them. */
  stale: z.int(),
  /** Instances that could not be asked; their steps are checked again once they answer. */
  waitsFor: z.array(instanceId),
  /**
   * Blocked steps that wait for such an instance, or that a check was stopped before: nobody knows
   * what becomes of them.
   */
  unchecked: z.int(),
  /** Of those that are blocked or were refused, how many robots are not on their Harbor any more. */
  gone: z.object({ blocked: z.int(), refused: z.int() }),
  /** Of those that are planned or done, how many robots were what is wanted: nothing is sent for them. */
  nothingToDo: z.object({ planned: z.int(), done: z.int() }),
  /** Robots of instances marked production that this would change. */
  production: z.int(),
  /** The plan that this one takes back, or null. */
  undoOf: planId.nullable(),
  /** Null for one that was made here. */
  origin: planOrigin.nullable(),
  /** Where its secrets go; null where nobody said. */
  exportTo: plannedExport.nullable(),
  /** The opposite exists of something that was sent, and was not sent yet itself. */
  canUndo: z.boolean(),
});

export type Plan = z.infer<typeof plan>;

export { JOURNAL_RESULTS };

/** One line of the journal: something that Purser did or tried at a Harbor. Never a secret. */
export const journalEntry = z.object({
  id: z.int(),
  /** Epoch seconds, our clock. */
  at: z.int(),
  /** Null for what is no plan: settings of an instance. */
  planId: planId.nullable(),
  instanceId,
  instanceName: z.string(),
  /** 0 for a robot that was not made, and where it is about the whole instance. */
  robotId: z.int(),
  robotName: z.string(),
  operation: z.string(),
  /** The login that was used. */
  username: z.string(),
  changes: z.array(plannedChange),
  result: z.enum(JOURNAL_RESULTS),
  /** What Harbor said, or what differs; ''. */
  message: z.string(),
  requestIds: z.array(z.string()),
});

export type JournalEntry = z.infer<typeof journalEntry>;

/** Which entries of the journal. */
export const journalFilter = z.object({
  /** Part of names, login, operation, message or request ids; '' for all. */
  text: z.string().max(255),
  /** Only these instances; empty for all. */
  ids: z.array(instanceId).max(200),
  /** Only this robot; null for all. */
  robotKey: robotKey.nullable().default(null),
  /** Only these operations, and these results; empty for all. */
  operations: z.array(z.string().max(40)).max(40).default([]),
  results: z.array(z.enum(JOURNAL_RESULTS)).default([]),
  /** Only what belongs to this plan; null for all. */
  planId: planId.nullable().default(null),
});
