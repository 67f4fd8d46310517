import type { Robot } from '../robots/robot.ts';
import { catalogueOf } from './catalogue.ts';
import { CATALOGUE_EDITIONS } from './catalogue-data.ts';
import { couldMakeProject } from './could-make-project.ts';
import type { ProjectCreation } from './project-creation.ts';
import { isBefore } from './releases.ts';
import { makingDenial, mayHandleRobots, whyHandlesRobots, type Wanted } from './subset.ts';
import { pairOf } from './sets.ts';

/** What a robot is asked to do through Harbor's API: with other robots, or a project. */
export type CouldQuestion =
  | { readonly what: 'make'; readonly robot: Wanted }
  | { readonly what: 'delete' | 'change'; readonly robot: Pick<Wanted, 'level' | 'projectName'> }
  /** Who may make projects there; null where that was not read. */
  | { readonly what: 'make-project'; readonly creation: ProjectCreation | null };

/** Whether it could, why, and what one can do instead. */
export interface CouldAnswer {
  /** Null where what decides was not read. */
  readonly can: boolean | null;
  readonly because: string;
  /** The way round; '' where there is none or none is needed. */
  readonly wayOut: string;
  /** It could once it was recreated without its effects. */
  readonly isCuredByRecreating?: boolean;
}

/** From then on Harbor gives robots only what its catalogue offers, and robot:update is not in it. */
const NOT_OFFERED = '2.10.0';
/** Robots may hold permissions on robots by name since then. */
const ROBOTS_HOLD = '2.12.0';

const whereOf = ({ level, projectName }: Pick<Wanted, 'level' | 'projectName'>): string =>
  level === 'system' ? 'the system' : projectName;

/** Pairs that the new robot would hold and its Harbor does not accept. */
function refusedPairs({ permissions }: Wanted, version: string): string[] {
  const catalogue = catalogueOf(version);
  if (catalogue === null) return [];
  const refused = permissions.flatMap(({ kind, access }) => {
    const known = kind === 'system' || kind === 'project' ? catalogue[kind] : [];
    return access.map(pairOf).filter((pair) => !known.includes(pair));
  });
  return [...new Set(refused)];
}

function couldMake(maker: Robot, wanted: Wanted, version: string): CouldAnswer {
  const denial = makingDenial(maker, wanted, version);
  if (denial !== null) {
    const { message, wayOut, isCuredByRecreating } = denial;
    return { can: false, because: message, wayOut, isCuredByRecreating };
  }
  const refused = refusedPairs(wanted, version);
  if (refused.length > 0) {
    return {
      can: false,
      because: `Harbor ${version} does not know ${refused.join(', ')} and refuses robots with unknown permissions.`,
      wayOut: 'Leave that out.',
    };
  }
  const isCompared = !isBefore(version, ROBOTS_HOLD);
  return {
    can: true,
    because: isCompared
      ? `It holds robot:create on ${whereOf(wanted)}, and everything that the new robot would.`
      : `It holds robot:create on ${whereOf(wanted)}, and before Harbor 2.12 nothing else is compared.`,
    wayOut: '',
  };
}

function couldDelete(
  maker: Robot,
  robot: Pick<Wanted, 'level' | 'projectName'>,
  version: string,
): CouldAnswer {
  if (mayHandleRobots(maker, 'delete', robot, version)) {
    return { can: true, because: `It holds robot:delete on ${whereOf(robot)}.`, wayOut: '' };
  }
  const isTooOld = isBefore(version, ROBOTS_HOLD) && !isBefore(version, '2.10.0');
  return {
    can: false,
    because: isTooOld
      ? `Robots cannot hold robot:delete before Harbor 2.12, and this one is ${version}.`
      : `It does not hold robot:delete on ${whereOf(robot)}.`,
    wayOut: 'Use the login of a user who may delete robots there.',
  };
}

function couldChange(
  maker: Robot,
  robot: Pick<Wanted, 'level' | 'projectName'>,
  version: string,
): CouldAnswer {
  const because = whyHandlesRobots(maker, 'update', robot, version);
  if (because !== null) return { can: true, because, wayOut: '' };
  return {
    can: false,
    because: `It may not update robots on ${whereOf(robot)}${isBefore(version, NOT_OFFERED) ? '' : ', and Harbor offers robot:update to no robot since 2.10'}.`,
    wayOut:
      'Use the login of a user. A robot that may delete and create can make a new one in place of the old.',
  };
}

/**
 * Whether a robot could make, delete or change robots, or make a project, with its own login, by what Harbor checks
 * in a release. Whether it is disabled or expired is its state and not looked at.
 * @param version for example "2.14.0"
 */
export function couldRobot(robot: Robot, question: CouldQuestion, version: string): CouldAnswer {
  switch (question.what) {
    case 'make':
      return couldMake(robot, question.robot, version);
    case 'delete':
      return couldDelete(robot, question.robot, version);
    case 'make-project':
      return couldMakeProject(robot, question.creation, version);
    case 'change':
      return couldChange(robot, question.robot, version);
  }
}

/** Releases at which answers may turn, oldest first. */
const TURNS: readonly string[] = [
  '2.9.0',
  ...CATALOGUE_EDITIONS.map(({ since }) => since),
  '2.14.0',
  '2.14.1',
];

const turnsOf = ({ what }: CouldQuestion): readonly string[] =>
  what === 'make-project' ? ['2.2.0', '2.4.0', ...TURNS] : TURNS;

/** An answer with the releases that give it. */
export interface CouldSpan extends CouldAnswer {
  readonly from: string;
  /** The first release that answers differently; null while the newest does not. */
  readonly until: string | null;
}

/** A robot without what a release would not have given it. Denies stay: they give nothing. */
function asMadeIn(robot: Robot, version: string): Robot {
  const catalogue = catalogueOf(version);
  if (catalogue === null) return robot;
  const permissions = robot.permissions.map((entry) => {
    const { kind, access } = entry;
    const given = kind === 'system' || kind === 'project' ? catalogue[kind] : [];
    return {
      ...entry,
      access: access.filter((one) => one.effect === 'deny' || given.includes(pairOf(one))),
    };
  });
  return { ...robot, permissions };
}

/** What works only where a robot kept it from an older release, which is asked of none. */
const NOT_GIVEN: CouldAnswer = {
  can: false,
  because:
    'These releases give robots no such permission on robots. A robot that kept it from an older release could still use it.',
  wayOut: 'Use the login of a user.',
};

const byRelease = (left: string, right: string): number => (isBefore(left, right) ? -1 : 1);

/**
 * The same question to every release, as if the robot had been made there with what it holds,
 * oldest first: releases of the same answer stand together.
 */
export function couldByRelease(robot: Robot, question: CouldQuestion): CouldSpan[] {
  const spans: CouldSpan[] = [];
  for (const version of [...new Set(turnsOf(question))].sort(byRelease)) {
    const kept = couldRobot(robot, question, version);
    const given =
      kept.can === true ? couldRobot(asMadeIn(robot, version), question, version) : kept;
    const answer = given.can === kept.can ? given : NOT_GIVEN;
    const last = spans.at(-1);
    if (last?.can === answer.can && (answer.can === true || sameWords(last, answer))) continue;
    if (last !== undefined) spans[spans.length - 1] = { ...last, until: version };
    spans.push({ ...answer, from: version, until: null });
  }
  return spans;
}

/** Whether two refusals say the same but for the release that they name. */
const sameWords = (left: CouldAnswer, right: CouldAnswer): boolean => {
  const plain = (text: string): string => text.replace(/\d+\.\d+(?:\.\d+)?/g, '');
  return plain(left.because) === plain(right.because);
};
