import type { Inventory, InventoryOptions, StoredInstances } from './inventory.ts';
import { startWorker, type WorkerLine } from './worker-line.ts';
import type { Store } from './store.ts';

type Call = <Name extends keyof Store>(
  name: Name,
) => (...input: Parameters<Store[Name]>) => Promise<ReturnType<Store[Name]>>;

const caller =
  (line: WorkerLine): Call =>
  (name) =>
  async (...input) =>
    // The worker runs the very function of this name.
    (await line.ask(name, input)) as ReturnType<Store[typeof name]>;

/** Loaded when first needed: they bring the schemas, and the thread begins without them. */
const readers = () => import('./entered/stored-rows.ts');

/**
 * Opens the inventory in a thread of its own. A damaged or newer file is put aside with a notice.
 * @throws AppError `cache-failed` or `disk-full` where the folder cannot be used
 */
export async function openInventory(options: InventoryOptions): Promise<Inventory> {
  const line = await startWorker(options);
  const call = caller(line);
  /** Ids of instances and logins that were read or saved here. */
  const known = new Set<string>();
  const note = (stored: StoredInstances): StoredInstances => {
    for (const { id } of [...stored.instances, ...stored.logins]) known.add(id);
    return stored;
  };
  return {
    async storedInstances() {
      const [rows, read] = await Promise.all([call('storedInstances')(), readers()]);
      return note({
        instances: read.readInstances(rows.instances),
        logins: read.readLogins(rows.logins),
      });
    },
    saveInstances: (stored) => {
      const before = [...known];
      note(stored);
      return call('saveInstances')(stored, before);
    },
    forgetInstance: call('forgetInstance'),
    views: call('views'),
    saveView: call('saveView'),
    removeView: call('removeView'),
    templates: async () => (await readers()).readTemplates(await call('templates')()),
    saveTemplates: call('saveTemplates'),
    rotations: async () => (await readers()).readRotations(await call('rotations')()),
    saveRotation: call('saveRotation'),
    removeRotation: call('removeRotation'),
    removeTemplate: call('removeTemplate'),
    setTags: call('setTags'),
    ownerRules: call('ownerRules'),
    saveOwnerRules: call('saveOwnerRules'),
    ownerContacts: call('ownerContacts'),
    saveOwnerContact: call('saveOwnerContact'),
    assignOwner: call('assignOwner'),
    ownerCounts: call('ownerCounts'),
    setSnoozes: call('setSnoozes'),
    wakeSnoozes: call('wakeSnoozes'),
    restoreSnoozes: call('restoreSnoozes'),
    expiryPolicies: async () =>
      (await readers()).readExpiryPolicies(await call('expiryPolicies')()),
    saveExpiryPolicy: call('saveExpiryPolicy'),
    removeExpiryPolicy: call('removeExpiryPolicy'),
    dueReminders: call('dueReminders'),
    addReminder: call('addReminder'),
    dropReminder: call('dropReminder'),
    lastReminder: call('lastReminder'),
    beginReading: call('beginReading'),
    writeProjects: call('writeProjects'),
    writeRobots: call('writeRobots'),
    finishReading: call('finishReading'),
    abandonReading: call('abandonReading'),
    useCursor: call('useCursor'),
    keepUses: call('keepUses'),
    answerReplaced: call('answerReplaced'),
    clearCache: call('clearCache'),
    facts: call('facts'),
    query: call('query'),
    rows: call('rows'),
    facets: call('facets'),
    detail: call('detail'),
    overview: call('overview'),
    expirySpread: call('expirySpread'),
    permissionMatrix: call('permissionMatrix'),
    projectMatrix: call('projectMatrix'),
    whoCan: call('whoCan'),
    upgradeCheck: call('upgradeCheck'),
    robotNames: call('robotNames'),
    robotUse: call('robotUse'),
    usedProjects: call('usedProjects'),
    projectNames: call('projectNames'),
    planDates: call('planDates'),
    countDrifts: call('countDrifts'),
    find: call('find'),
    judgeAhead: call('judgeAhead'),
    robotRisks: call('robotRisks'),
    equalGroups: call('equalGroups'),
    riskSummary: call('riskSummary'),
    riskExceptions: call('riskExceptions'),
    saveRiskExceptions: call('saveRiskExceptions'),
    removeRiskException: call('removeRiskException'),
    linkedQuery: call('linkedQuery'),
    linkedSets: call('linkedSets'),
    linkRobots: call('linkRobots'),
    unlinkRobots: call('unlinkRobots'),
    robotsByKeys: call('robotsByKeys'),
    knownPlace: call('knownPlace'),
    writeRobot: call('writeRobot'),
    markGone: call('markGone'),
    keepPlan: call('keepPlan'),
    keptPlans: call('keptPlans'),
    keptSteps: call('keptSteps'),
    journalEntries: call('journalEntries'),
    addToJournal: call('addToJournal'),
    historyEntries: call('historyEntries'),
    secretPlaces: call('secretPlaces'),
    secretPlacesInShort: call('secretPlacesInShort'),
    secretPlacesInFiles: call('secretPlacesInFiles'),
    saveSecretPlaces: call('saveSecretPlaces'),
    markSecretPlaces: call('markSecretPlaces'),
    removeSecretPlace: call('removeSecretPlace'),
    portableRows: call('portableRows'),
    addPortableRows: call('addPortableRows'),
    journalFrom: call('journalFrom'),
    historyFrom: call('historyFrom'),
    addJournalEntries: call('addJournalEntries'),
    addHistoryEntries: call('addHistoryEntries'),
    keptSecrets: call('keptSecrets'),
    changeSecrets: call('changeSecrets'),
    robotById: call('robotById'),
    robotsByIds: call('robotsByIds'),
    robotsCalled: call('robotsCalled'),
    notices: line.notices,
    close: line.close,
  };
}
