import { z } from 'zod';
import {
  instanceDraft,
  instanceId,
  instanceView,
  loginId,
  loginView,
  testReport,
} from './instances.ts';
import { robotSet } from './linked.ts';
import { clonePlace, operation, robotWish, until } from './operations.ts';
import { makingPlace, planPreview } from './places.ts';
import { historyEntry, historyFilter } from './history.ts';
import {
  conflictAnswer,
  journalEntry,
  journalFilter,
  plan,
  planId,
  planStep,
  STEP_STATUSES,
} from './plans.ts';
import { robotSettings, robotSettingsPreview, robotSettingsWish } from './robot-settings.ts';
import {
  facet,
  overview,
  overviewQuery,
  robotDetail,
  robotKey,
  robotQuery,
  robotRow,
  savedView,
} from './robots.ts';
import {
  MAX_SECRETS,
  preparedChoice,
  preparedSecrets,
  robotSecret,
  secretChoice,
  secretHandle,
  secretHandles,
  secretQuery,
} from './secrets.ts';
import { appInfo, dataInfo, keychainStatus, notice, settings, settingsPatch } from './settings.ts';
import { template } from './templates.ts';

const nothing = z.undefined();
const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({
  input,
  output,
});

/**
 * THE list of what the window can ask of the main process. Handlers, preload and the typed
 * client all derive from it: an entry without a handler does not compile.
 */
