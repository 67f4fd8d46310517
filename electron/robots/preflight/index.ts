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

/** What holds for every change, in the order in which people should read what they find. */
const ALWAYS: readonly Rule[] = [lockedHere, harborReadOnly, robotLogin, userRights, legacy];

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
  effects,
  pushWithoutPull,
  clock,
];

const DELETING: readonly Rule[] = [cannotDelete];

const MAKING: readonly Rule[] = [
  lockedHere,
  harborReadOnly,
  userRights,
  noPermissions,
  outsideCatalogue,
  wrongPlace,
  duration,
  pastDate,
  descriptionLength,
  unknownProject,
  pushWithoutPull,
  clock,
];

function rulesFor({ task, fresh, edit }: Situation): readonly Rule[] {
  if (edit === null) return [...ALWAYS, ...DELETING, renamed];
  switch (task.kind) {
    case 'create':
    case 'recreate':
      return MAKING;
    case 'refresh':
      // Without renewing it is a PATCH alone, which looks at nothing but the secret.
      return [...ALWAYS, ...(changesNothing(fresh, edit) ? [] : UPDATING), renamed];
    default:
      return changesNothing(fresh, edit)
        ? [renamed, nothingToChange]
        : [...ALWAYS, ...UPDATING, renamed];
  }
}

/** What Harbor, or Purser here, will say to a step, before it is sent. */
export const preflight = (situation: Situation): Finding[] =>
  rulesFor(situation)
    .map((rule) => rule(situation))
    .filter((finding) => finding !== null);
