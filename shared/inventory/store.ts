import { createBackup } from './database/backup.ts';
import { createStaleMarks } from './catalogues.ts';
import { createChangedRobots } from './reading/changed-robots.ts';
import { createKnownPlaces } from './entered/known-places.ts';
import { createDatePlans } from './expiry/date-plans.ts';
import { createEntered, type EnteredRows } from './entered/entered.ts';
import { createExpiryPolicies } from './expiry/expiry-policies.ts';
import { createExpirySpread } from './expiry/expiry-spread.ts';
import { createFacets } from './query/facets.ts';
import { createFacts } from './query/facts.ts';
import type { Files } from './database/files.ts';
import { createFind } from './query/find.ts';
import { createHistory } from './history/history.ts';
import { createHistoryNotes } from './history/history-notes.ts';
import { createInstances } from './instances.ts';
import type { Inventory, Now, StoredInstances } from './inventory.ts';
import { createJournal } from './history/journal.ts';
import { createKeptPlans } from './entered/kept-plans.ts';
import { createKnownRobots } from './reading/known-robots.ts';
import { createKeptSecrets } from './entered/kept-secrets.ts';
import { createLastUses } from './uses/last-uses.ts';
import { createLinked } from './entered/linked.ts';
import { addMayFunction } from './query/may-condition.ts';
import { createNames } from './names.ts';
import { createOwnerCounts } from './owners/owner-counts.ts';
import { createOverview } from './query/overview.ts';
import { createPermissionMatrix } from './rights/permission-matrix.ts';
import { createOwners } from './owners/owners.ts';
import { createPermissionSets } from './permission-sets.ts';
import { createProjectMatrix } from './rights/project-matrix.ts';
import { createProjectNames } from './query/project-names.ts';
import { createPortable } from './entered/portable.ts';
import { createQueries } from './query/query.ts';
import { createReadingEnds } from './reading/reading-ends.ts';
import { createReadings } from './reading/readings.ts';
import { createRemovals } from './reading/removals.ts';
import { createRightLines } from './rights/right-lines.ts';
import { createRobotWrites } from './reading/robot-writes.ts';
import { createRotations } from './expiry/rotations.ts';
import { createEqualGroups } from './risk/equal-groups.ts';
import { createExceptions } from './risk/exceptions.ts';
import { createRisks } from './risk/risks.ts';
import { createRobotRisks } from './risk/robot-risk.ts';
import { createRiskSummary } from './risk/summary.ts';
import { createReminders } from './expiry/reminders.ts';
import { addRightFunction } from './query/right-condition.ts';
import { createRobotNames } from './query/robot-names.ts';
import { createRows } from './query/rows.ts';
import { createSnoozes } from './expiry/snoozes.ts';
import { createSecretPlaces } from './entered/secret-places.ts';
import { createTags } from './entered/tags.ts';
import { createTemplates } from './entered/templates.ts';
import { createUpgradeCheck } from './rights/upgrade-check.ts';
import { createUsedProjects } from './uses/used-projects.ts';
import { createViews } from './entered/views.ts';
import { createWhoCan } from './rights/who-can.ts';

/** Calls that hand over JSON, which the client reads: there are no schemas in the worker. */
interface RowCalls {
  storedInstances(): EnteredRows;
  saveInstances(next: StoredInstances, known?: readonly string[]): void;
  templates(): readonly string[];
  rotations(): readonly string[];
  expiryPolicies(): readonly string[];
}

type Calls = Omit<Inventory, 'notices' | 'close' | keyof RowCalls>;

/** The inventory's calls without the worker in between: they answer at once, or throw. */
export type Store = Readonly<RowCalls> & {
  readonly [Name in keyof Calls]: (
    ...input: Parameters<Calls[Name]>
  ) => Awaited<ReturnType<Calls[Name]>>;
};