export const calls = {
  'app.info': call(nothing, appInfo),
  /** Notices about the user's data that were not dismissed yet. */
  'app.notices': call(nothing, z.array(notice)),
  'app.dismissNotice': call(z.object({ id: z.string() }), nothing),
  /** Opens the demo fleet in a workspace of its own; the window loads again. */
  'app.enterDemo': call(nothing, nothing),
  'app.leaveDemo': call(nothing, nothing),
  'app.copyText': call(z.object({ text: z.string().max(100_000) }), nothing),
  /** Lets the user choose a file; null if they did not. */
  'app.pickFile': call(
    z.object({ purpose: z.enum(['ca', 'client-certificate', 'client-key']) }),
    z.object({ path: z.string(), pem: z.string().nullable() }).nullable(),
  ),

  'instances.list': call(nothing, z.array(instanceView)),
  'instances.save': call(instanceDraft, instanceView),
  /**
   * Removes it with its cache, and its login if no other instance uses that. Where secrets of its
   * robots are here, `secrets` must say what becomes of them, else it throws `not-allowed`.
   */
  'instances.remove': call(
    z.object({ id: instanceId, secrets: z.enum(['keep', 'forget']).optional() }),
    nothing,
  ),
  'instances.reorder': call(z.object({ ids: z.array(instanceId).max(500) }), nothing),
  'instances.setLocked': call(z.object({ id: instanceId, locked: z.boolean() }), instanceView),
  /** Prefix and default duration of its robots, asked afresh. `forbidden` for all but administrators. */
  'instances.robotSettings': call(z.object({ id: instanceId }), robotSettings),
  /** Who would be renamed and locked out, and what speaks against it. Sends nothing but GETs. */
  'instances.previewRobotSettings': call(
    z.object({ id: instanceId, to: robotSettingsWish }),
    robotSettingsPreview,
  ),
  /**
   * Changes them. Throws `conflict` where they are not `from` any more, and `not-allowed` where
   * something speaks against it, or a new prefix is not `typed`.
   */
  'instances.setRobotSettings': call(
    z.object({
      id: instanceId,
      from: robotSettingsWish,
      to: robotSettingsWish,
      typed: z.string().max(255),
    }),
    robotSettings,
  ),
  /** Opens its web page in the browser. */
  'instances.open': call(z.object({ id: instanceId }), nothing),
  /** Runs to its end and answers the report; steps are told as `instances.testStep` meanwhile. */
  'instances.test': call(z.object({ testId: z.uuid(), draft: instanceDraft }), testReport),
  'instances.cancelTest': call(z.object({ testId: z.uuid() }), nothing),

  'logins.list': call(nothing, z.array(loginView)),
  /** Changes a password after one instance has accepted it; resumes the instances that share it. */
  'logins.setPassword': call(
    z.object({ id: loginId, password: z.string().min(1).max(4_096), testOn: instanceId }),
    testReport,
  ),

  'keychain.status': call(nothing, keychainStatus),
  'keychain.retry': call(nothing, keychainStatus),
  'keychain.setSessionOnly': call(z.object({ sessionOnly: z.boolean() }), keychainStatus),

  /** Starts syncing these instances, or all; returns at once. */
  'sync.start': call(z.object({ ids: z.array(instanceId).max(500).optional() }), nothing),
  'sync.cancel': call(z.object({ ids: z.array(instanceId).max(500).optional() }), nothing),
  /** The answer for an instance in state `replaced`. */
  'sync.answerReplaced': call(
    z.object({ id: instanceId, answer: z.enum(['new-harbor', 'keep-old']) }),
    nothing,
  ),

  /** Row keys in order; the window fetches rows as it shows them. */
  'robots.query': call(
    robotQuery,
    z.object({
      keys: z.custom<Uint32Array>((value) => value instanceof Uint32Array),
      /** Robots in scope without the query. */
      total: z.int(),
    }),
  ),
  /** Rows in the order of the keys; keys that are no longer known are left out. */
  'robots.rows': call(z.object({ keys: z.array(robotKey).max(500) }), z.array(robotRow)),
  'robots.facets': call(robotQuery.omit({ sort: true }), z.array(facet)),
  'robots.detail': call(z.object({ key: robotKey }), robotDetail),
  'robots.setTags': call(
    z.object({
      keys: z.array(robotKey).min(1).max(10_000),
      add: z.array(z.string().trim().min(1).max(60)).max(50),
      remove: z.array(z.string().max(60)).max(50),
    }),
    nothing,
  ),
  /** Robots, projects and instances whose name contains the text, for the palette. */
  'robots.find': call(
    z.object({ text: z.string().max(255) }),
    z.object({
      robots: z.array(robotRow),
      projects: z.array(z.object({ instanceId, name: z.string(), robots: z.int() })),
    }),
  ),
  /** One key for each set of robots, those of several robots first, by name. */
  'linked.query': call(
    robotQuery,
    z.object({
      keys: z.custom<Uint32Array>((value) => value instanceof Uint32Array),
      /** Robots that fit the query. */
      robots: z.int(),
    }),
  ),
  /** Sets in the order of the keys that stand for them; unknown keys are left out. */
  'linked.sets': call(z.object({ keys: z.array(robotKey).max(200) }), z.array(robotSet)),
  /** Makes one set of these robots, with those that one of them is linked to already. */
  'linked.join': call(z.object({ keys: z.array(robotKey).min(2).max(200) }), nothing),
  /** Takes each of these robots out of its set. */
  'linked.part': call(z.object({ keys: z.array(robotKey).min(1).max(200) }), nothing),
  'overview.get': call(overviewQuery, overview),

  /** Plans this for these robots and begins to check it; nothing is sent to change anything. */
  'plans.make': call(z.object({ operation, keys: z.array(robotKey).min(1).max(100_000) }), plan),
  /** Plans new robots. `source` is 'legacy' where each stands in for a robot of Harbor ≤ 2.1. */
  'plans.create': call(
    z.object({
      robots: z.array(robotWish).min(1).max(1_000),
      source: z.enum(['new', 'legacy']).default('new'),
    }),
    plan,
  ),
  /**
   * Plans robots made after others, at other places. Permissions that a place does not accept are
   * refused by name, or left out and named where `leaveOut` says so.
   */
  'plans.clone': call(
    z.object({
      keys: z.array(robotKey).min(1).max(10_000),
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
    z.object({
      id: planId,
      steps: z.union([z.literal('all'), z.array(z.int().min(0)).min(1).max(100_000)]),
      answer: conflictAnswer,
    }),
    nothing,
  ),
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
  /** The plan with its steps for a change ticket. */
  'plans.markdown': call(z.object({ id: planId }), z.object({ text: z.string() })),

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

  /** The journal, newest first; `before` is the id of the last entry that is known. */
  'journal.entries': call(
    journalFilter.extend({ before: z.int().nullable(), count: z.int().min(1).max(200) }),
    z.object({ entries: z.array(journalEntry), total: z.int() }),
  ),
  /**
   * Saves what fits where the user wants it, newest first; null if they did not. `by` says whether
   * what Purser did, what was changed at the Harbors, or both.
   */
  'journal.export': call(
    z.object({
      format: z.enum(['json', 'csv']),
      by: z.enum(['all', 'purser', 'harbor']),
      journal: journalFilter,
      history: historyFilter,
    }),
    z.object({ path: z.string() }).nullable(),
  ),
  /** What changed at the Harbors between syncs, newest first; `before` as for the journal. */
  'history.entries': call(
    historyFilter.extend({ before: z.int().nullable(), count: z.int().min(1).max(200) }),
    z.object({ entries: z.array(historyEntry), total: z.int() }),
  ),

  /** The newest first; `total` counts those beyond the list too. */
  'secrets.list': call(
    secretQuery,
    z.object({ secrets: z.array(robotSecret).max(MAX_SECRETS), total: z.int() }),
  ),
  /** To the clipboard, which is cleared at `clearsAt` (epoch seconds) if it holds it still. */
  'secrets.copy': call(z.object({ handle: secretHandle }), z.object({ clearsAt: z.int() })),
  /** The one answer that holds a secret. */
  'secrets.reveal': call(z.object({ handle: secretHandle }), z.object({ secret: z.string() })),
  /** Keeps new secrets in the vault. */
  'secrets.keep': call(z.object({ handles: secretHandles }), nothing),
  /**
   * Deletes secrets for good. Throws `not-allowed` without `sure` where one may be the robot's and
   * was never copied, revealed or saved.
   */
  'secrets.forget': call(z.object({ handles: secretHandles, sure: z.boolean() }), nothing),
  /** Signs in as the robot. Throws `not-allowed` where that could not tell, and what the way to Harbor throws. */
  'secrets.test': call(
    z.object({ handle: secretHandle }),
    z.object({ secret: robotSecret, accepted: z.boolean() }),
  ),
  /** Takes a secret that the user chose, for half an hour after its last use. Throws `invalid-input`. */
  'secrets.handIn': call(
    z.object({ secret: z.string().max(1_000) }),
    z.object({ handle: secretHandle }),
  ),
  /**
   * Makes secrets that Harbor hears of only when they are activated: a plan that refreshes with
   * the choice `prepared`. Throws `keychain-missing`, `keychain-locked` and `unknown-item`.
   */
  'secrets.prepare': call(
    z.object({
      keys: z.array(robotKey).min(1).max(MAX_SECRETS),
      secret: preparedChoice,
    }),
    preparedSecrets,
  ),
  /** Saves them where the user wants it, readable by them alone; null if they did not. */
  'secrets.save': call(
    z.object({ handles: secretHandles, format: z.enum(['json', 'csv']) }),
    z.object({ path: z.string() }).nullable(),
  ),

  'views.list': call(nothing, z.array(savedView)),
  'views.save': call(savedView.omit({ builtIn: true }), z.array(savedView)),
  'views.remove': call(z.object({ id: z.string() }), z.array(savedView)),

  'settings.get': call(nothing, settings),
  'settings.set': call(settingsPatch, settings),

  'data.info': call(nothing, dataInfo),
  'data.showFolder': call(nothing, nothing),
  /** Empties the inventory; instances, tags and views stay. */
  'data.clearInventory': call(nothing, nothing),
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallInput<N extends CallName> = z.input<Calls[N]['input']>;
/** What a handler receives: parsed, with defaults filled in. */
export type CallParsed<N extends CallName> = z.output<Calls[N]['input']>;
export type CallOutput<N extends CallName> = z.output<Calls[N]['output']>;
