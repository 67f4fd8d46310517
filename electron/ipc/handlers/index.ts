import type { HandlerContext } from './context.ts';
import { appHandlers } from './app.ts';
import { checksHandlers } from './checks.ts';
import { dataHandlers } from './data.ts';
import { definitionsHandlers } from './definitions.ts';
import { diagnoseHandlers } from './diagnose.ts';
import { expiryHandlers } from './expiry.ts';
import { historyHandlers } from './history.ts';
import { instancesHandlers } from './instances.ts';
import { inventoryHandlers } from './inventory.ts';
import { journalHandlers } from './journal.ts';
import { keychainHandlers } from './keychain.ts';
import { linkedHandlers } from './linked.ts';
import { loginsHandlers } from './logins.ts';
import { overviewHandlers } from './overview.ts';
import { ownersHandlers } from './owners.ts';
import { permissionsHandlers } from './permissions.ts';
import { placesHandlers } from './places.ts';
import { plannerHandlers } from './planner.ts';
import { plansHandlers } from './plans.ts';
import { readerHandlers } from './reader.ts';
import { riskHandlers } from './risk.ts';
import { remindersHandlers } from './reminders.ts';
import { robotsHandlers } from './robots.ts';
import { rotationsHandlers } from './rotations.ts';
import { secretExportsHandlers } from './secret-exports.ts';
import { secretPlacesHandlers } from './secret-places.ts';
import { secretsHandlers } from './secrets.ts';
import { settingsHandlers } from './settings.ts';
import { snoozesHandlers } from './snoozes.ts';
import { signInHandlers } from './sign-in.ts';
import { syncHandlers } from './sync.ts';
import { templatesHandlers } from './templates.ts';
import type { Handlers } from './types.ts';
import { viewsHandlers } from './views.ts';
import { workspaceHandlers } from './workspace.ts';

/** All handlers. A call of the contract that is missing here does not compile. */
export const createHandlers = (context: HandlerContext): Handlers => ({
  ...appHandlers(context),
  ...instancesHandlers(context),
  ...loginsHandlers(context),
  ...keychainHandlers(context),
  ...syncHandlers(context),
  ...robotsHandlers(context),
  ...linkedHandlers(context),
  ...overviewHandlers(context),
  ...ownersHandlers(context),
  ...expiryHandlers(context),
  ...inventoryHandlers(context),
  ...definitionsHandlers(context),
  ...permissionsHandlers(context),
  ...snoozesHandlers(context),
  ...plannerHandlers(context),
  ...workspaceHandlers(context),
  ...riskHandlers(context),
  ...remindersHandlers(context),
  ...plansHandlers(context),
  ...placesHandlers(context),
  ...templatesHandlers(context),
  ...rotationsHandlers(context),
  ...journalHandlers(context),
  ...historyHandlers(context),
  ...secretsHandlers(context),
  ...checksHandlers(context),
  ...secretPlacesHandlers(context),
  ...diagnoseHandlers(context),
  ...secretExportsHandlers(context),
  ...readerHandlers(context),
  ...signInHandlers(context),
  ...viewsHandlers(context),
  ...settingsHandlers(context),
  ...dataHandlers(context),
});
