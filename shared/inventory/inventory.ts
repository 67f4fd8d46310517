import type {
  Facet,
  Overview,
  OverviewQuery,
  RobotDetail,
  RobotQuery,
  RobotRow,
} from '../contract/robots.ts';
import type { EqualGroups } from '../contract/equal-groups.ts';
import type { ExpiryQuestion, ExpirySpread } from '../contract/expiry.ts';
import type { KnownSet } from '../contract/linked.ts';
import type {
  PermissionMatrix,
  ProjectMatrix,
  RobotName,
  UpgradeAnswer,
  UpgradeQuestion,
  WhoAnswer,
  WhoQuestion,
} from '../contract/permissions.ts';
import type { HistoryEntry } from '../contract/history.ts';
import type { KeptOwnerRule, OwnerContact } from '../contract/owners.ts';
import type { JournalEntry } from '../contract/plans.ts';
import type { SavedView } from '../contract/robots.ts';
import type { ExpiryPolicy } from '../contract/planner.ts';
import type { ReminderSupport } from '../contract/reminders.ts';
import type { KeptRotation } from '../contract/rotations.ts';
import type { RobotIdentity } from '../contract/secrets.ts';
import type { UsedProjects } from '../contract/used-projects.ts';
import type { Template } from '../contract/templates.ts';
import type { Notice } from '../contract/settings.ts';
import type { Snoozed, SnoozeMark, SnoozeWish } from '../contract/snoozes.ts';
import type { RiskException, RiskQuestion, RiskSummary, RobotRisk } from '../contract/risk.ts';
import type { KnownUse } from '../robots/last-use.ts';
import type { Robot } from '../robots/robot.ts';
import type { BackedUpHistory } from './database/backup.ts';
import type { PortableName, PortableRow } from './entered/portable.ts';
import type { KeptPlace, PlaceOfRobot, PlacesInShort } from './entered/secret-places.ts';
import type {
  ReadRobot,
  ReadProject,
  ReadingId,
  ReadingEnd,
  ReadingResult,
  LogReading,
  OwnerCount,
  InstanceFacts,
  Now,
  StoredInstances,
  DueReminders,
  NewReminder,
  PlannedDates,
  Found,
  KnownRobot,
  KnownPlace,
  KeptPlan,
  KeptBounds,
  KeptStep,
  KeptSecret,
  JournalSearch,
  HistorySearch,
} from './shapes.ts';

export type * from './shapes.ts';
export type { KeptPlace, PlaceOfRobot } from './entered/secret-places.ts';

/**
 * The inventory and what people entered, behind a worker: every call is a message. Three files:
 * `inventory.db` (a cache, rebuilt when broken), `state.db` (instances, logins, tags, views, history)
 * and `journal.db` (plans, journal, which secrets are kept), which are never emptied and put aside
 * when broken. Errors are AppErrors with `cache-failed`, `disk-full`,
 * `query-invalid` or `unknown-item`.
 */
