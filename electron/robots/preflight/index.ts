import type { Finding } from '../../../shared/contract/plans.ts';
import { changesNothing, type Rule, type Situation } from '../situation.ts';
import { cannotDelete } from './cannot-delete.ts';
import { clock } from './clock.ts';
import { descriptionLength } from './description-length.ts';
import { duration } from './duration.ts';
import { effects } from './effects.ts';
import { harborReadOnly } from './harbor-read-only.ts';
import { legacy } from './legacy.ts';
import { lockedHere } from './locked-here.ts';
import { noPermissions } from './no-permissions.ts';
import { nothingToChange } from './nothing-to-change.ts';
import { outsideCatalogue } from './outside-catalogue.ts';
import { pastDate } from './past-date.ts';
import { pushWithoutPull } from './push-without-pull.ts';
import { renamed } from './renamed.ts';
import { robotLogin } from './robot-login.ts';
import { shorterLife } from './shorter-life.ts';
import { stalePermissions } from './stale-permissions.ts';
import { unknownProject } from './unknown-project.ts';
import { userRights } from './user-rights.ts';
import { wrongPlace } from './wrong-place.ts';

/** Every rule, in the order in which people should read what they find. */
const RULES: readonly Rule[] = [
  lockedHere,
  harborReadOnly,
  robotLogin,
  userRights,
  legacy,
  cannotDelete,
  noPermissions,
  stalePermissions,
  outsideCatalogue,
  wrongPlace,
  duration,
  pastDate,
  shorterLife,
  descriptionLength,
  unknownProject,
  effects,
  pushWithoutPull,
  clock,
  renamed,
  nothingToChange,
];

/** What Harbor, or Purser here, will say to a step, before it is sent. */
export function preflight(situation: Situation): Finding[] {
  const { fresh, edit } = situation;
  const rules = changesNothing(fresh, edit) ? [renamed, nothingToChange] : RULES;
  return rules.map((rule) => rule(situation)).filter((finding) => finding !== null);
}
