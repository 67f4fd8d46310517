import { catalogueOf } from '../../../shared/permissions/catalogue.ts';
import { clockAt } from '../../../shared/permissions/lint/clock.ts';
import { createRobotJudge, idsOf } from '../../../shared/permissions/lint/judge-robot.ts';
import { rightsFactsOf } from '../../../shared/permissions/lint/rights-facts.ts';
import { normalForm } from '../../../shared/permissions/sets.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import { NOW } from './fleet.ts';
import type { PlainRobot } from './naive.ts';

type Unjudged = Omit<PlainRobot, 'equals' | 'findings' | 'unjudged' | 'risk'>;

const grants = ({ level, permissions }: Robot): string =>
  JSON.stringify([level, normalForm(permissions)]).replaceAll('"allow"', '""');

const shortName = ({ name, level, projectName, editable }: Robot): string => {
  const rest = name.startsWith('robot$') ? name.slice('robot$'.length) : name;
  return level === 'project' && editable && rest.startsWith(`${projectName}+`)
    ? rest.slice(projectName.length + 1)
    : rest;
};

/** Whether whoever made it is still there, as far as such a fleet tells. */
function maker({ robot: { creator }, creator: name }: Unjudged, all: readonly Unjudged[]) {
  if (creator.type === '') return { type: '', name, isThere: null } as const;
  if (creator.type === 'local') {
    return { type: 'user', name, isThere: name.startsWith('user ') ? null : true } as const;
  }
  const found = all.find(({ robot }) => robot.id === creator.ref);
  return { type: 'robot', name, isThere: found !== undefined && !found.gone } as const;
}

function seen({ robot, usedAt, loggedSince }: Unjudged) {
  if (loggedSince === null) return null;
  const quietSince = Math.max(usedAt, robot.createdAt, loggedSince);
  return { at: usedAt > 0 ? usedAt : null, quietSince };
}

/** A robot of one instance with what the rules find of it, judged alone. */
export function judged(plain: Unjudged, all: readonly Unjudged[]): PlainRobot {
  const { robot, harborVersion } = plain;
  const known = catalogueOf(harborVersion);
  const accepted = {
    system: known && new Set(known.system),
    project: known && new Set(known.project),
  };
  const rights = rightsFactsOf(robot.permissions, robot, { version: harborVersion, accepted });
  const alike = all.filter(
    (other) => !other.gone && other.robot.id !== robot.id && grants(other.robot) === grants(robot),
  );
  const judge = createRobotJudge({});
  const { found, unjudged } = judge.ofRobot(
    {
      ...robot,
      shortName: shortName(robot),
      rights,
      creator: maker(plain, all),
      alike: robot.permissions.length === 0 ? 0 : alike.length,
      isSecretKept: false,
      lastSeen: seen(plain),
      isOwned: plain.owner !== '',
    },
    judge.ofRights(rights),
    clockAt(NOW),
  );
  const equals =
    plain.gone || robot.permissions.length === 0
      ? []
      : [robot.id, ...alike.map((other) => other.robot.id)];
  return {
    ...plain,
    equals,
    findings: idsOf(found),
    unjudged: idsOf(unjudged),
    risk: judge.scoreOf(found).risk,
  };
}