export interface Inventory {
  // what people entered
  storedInstances(): Promise<StoredInstances>;
  /** Replaces instance and login rows as one transaction; order is the order of the list. */
  saveInstances(stored: StoredInstances): Promise<void>;
  /** Removes the cached robots and the tags of an instance that is no longer wanted. */
  forgetInstance(instanceId: string): Promise<void>;
  views(): Promise<readonly SavedView[]>;
  saveView(view: Omit<SavedView, 'builtIn'>): Promise<readonly SavedView[]>;
  removeView(id: string): Promise<readonly SavedView[]>;
  /** Own templates, by name. */
  templates(): Promise<readonly Template[]>;
  /** Adds these, or replaces those of the same ids, all or none. */
  saveTemplates(templates: readonly Template[]): Promise<void>;
  removeTemplate(id: string): Promise<void>;
  /** Rotations by a second robot that are under way, oldest first. */
  rotations(): Promise<readonly KeptRotation[]>;
  /** Adds it, or replaces the one of the same id. */
  saveRotation(rotation: KeptRotation): Promise<void>;
  removeRotation(id: string): Promise<void>;
  setTags(
    keys: readonly number[],
    add: readonly string[],
    remove: readonly string[],
  ): Promise<void>;
  /** Puts the warnings of these robots off. `now` in epoch seconds, our clock. */
  setSnoozes(keys: readonly number[], wish: SnoozeWish, now: number): Promise<Snoozed>;
  wakeSnoozes(keys: readonly number[]): Promise<Snoozed>;
  /** Makes these robots what they were: snoozed as the marks say, or not at all. */
  restoreSnoozes(keys: readonly number[], marks: readonly SnoozeMark[]): Promise<Snoozed>;
  /** When robots shall expire, by name. */
  expiryPolicies(): Promise<readonly ExpiryPolicy[]>;
  /** Adds it, or replaces the one of the same id. */
  saveExpiryPolicy(policy: ExpiryPolicy): Promise<void>;
  removeExpiryPolicy(id: string): Promise<void>;
  /** Robots of which nobody was told yet how near their end is, the worst first. */
  dueReminders(now: Now): Promise<DueReminders>;
  /** Keeps who is being told of, and answers the number of that reminder. */
  addReminder(reminder: NewReminder): Promise<number>;
  /** As if it had not been: its robots are due again. */
  dropReminder(number: number): Promise<void>;
  lastReminder(): Promise<ReminderSupport['last']>;

  // who answers for robots
  /** In their order: the first that fits counts. */
  ownerRules(): Promise<readonly KeptOwnerRule[]>;
  /** Replaces all rules; every robot follows them at once, and every row that is read later. */
  saveOwnerRules(rules: readonly KeptOwnerRule[]): Promise<void>;
  /** By name. */
  ownerContacts(): Promise<readonly OwnerContact[]>;
  saveOwnerContact(contact: OwnerContact): Promise<void>;
  /** Says by hand who answers for robots; null leaves it to descriptions and rules again. */
  assignOwner(keys: readonly number[], owner: string | null): Promise<void>;
  /** Owners of robots that are there, and nobody, with how many of theirs need care. */
  ownerCounts(now: Now): Promise<readonly OwnerCount[]>;

  // Harbor → inventory
  beginReading(instanceId: string): Promise<ReadingId>;
  /** Writes one page in one transaction; unchanged rows are not written. */
  writeProjects(reading: ReadingId, projects: readonly ReadProject[]): Promise<void>;
  writeRobots(reading: ReadingId, robots: readonly ReadRobot[]): Promise<{ written: number }>;
  finishReading(reading: ReadingId, end: ReadingEnd): Promise<ReadingResult>;
  /** Keeps what was written, marks nothing gone, leaves `asOf` as it was. */
  abandonReading(reading: ReadingId): Promise<void>;
  /** Where the last reading of an instance's audit log stopped; null before the first. */
  useCursor(instanceId: string): Promise<string | null>;
  /**
   * Keeps when robots were last used. Every row, `RobotRow.lastUse` and `seen:` answer from it; a
   * use that is older than what is known changes nothing. Tells how many robots it is news of.
   */
  keepUses(instanceId: string, read: LogReading): Promise<number>;
  /**
   * After `replaced`: 'new-harbor' forgets the old robots and their tags, 'keep-old' keeps them
   * marked gone. Sync again afterwards: robots whose id both Harbors use are only read then.
   */
  answerReplaced(instanceId: string, answer: 'new-harbor' | 'keep-old'): Promise<void>;
  clearCache(): Promise<void>;

  // inventory → window
  facts(now: Now): Promise<readonly InstanceFacts[]>;
  query(query: RobotQuery, now: Now): Promise<{ keys: Uint32Array; total: number }>;
  rows(keys: readonly number[], now: Now): Promise<readonly RobotRow[]>;
  facets(query: Omit<RobotQuery, 'sort'>, now: Now): Promise<readonly Facet[]>;
  detail(key: number, now: Now): Promise<RobotDetail>;
  overview(query: OverviewQuery, now: Now): Promise<Overview>;
  /** How many robots expire when, by instance, project, creator or tag. */
  expirySpread(question: ExpiryQuestion, now: Now): Promise<ExpirySpread>;
  /** Which robots drifted from a policy, and the dates it proposes. Changes nothing. */
  planDates(policy: ExpiryPolicy, now: Now): Promise<PlannedDates>;
  /** How many robots drifted from a policy. */
  countDrifts(policy: ExpiryPolicy, now: Now): Promise<number>;
  find(text: string, now: Now): Promise<Found>;