/** Builds the calls over the open files. They throw errors of SQLite beside AppErrors. */
export function createStore({ db, journal }: Files): Store {
  const instances = createInstances(db);
  const entered = createEntered(db);
  const tags = createTags(db);
  const snoozes = createSnoozes(db);
  const views = createViews(db);
  const templates = createTemplates(db);
  const rotations = createRotations(db);
  const policies = createExpiryPolicies(db);
  const dates = createDatePlans(db, instances);
  const reminders = createReminders(db, instances);
  const names = createNames(db);
  const sets = createPermissionSets(db);
  const writes = createRobotWrites(db, names, sets);
  const known = createKnownRobots(db);
  const history = createHistory(db);
  const entries = createJournal(journal);
  const notes = createHistoryNotes(history, known, entries.prefixChange);
  const lastUses = createLastUses(db, instances);
  const owners = createOwners(db);
  const staleMarks = createStaleMarks(db, sets);
  const ends = createReadingEnds(db, { instances, names, staleMarks, notes, lastUses, owners });
  const readings = createReadings(db, { instances, names, sets, writes, ends, notes });
  const removals = createRemovals(db, instances, sets, readings);
  const secrets = createKeptSecrets(db, journal);
  const risks = createRisks(db, { instances, secrets, exceptions: createExceptions(db) });
  const rows = createRows(db, { owners, instances });
  const linked = createLinked(db, { instances, robotsByKeys: known.byKeys, rows: rows.of });
  const changed = createChangedRobots(db, {
    instances,
    writes,
    readings,
    notes,
    owners,
    staleMarks,
  });
  const places = createSecretPlaces(db);
  const portable = createPortable(db);
  const backup = createBackup(db, journal, history, entries);
  const plans = createKeptPlans(journal, entries);
  const queries = createQueries(db, instances);
  const lines = createRightLines(db);
  addMayFunction(db, lines);
  addRightFunction(db, lines);

  /** One look at the data for all statements of a call; it also spares each its own locks. */
  const snapshot = <Input extends unknown[], Answer>(
    call: (...input: Input) => Answer,
  ): ((...input: Input) => Answer) => db.transaction(call);

  /** The same with findings as of the moment of the call, which is its last input. */
  const judged = <Input extends unknown[], Answer>(
    call: (...input: [...Input, Now]) => Answer,
  ): ((...input: [...Input, Now]) => Answer) => {
    const answer = snapshot(call);
    return (...input) => {
      risks.update(input.at(-1) as Now);
      return answer(...input);
    };
  };

  return {
    storedInstances: entered.stored,
    saveInstances: entered.save,
    forgetInstance: removals.forget,
    views: views.list,
    saveView: views.save,
    removeView: views.remove,
    templates: templates.list,
    saveTemplates: templates.save,
    removeTemplate: templates.remove,
    rotations: rotations.list,
    saveRotation: rotations.save,
    removeRotation: rotations.remove,
    setTags: tags.set,
    ownerRules: owners.rules,
    saveOwnerRules: owners.saveRules,
    ownerContacts: owners.contacts,
    saveOwnerContact: owners.saveContact,
    assignOwner: owners.assign,
    ownerCounts: snapshot(createOwnerCounts(db, instances)),
    setSnoozes: snoozes.set,
    wakeSnoozes: snoozes.wake,
    restoreSnoozes: snoozes.restore,
    expiryPolicies: policies.list,
    saveExpiryPolicy: policies.save,
    removeExpiryPolicy: policies.remove,
    dueReminders: snapshot(reminders.due),
    addReminder: reminders.add,
    dropReminder: reminders.drop,
    lastReminder: reminders.last,
    beginReading: readings.begin,
    writeProjects: readings.writeProjects,
    writeRobots: readings.writeRobots,
    finishReading: readings.finish,
    abandonReading: readings.abandon,
    useCursor: lastUses.cursor,
    keepUses: lastUses.keep,
    answerReplaced: removals.answerReplaced,
    clearCache: removals.clear,
    facts: snapshot(createFacts(db, instances)),
    query: judged(queries),
    rows: judged(rows.of),
    facets: judged(createFacets(db, instances)),
    detail: judged(rows.detail),
    overview: judged(createOverview(db, instances, rows)),
    expirySpread: judged(createExpirySpread(db, instances)),
    permissionMatrix: judged(createPermissionMatrix(instances, lines, queries)),
    projectMatrix: judged(createProjectMatrix(db, instances, lines, queries)),
    whoCan: judged(createWhoCan(instances, lines, queries)),
    upgradeCheck: judged(createUpgradeCheck(instances, lines, queries)),
    robotNames: snapshot(createRobotNames(db)),
    projectNames: snapshot(createProjectNames(db)),
    robotUse: snapshot(rows.use),
    usedProjects: snapshot(createUsedProjects(db, instances)),
    planDates: judged(dates.plan),
    countDrifts: judged(dates.countDrifts),
    find: judged(createFind(db, rows)),
    judgeAhead: risks.updateAhead,
    robotRisks: judged(createRobotRisks(risks)),
    equalGroups: judged(createEqualGroups(db, instances)),
    riskSummary: judged(createRiskSummary(db, instances)),
    riskExceptions: risks.exceptions.list,
    saveRiskExceptions: risks.exceptions.save,
    removeRiskException: risks.exceptions.remove,
    linkedQuery: judged(linked.query),
    linkedSets: judged(linked.sets),
    linkRobots: linked.link,
    unlinkRobots: linked.unlink,
    robotsByKeys: snapshot(known.byKeys),
    knownPlace: snapshot(createKnownPlaces(db)),
    writeRobot: changed.write,
    markGone: changed.markGone,
    keepPlan: plans.keep,
    keptPlans: plans.all,
    keptSteps: plans.steps,
    journalEntries: (search) =>
      entries.search(search, search.robotKey === null ? null : known.byKey(search.robotKey)),
    addToJournal: entries.add,
    historyEntries: snapshot(history.search),
    secretPlaces: snapshot(places.list),
    secretPlacesInShort: snapshot(places.inShort),
    secretPlacesInFiles: snapshot(places.inFiles),
    saveSecretPlaces: places.save,
    markSecretPlaces: places.mark,
    removeSecretPlace: places.remove,
    portableRows: portable.rows,
    addPortableRows: (name, rows) => {
      const added = portable.add(name, rows);
      // Robots follow who is said to answer for them at once, not at the next sync.
      if (name === 'owners' || name === 'ownerRules') owners.settleAll();
      return added;
    },
    journalFrom: backup.journal,
    historyFrom: backup.history,
    addJournalEntries: backup.addJournal,
    addHistoryEntries: backup.addHistory,
    keptSecrets: secrets.all,
    changeSecrets: (kept, gone) => {
      secrets.change(kept, gone);
      risks.secretsChanged();
    },
    robotById: snapshot(known.byId),
    robotsByIds: snapshot(known.byIds),
    robotsCalled: snapshot(known.called),
  };
}
