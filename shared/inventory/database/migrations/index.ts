import { cache001Fleet } from './cache-001-fleet.ts';
import { cache002LastUse } from './cache-002-last-use.ts';
import { cache003Creators } from './cache-003-creators.ts';
import { cache004Owners } from './cache-004-owners.ts';
import { cache005ProjectCreation } from './cache-005-project-creation.ts';
import { journal001Plans } from './journal-001-plans.ts';
import { journal002Secrets } from './journal-002-secrets.ts';
import { state001Entered } from './state-001-entered.ts';
import { state002Links } from './state-002-links.ts';
import { state003History } from './state-003-history.ts';
import { state004Templates } from './state-004-templates.ts';
import { state005Rotations } from './state-005-rotations.ts';
import { state006Snoozes } from './state-006-snoozes.ts';
import { state007Policies } from './state-007-policies.ts';
import { state008LastUse } from './state-008-last-use.ts';
import { state009Exceptions } from './state-009-exceptions.ts';
import { state010Reminders } from './state-010-reminders.ts';
import { state012SecretPlaces } from './state-012-secret-places.ts';
import { state013PlaceRecipes } from './state-013-place-recipes.ts';
import { state014ProjectUses } from './state-014-project-uses.ts';
import { state011Owners } from './state-011-owners.ts';
import { state015SecretsAgain } from './state-015-secrets-again.ts';

/** One step of a schema, as SQL. Steps are never changed once released, only added. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Steps of inventory.db, oldest first; the schema's version is how many of them it has seen. */
export const CACHE_MIGRATIONS: readonly Migration[] = [
  { name: '001-fleet', sql: cache001Fleet },
  { name: '002-last-use', sql: cache002LastUse },
  { name: '003-creators', sql: cache003Creators },
  { name: '004-owners', sql: cache004Owners },
  { name: '005-project-creation', sql: cache005ProjectCreation },
];

/** Steps of state.db. */
export const STATE_MIGRATIONS: readonly Migration[] = [
  { name: '001-entered', sql: state001Entered },
  { name: '002-links', sql: state002Links },
  { name: '003-history', sql: state003History },
  { name: '004-templates', sql: state004Templates },
  { name: '005-rotations', sql: state005Rotations },
  { name: '006-snoozes', sql: state006Snoozes },
  { name: '007-policies', sql: state007Policies },
  { name: '008-last-use', sql: state008LastUse },
  { name: '009-exceptions', sql: state009Exceptions },
  { name: '010-reminders', sql: state010Reminders },
  { name: '011-owners', sql: state011Owners },
  { name: '012-secret-places', sql: state012SecretPlaces },
  { name: '013-place-recipes', sql: state013PlaceRecipes },
  { name: '014-project-uses', sql: state014ProjectUses },
  { name: '015-secrets-again', sql: state015SecretsAgain },
];

/** Steps of journal.db. */
export const JOURNAL_MIGRATIONS: readonly Migration[] = [
  { name: '001-plans', sql: journal001Plans },
  { name: '002-secrets', sql: journal002Secrets },
];