  // what robots may do, all at once
  permissionMatrix(question: RobotQuery, now: Now): Promise<PermissionMatrix>;
  projectMatrix(question: RobotQuery, now: Now): Promise<ProjectMatrix>;
  whoCan(question: WhoQuestion, now: Now): Promise<WhoAnswer>;
  /** What another release would make of the robots of an instance. */
  upgradeCheck(question: UpgradeQuestion, now: Now): Promise<UpgradeAnswer>;
  /** What robots of these keys are called; those that are not known are left out. */
  robotNames(keys: readonly number[]): Promise<readonly RobotName[]>;
  /** Of instances in scope, sorted by name. */
  projectNames(
    scope: readonly string[],
  ): Promise<readonly { readonly name: string; readonly instanceIds: readonly string[] }[]>;
  /** What audit logs tell of a robot's use, as of the last sync; null for a key that is not known. */
  robotUse(key: number): Promise<KnownUse | null>;
  /** Where robots were really used; those that hold nothing on all projects are left out. */
  usedProjects(keys: readonly number[]): Promise<readonly UsedProjects[]>;
  // risk
  /** Judges some of the robots that changed, before anybody asks; answers whether there are more. */
  judgeAhead(now: Now): Promise<boolean>;
  /** Why robots have their scores; those that are gone or not known are left out. */
  robotRisks(
    keys: readonly number[],
    now: Now,
  ): Promise<readonly (RobotRisk & { readonly key: number })[]>;
  /** What the rules find over the robots that a query shows. */
  equalGroups(question: RiskQuestion, now: Now): Promise<EqualGroups>;
  riskSummary(question: RiskQuestion, now: Now): Promise<RiskSummary>;
  /** Findings that somebody accepts for a time, soonest end first; ended ones are among them. */
  riskExceptions(): Promise<readonly RiskException[]>;
  /** Adds these, each in place of an earlier one of the same robot and rule, all or none. */
  saveRiskExceptions(exceptions: readonly RiskException[]): Promise<void>;
  removeRiskException(id: string): Promise<void>;

  // the same robot on several Harbors
  /** One key for each set of which a robot fits, those of several robots first; and how many fit. */
  linkedQuery(query: RobotQuery, now: Now): Promise<{ keys: Uint32Array; robots: number }>;
  /** In the order of the keys that stand for the sets; unknown keys are left out. */
  linkedSets(keys: readonly number[], now: Now): Promise<readonly KnownSet[]>;
  /** Makes one set of these robots, with those that one of them is linked to already. */
  linkRobots(keys: readonly number[]): Promise<void>;
  /** Takes each of these robots out of its set, for good. */
  unlinkRobots(keys: readonly number[]): Promise<void>;

