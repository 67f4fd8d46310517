import { z } from 'zod';
import { MOST_CLONED } from '../robots/changes/most-cloned.ts';
import { MOST_NARROWED, MOST_USED_PROJECTS } from '../robots/last-use.ts';
import { call, nothing } from './call.ts';
import { instanceId } from './instances.ts';
import { clonePlace, operation, robotWish, until } from './operations.ts';
import { makingPlace, planPreview } from './places.ts';
import { conflictAnswer, plan, planId, planStep, STEP_STATUSES } from './plans.ts';
import { MAX_ROBOTS, robotKey, robotKeys } from './robots.ts';
import { secretChoice, secretHandle } from './secrets.ts';
import { template } from './templates.ts';

/** Steps by their places, or all that it is about. */
const someSteps = z.union([z.literal('all'), z.array(z.int().min(0)).min(1).max(MAX_ROBOTS)]);

/** What the window asks about changing robots. */
export const planCalls = {
  /** Plans this for these robots and begins to check it; nothing is sent to change anything. */
  'plans.make': call(z.object({ operation, keys: robotKeys }), plan),
  /** Plans that robots hold what they hold on all projects on these of theirs alone. */
  'plans.narrow': call(
    z.object({
      limits: z
        .array(
          z.object({
            key: robotKey,
            projects: z.array(z.string().min(1).max(255)).min(1).max(MOST_USED_PROJECTS),
          }),
        )
        .min(1)
        .max(MOST_NARROWED),
    }),
    plan,
  ),
  /** Plans new robots. `source` is 'legacy' where each stands in for a robot of Harbor ≤ 2.1. */
  'plans.create': call(
    z.object({
      robots: z.array(robotWish).min(1).max(1_000),
      source: z.enum(['new', 'legacy']).default('new'),
      /** The legacy robot, which can be deleted once the new one has taken its place. */
      replaces: robotKey.nullable().default(null),
      /** Where their secrets go, as `secretExports.placeAhead` answered it; null for nowhere. */
      exportTo: z.uuid().nullable().default(null),
    }),
    plan,
  ),
  /**
   * Lets the user choose another file for the secrets of a plan, or leaves them in Purser. Throws
   * `not-allowed` where that file cannot be written.
   */
  'plans.exportTo': call(z.object({ id: planId, to: z.enum(['elsewhere', 'nowhere']) }), plan),
  /**
   * Plans robots made after others, at other places. Permissions that a place does not accept are
   * refused by name, or left out and named where `leaveOut` says so.
   */
  'plans.clone': call(
    z.object({
      keys: z.array(robotKey).min(1).max(MOST_CLONED),
      places: z.array(clonePlace).min(1).max(1_000),
      /** Another short name, for one robot; null keeps it. */
      name: z.string().max(1_000).nullable(),
      secret: secretChoice,
      /** Null keeps the day on which the robot expires. */
      until: until.nullable(),
      leaveOut: z.boolean().default(false),
    }),
    plan,
  ),
  /** What `plans.create` would find. Asks each Harbor at most once a minute, and changes nothing. */
  'plans.preview': call(z.object({ robots: z.array(robotWish).min(1).max(1_000) }), planPreview),
  'plans.get': call(z.object({ id: planId }), plan),
  /** Plans that are not finished, and the last finished ones (200, 90 days); newest first. */
  'plans.list': call(nothing, z.array(plan)),
  'plans.steps': call(
    z.object({
      id: planId,
      from: z.int().min(0),
      count: z.int().min(1).max(200),
      /** Counts and answers only steps of these statuses; empty for all. */
      only: z.array(z.enum(STEP_STATUSES)).default([]),
      /** Only steps that wait for an answer to their conflicts. */
      conflicts: z.boolean().default(false),
      /** Only steps of robots that were what is wanted, or only the others; null for both. */
      nothingToDo: z.boolean().nullable().default(null),
    }),
    z.array(planStep),
  ),
  /** Reads the robots again and checks the plan afresh. */
  'plans.check': call(z.object({ id: planId }), nothing),
  /**
   * Sends the steps that nothing speaks against. Throws `not-allowed` unless it is ready, paused or
   * interrupted, and the keychain's errors where new secrets could not be kept in it, unless
   * `sessionOnly` says that memory is enough.
   */
  'plans.apply': call(z.object({ id: planId, sessionOnly: z.boolean().default(false) }), nothing),
  /** Stops after the steps that are running. */
  'plans.stop': call(z.object({ id: planId }), nothing),
  /**
   * Settles the conflicts of these steps, or of every one that waits, and checks those steps
   * afresh. Throws `not-allowed` where there is none to settle.
   */
  'plans.answerConflict': call(
    z.object({ id: planId, steps: someSteps, answer: conflictAnswer }),
    nothing,
  ),
  /**
   * Lets these steps, or every one that is blocked for it, drop the permissions that their Harbor
   * no longer accepts, and checks those steps afresh. Throws `not-allowed` where there is none.
   */
  'plans.dropStale': call(z.object({ id: planId, steps: someSteps }), nothing),
  /** Closes a plan; what was not tried stays undone. */
  'plans.close': call(z.object({ id: planId }), nothing),
  /** Saves the plan where the user wants it, without any secret; null if they did not. */
  'plans.save': call(z.object({ id: planId }), z.object({ path: z.string() }).nullable()),
  /** Opens a saved plan that the user chooses, checked afresh with the logins here; null if they did not. */
  'plans.open': call(nothing, plan.nullable()),
  /** Gives the steps that miss a secret of the user's own the one that was handed in. */
  'plans.enterSecret': call(z.object({ id: planId, secret: secretHandle }), nothing),
  /** A new plan that takes this one back, checked like any other. */
  'plans.undo': call(z.object({ id: planId }), plan),
  /** The plan for a change ticket, without the last steps where they are more than can be copied. */
  'plans.markdown': call(
    z.object({ id: planId }),
    z.object({ text: z.string(), leftOut: z.int().min(0) }),
  ),

  /** What robots can be made at an instance. */
  'places.list': call(z.object({ instanceId }), makingPlace),

  /** Those that come with Purser first, then own ones by name. */
  'templates.list': call(nothing, z.array(template)),
  /** Adds an own template, or replaces the one with this id. */
  'templates.save': call(template.omit({ builtIn: true }), z.array(template)),
  'templates.remove': call(z.object({ id: z.string() }), z.array(template)),
  /** Saves these own or built-in templates where the user wants them; null if they did not. */
  'templates.export': call(
    z.object({ ids: z.array(z.string()).min(1).max(500) }),
    z.object({ path: z.string() }).nullable(),
  ),
  /** Adds those of a file that the user chooses; null if they did not. Throws `file-invalid`. */
  'templates.import': call(
    nothing,
    z.object({ templates: z.array(template), added: z.int() }).nullable(),
  ),
} as const;
