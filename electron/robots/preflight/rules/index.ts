import type { Finding } from '../../../../shared/contract/plans.ts';
import { changesNothing, type Rule, type Situation } from '../../situation.ts';
import { cannotDelete } from './cannot-delete.ts';
import { clock } from './clock.ts';
import { cutOver } from './cut-over.ts';
import { denies } from './denies.ts';
import { descriptionLength } from './description-length.ts';
import { duration } from './duration.ts';
import { effects } from './effects.ts';
import { harborReadOnly } from './harbor-read-only.ts';
import { legacy } from './legacy.ts';
import { lockedHere } from './locked-here.ts';
import { makesRobots } from './makes-robots.ts';
import { missingProject } from './missing-project.ts';
import { mixedScopes } from './mixed-scopes.ts';
import { nameTaken } from './name-taken.ts';
import { noDescription } from './no-description.ts';
import { noKeychain } from './no-keychain.ts';
import { noPermissions } from './no-permissions.ts';
import { notVerifiable } from './not-verifiable.ts';
import { nothingToChange } from './nothing-to-change.ts';
import { otherRobot } from './other-robot.ts';
import { outsideCatalogue } from './outside-catalogue.ts';
import { ownSecret } from './own-secret.ts';
import { pastDate } from './past-date.ts';
import { prefixChanged } from './prefix-changed.ts';
import { pushWithoutPull } from './push-without-pull.ts';
import { refreshKeepsExpiry } from './refresh-keeps-expiry.ts';
import { remade } from './remade.ts';
import { renamed } from './renamed.ts';
import { robotLogin } from './robot-login.ts';
import { robotMakes } from './robot-makes.ts';
import { robotName } from './robot-name.ts';
import { rules } from './rules.ts';
import { shorterLife } from './shorter-life.ts';
import { stalePermissions } from './stale-permissions.ts';
import { unknownProject } from './unknown-project.ts';
import { userRights } from './user-rights.ts';
import { wrongPlace } from './wrong-place.ts';

/** What holds for every change, in the order in which people should read what they find. */
const ALWAYS: readonly Rule[] = [
  otherRobot,
  lockedHere,
  harborReadOnly,
  robotLogin,
  userRights,
  legacy,
];

/** What Harbor looks at in a PUT. */
const UPDATING: readonly Rule[] = [
  noPermissions,
  stalePermissions,
  outsideCatalogue,
  wrongPlace,
  duration,
  pastDate,
  shorterLife,
  descriptionLength,
  unknownProject,
  rules,
  effects,
  mixedScopes,
  pushWithoutPull,
  clock,
];

const DELETING: readonly Rule[] = [remade, denies, cannotDelete, makesRobots];

/** What holds wherever a robot gets a secret. */
const SECRETS: readonly Rule[] = [ownSecret, noKeychain, notVerifiable];

const MAKING: readonly Rule[] = [
  lockedHere,
  harborReadOnly,
  robotMakes,
  userRights,
  missingProject,
  robotName,
  nameTaken,
  prefixChanged,
  noPermissions,
  outsideCatalogue,
  wrongPlace,
  duration,
  pastDate,
  descriptionLength,
  unknownProject,
  mixedScopes,
  pushWithoutPull,
  clock,
  noDescription,
  ...SECRETS,
];

const REFRESHING: readonly Rule[] = [...SECRETS, refreshKeepsExpiry, cutOver];

function rulesFor({ task, fresh, edit }: Situation): readonly Rule[] {
  if (edit === null) return [...ALWAYS, ...DELETING, renamed];
  switch (task.kind) {
    case 'create':
    case 'recreate':
      return MAKING;
    case 'refresh':
      // Without renewing it is a PATCH alone, which looks at nothing but the secret.
      return [...ALWAYS, ...(changesNothing(fresh, edit) ? [] : UPDATING), ...REFRESHING, renamed];
    default:
      return changesNothing(fresh, edit)
        ? [rules, renamed, nothingToChange]
        : [...ALWAYS, ...UPDATING, renamed];
  }
}

/** What Harbor, or Purser here, will say to a step, before it is sent. */
export const preflight = (situation: Situation): Finding[] =>
  rulesFor(situation)
    .map((rule) => rule(situation))
    .filter((finding) => finding !== null);
