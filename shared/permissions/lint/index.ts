import { allProjects } from './all-projects.ts';
import { creatorLeft } from './creator-left.ts';
import { creatorRobotGone } from './creator-robot-gone.ts';
import { deadDenies } from './dead-denies.ts';
import { disabledLong } from './disabled-long.ts';
import { equalRights } from './equal-rights.ts';
import { expiredLong } from './expired-long.ts';
import { expiresFar } from './expires-far.ts';
import { legacyRefreshed } from './legacy-refreshed.ts';
import { legacy } from './legacy.ts';
import { makesRobots } from './makes-robots.ts';
import { managesMembers } from './manages-members.ts';
import { managesRegistries } from './manages-registries.ts';
import { managesUsers } from './manages-users.ts';
import { neverExpires } from './never-expires.ts';
import { noOwner } from './no-owner.ts';
import { noPermissions } from './no-permissions.ts';
import { oldSecret } from './old-secret.ts';
import { purgesAudit } from './purges-audit.ts';
import { pushEverywhere } from './push-everywhere.ts';
import { pushWithoutPull } from './push-without-pull.ts';
import { RULE_IDS, type RuleId } from './rule-ids.ts';
import type { Rule } from './rule.ts';
import { secretNowhere } from './secret-nowhere.ts';
import { stalePermissions } from './stale-permissions.ts';
import { testName } from './test-name.ts';
import { unknownPermissions } from './unknown-permissions.ts';
import { unused } from './unused.ts';

const BY_ID: Readonly<Record<RuleId, Rule>> = {
  'push-everywhere': pushEverywhere,
  'manages-users': managesUsers,
  'manages-members': managesMembers,
  'manages-registries': managesRegistries,
  'makes-robots': makesRobots,
  'purges-audit': purgesAudit,
  'test-name': testName,
  'all-projects': allProjects,
  'never-expires': neverExpires,
  'expires-far': expiresFar,
  'old-secret': oldSecret,
  unused,
  'creator-left': creatorLeft,
  'creator-robot-gone': creatorRobotGone,
  'no-owner': noOwner,
  'secret-nowhere': secretNowhere,
  'push-without-pull': pushWithoutPull,
  'stale-permissions': stalePermissions,
  'unknown-permissions': unknownPermissions,
  'no-permissions': noPermissions,
  'dead-denies': deadDenies,
  'equal-rights': equalRights,
  legacy,
  'legacy-refreshed': legacyRefreshed,
  'disabled-long': disabledLong,
  'expired-long': expiredLong,
};

/** Every rule, in the order of RULE_IDS. */
export const RULES: readonly Rule[] = RULE_IDS.map((id) => BY_ID[id]);

export const ruleOf = (id: RuleId): Rule => BY_ID[id];
