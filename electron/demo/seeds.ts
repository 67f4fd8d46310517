import type { DemoHarbor, DemoProject } from '../../resources/demo-fleet.ts';
import type { Chance } from '../../shared/simulator/chance.ts';
import type { Seed, SeedRobot } from '../../shared/simulator/seed.ts';
import { lifetimeOf } from './lifetimes.ts';
import {
  CHART_PAIRS,
  PROJECT_KINDS,
  SYSTEM_ROBOTS,
  permission,
  type RobotKind,
  type Words,
} from './robot-kinds.ts';
import { usesOf } from './uses.ts';

const DAY = 86_400_000;
const FULL_WEIGHT = PROJECT_KINDS.reduce((sum, { weight }) => sum + weight, 0);

const pick = <T>(from: readonly T[], chance: Chance): T => from[chance.below(from.length)] as T;

/**
 * Everything in one Harbor of the demo fleet. The same chance and moment give the same robots.
 * @param now epoch milliseconds
 */
export function seedOf(harbor: DemoHarbor, chance: Chance, now: number): Seed {
  const founded = now - 1_400 * DAY;
  const users = harbor.people.map((username) => ({ username, createdAt: founded }));
  const projects = harbor.projects.map(({ name, public: isPublic = false }, index) => ({
    name,
    public: isPublic,
    createdAt: founded + index * 5 * DAY,
    members: index < 2 && harbor.login !== 'admin' ? { [harbor.login]: 1 as const } : {},
  }));
  const own = harbor.projects.flatMap((project) => projectRobots(harbor, project, chance, now));
  const robots = [...systemRobots(harbor, chance, now), ...legacyRobots(harbor, now), ...own];
  return {
    users,
    projects,
    robots: robots.sort((a, b) => Number(a.createdAt) - Number(b.createdAt)),
    audit: usesOf(harbor, robots, now),
  };
}

function systemRobots(harbor: DemoHarbor, chance: Chance, now: number): SeedRobot[] {
  return harbor.system.map((name) => {
    const known = SYSTEM_ROBOTS[name];
    if (known === undefined) throw new Error(`no system robot is called ${name}`);
    const createdAt = now - (910 + chance.below(300)) * DAY;
    const { description } = known;
    const permissions = known.permissions(harbor.projects.map((project) => project.name));
    return { name, description, permissions, createdAt, duration: -1 };
  });
}

/** Made by Harbor 2.1 or older: no secret, no permissions, and nobody dares to delete them. */
function legacyRobots({ legacy, projects }: DemoHarbor, now: number): SeedRobot[] {
  return Array.from({ length: legacy }, (_, index) => {
    const project = projects[index % Math.min(4, projects.length)] as DemoProject;
    const service = project.services[index % project.services.length] ?? '';
    return {
      name: `robot$${project.name}-${service}-${index + 1}`,
      project: project.name,
      description: index % 3 === 0 ? 'still used?' : '',
      legacy: true,
      createdAt: now - (1_350 - index) * DAY,
      expiresAt: index % 4 === 0 ? Math.round((now - 900 * DAY) / 1_000) : -1,
    };
  });
}

function projectRobots(
  harbor: DemoHarbor,
  project: DemoProject,
  chance: Chance,
  now: number,
): SeedRobot[] {
  const [least, most] = harbor.robotsPerProject;
  const count = least + chance.below(most - least + 1);
  const taken = new Set<string>();
  const robots: SeedRobot[] = [];
  for (let tries = 0; robots.length < count && tries < count * 10; tries += 1) {
    const robot = projectRobot(harbor, project, chance, now);
    if (taken.has(robot.name)) continue;
    taken.add(robot.name);
    robots.push(robot);
  }
  return robots;
}

function projectRobot(
  harbor: DemoHarbor,
  project: DemoProject,
  chance: Chance,
  now: number,
): SeedRobot {
  const kind = kindOf(chance.below(FULL_WEIGHT));
  const words: Words = {
    project: project.name,
    service: pick(project.services, chance),
    cluster: pick(harbor.clusters, chance),
    person: pick(harbor.people, chance),
    ticket: `OPS-${1_000 + chance.below(8_000)}`,
  };
  const { createdAt, duration } = lifetimeOf(kind.life, chance, now);
  const name = kind.name(words).replaceAll(/[._-]+/g, '-');
  return {
    name: chance.below(12) === 0 ? `${name}-${2 + chance.below(3)}` : name,
    project: project.name,
    description: chance.below(6) === 0 ? '' : kind.description(words),
    createdAt,
    updatedAt:
      chance.below(4) === 0
        ? now - chance.below(Math.ceil((now - createdAt) / 60_000)) * 60_000
        : createdAt,
    duration,
    disabled: chance.below(25) === 0,
    ...makerOf(harbor, createdAt, chance, now),
    ...permissionsOf(kind, project.name, createdAt, chance, now),
  };
}

function kindOf(place: number): RobotKind {
  let left = place;
  for (const kind of PROJECT_KINDS) {
    if (left < kind.weight) return kind;
    left -= kind.weight;
  }
  throw new Error('beyond the last kind');
}

/** Since it is there, the robot that makes robots has made every third one. */
function makerOf(harbor: DemoHarbor, createdAt: number, chance: Chance, now: number) {
  const automatic = harbor.system.includes('terraform') && createdAt > now - 300 * DAY;
  if (automatic && chance.below(3) === 0) return { creatorRobot: 'terraform' };
  return chance.below(3) === 0 ? { creator: pick(harbor.people, chance) } : { creator: 'admin' };
}

/** Old robots may hold what their Harbor no longer accepts, or nothing at all. */
function permissionsOf(
  kind: RobotKind,
  project: string,
  createdAt: number,
  chance: Chance,
  now: number,
): Pick<SeedRobot, 'permissions' | 'grants'> {
  const isOld = createdAt < now - 500 * DAY;
  if (isOld && chance.below(40) === 0) return { permissions: [] };
  const isChart = isOld && chance.below(9) === 0;
  return { permissions: [permission('project', project, isChart ? CHART_PAIRS : kind.pairs)] };
}