  // changes of robots
  /** In the order of the keys; keys that are no longer known are left out. */
  robotsByKeys(keys: readonly number[]): Promise<readonly KnownRobot[]>;
  /** What the last reading found about an instance; null before the first. */
  knownPlace(instanceId: string): Promise<KnownPlace | null>;
  /**
   * Writes one robot that was just read, without a reading. What is new of it is history, unless
   * `ours` says what it was before we changed it. A new id is only added where we made it: then
   * `before` is null.
   */
  writeRobot(
    instanceId: string,
    read: ReadRobot,
    ours?: { readonly before: Robot | null },
  ): Promise<void>;
  /** Marks one robot gone: history, unless we deleted it. `at` in epoch seconds. */
  markGone(instanceId: string, robotId: number, at: number, isOurs?: boolean): Promise<void>;
  /** Keeps a plan with these of its steps, and adds to the journal, all or nothing. */
  keepPlan(
    plan: KeptPlan,
    steps: readonly KeptStep[],
    entries: readonly Omit<JournalEntry, 'id'>[],
  ): Promise<void>;
  /** Every plan, oldest first; finished ones beyond the bounds are forgotten. */
  keptPlans(bounds: KeptBounds): Promise<readonly KeptPlan[]>;
  keptSteps(planId: string, from: number, count: number): Promise<readonly KeptStep[]>;
  journalEntries(search: JournalSearch): Promise<{ entries: JournalEntry[]; total: number }>;
  /** Adds to the journal what belongs to no plan. */
  addToJournal(entry: Omit<JournalEntry, 'id'>): Promise<void>;
  /** What changed at the Harbors between syncs, newest first. */
  historyEntries(search: HistorySearch): Promise<{ entries: HistoryEntry[]; total: number }>;

  // where secrets are used
  /** For each robot, the newest first. */
  secretPlaces(robots: readonly RobotIdentity[]): Promise<readonly (readonly KeptPlace[])[]>;
  /** Of all these robots, each place once, and so many of them at most. */
  secretPlacesInShort(keys: readonly number[], most: number): Promise<PlacesInShort>;
  /** These places of exports, and those of the other robots that are in the same files. */
  secretPlacesInFiles(ids: readonly string[]): Promise<readonly PlaceOfRobot[]>;
  /** A place for each robot, in this order; the same place again is moved to the new moment. */
  saveSecretPlaces(robots: readonly RobotIdentity[], places: readonly KeptPlace[]): Promise<void>;
  /** Says which secret is at places that were noted by hand; others are left alone. */
  markSecretPlaces(places: readonly Pick<KeptPlace, 'id' | 'handle'>[]): Promise<void>;
  removeSecretPlace(id: string): Promise<void>;

  // to and from another computer
  /** All rows of one kind of what people entered, in order. */
  portableRows(name: PortableName): Promise<readonly PortableRow[]>;
  /** Adds what is not there yet, all or none, and says how many that were. */
  addPortableRows(name: PortableName, rows: readonly PortableRow[]): Promise<number>;
  /** The journal, oldest first, after the entry of this id; 0 for its beginning. */
  journalFrom(after: number, count: number): Promise<readonly JournalEntry[]>;
  historyFrom(
    after: number,
    count: number,
  ): Promise<readonly (BackedUpHistory & { readonly id: number })[]>;
  /** Adds what is not there yet and says how many that were. */
  addJournalEntries(entries: readonly Omit<JournalEntry, 'id'>[]): Promise<number>;
  addHistoryEntries(entries: readonly BackedUpHistory[]): Promise<number>;

  // secrets of robots
  keptSecrets(): Promise<readonly KeptSecret[]>;
  /** Writes these and removes those, all or nothing. */
  changeSecrets(kept: readonly KeptSecret[], gone: readonly string[]): Promise<void>;
  /** Robots of these full names, or of these given ones; those that are gone last. */
  robotsCalled(
    names: readonly string[],
    shortNames: readonly string[],
  ): Promise<readonly KnownRobot[]>;
  /** Null where no robot of this id is known. */
  robotById(instanceId: string, robotId: number): Promise<KnownRobot | null>;
  /** Those of an instance that are known among these ids, in any order. */
  robotsByIds(instanceId: string, robotIds: readonly number[]): Promise<readonly KnownRobot[]>;

  /** What happened to the files since they were opened. */
  notices(): Promise<readonly Notice[]>;
  close(): Promise<void>;
}

export interface InventoryOptions {
  /** Folder of both files; made if missing. */
  readonly folder: string;
  /** Path of better-sqlite3's native module, where it is not the one beside the package. */
  readonly nativeBinding?: string;
  /** The worker's file, where it is not the one beside this room's own code. */
  readonly workerFile?: string | URL;
  /** Told what happens to the files later, while they are open; `notices` has these too. */
  readonly onNotice?: (notice: Notice) => void;
}
