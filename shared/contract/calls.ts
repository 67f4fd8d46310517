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
import { historyEntry, historyFilter } from './history.ts';
import { MOST_COPIED } from './most-copied.ts';
import { journalEntry, journalFilter } from './plans.ts';
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
import { appInfo, dataInfo, keychainStatus, notice, settings, settingsPatch } from './settings.ts';
import { call, nothing } from './call.ts';
import { checkCalls } from './check-calls.ts';
import { definitionCalls } from './definition-calls.ts';
import { diagnoseCalls } from './diagnose-calls.ts';
import { expiryCalls } from './expiry.ts';
import { inventoryCalls } from './inventory-calls.ts';
import { permissionCalls } from './permissions.ts';
import { ownerCalls } from './owners.ts';
import { planCalls } from './plan-calls.ts';
import { plannerCalls } from './planner.ts';
import { readerCalls } from './reader-calls.ts';
import { riskCalls } from './risk.ts';
import { reminderCalls } from './reminders.ts';
import { rotationCalls } from './rotation-calls.ts';
import { secretCalls } from './secret-calls.ts';
import { secretExportCalls } from './secret-exports.ts';
import { snoozeCalls } from './snoozes.ts';
import { secretPlaceCalls } from './secret-places.ts';
import { workspaceCalls } from './workspace-calls.ts';
import { signInCalls } from './sign-in-calls.ts';

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
  'app.copyText': call(z.object({ text: z.string().max(MOST_COPIED) }), nothing),
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

  ...expiryCalls,
  ...inventoryCalls,
  ...definitionCalls,
  ...permissionCalls,
  ...snoozeCalls,
  ...plannerCalls,
  ...workspaceCalls,
  ...riskCalls,
  ...reminderCalls,

  ...ownerCalls,
  ...planCalls,
  ...rotationCalls,

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

  ...secretCalls,
  ...checkCalls,
  ...secretPlaceCalls,
  ...diagnoseCalls,
  ...secretExportCalls,
  ...readerCalls,
  ...signInCalls,

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
