import { describe, expect, test } from 'vitest';
import {
  effectiveRights,
  type Place,
  type Right,
  type RightsContext,
} from '../../../shared/permissions/effective.ts';
import {
  PROJECT_CREATIONS,
  type ProjectCreation,
} from '../../../shared/permissions/project-creation.ts';
import { pairInfo } from '../../../shared/permissions/pairs.ts';
import type { PermissionEntry, RobotLevel } from '../../../shared/robots/robot.ts';
import type { SeedPermission } from '../../../shared/simulator/seed.ts';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { ADMIN, call, harbor } from '../../unit/simulator/call.ts';
import { projectSet, sample, systemSet } from '../../unit/permissions/random-sets.ts';

const VERSIONS = [
  '2.3.0',
  '2.4.3',
  '2.8.6',
  '2.9.5',
  '2.10.0',
  '2.10.3',
  '2.11.2',
  '2.12.0',
  '2.12.4',
  '2.13.5',
  '2.14.0',
  '2.15.2',
  '2.16.0',
];
const SYSTEM_ROBOTS = 30;
const PROJECT_ROBOTS = 15;
const PROJECTS = ['apps', 'data', 'open'];

interface Stage {
  readonly simulator: Simulator;
  readonly version: string;
  readonly creation: ProjectCreation;
  readonly ids: ReadonlyMap<string, number>;
  /** Robots that others try to read, refresh and delete, by project name; '' for the system. */
  readonly victims: ReadonlyMap<string, readonly number[]>;
}

interface Tried {
  readonly level: RobotLevel;
  readonly projectName: string;
  readonly permissions: readonly PermissionEntry[];
  readonly login: { readonly user: string; readonly password: string };
}

function seeded({ level, projectName, permissions }: Omit<Tried, 'login'>, index: number) {
  return {
    name: `tried-${index}`,
    ...(level === 'project' ? { project: projectName } : {}),
    permissions: permissions as readonly SeedPermission[],
  };
}

function robotsOf(version: string): Omit<Tried, 'login'>[] {
  const seed = VERSIONS.indexOf(version) + 1;
  return [
    ...sample(systemSet(PROJECTS), SYSTEM_ROBOTS, seed).map((permissions) => ({
      level: 'system' as const,
      projectName: '',
      permissions,
    })),
    ...PROJECTS.flatMap((projectName, index) =>
      sample(projectSet(projectName), PROJECT_ROBOTS / PROJECTS.length, seed * 10 + index).map(
        (permissions) => ({ level: 'project' as const, projectName, permissions }),
      ),
    ),
  ];
}

async function stageOf(
  version: string,
  creation: ProjectCreation = 'everyone',
): Promise<{ stage: Stage; robots: Tried[] }> {
  const simulator = harbor(version);
  const body = { project_creation_restriction: creation };
  await call(simulator, 'PUT', '/configurations', { as: ADMIN, body });
  simulator.seed({ projects: PROJECTS.map((name) => ({ name, public: name === 'open' })) });
  const drawn = robotsOf(version);
  const made = simulator.seed({ robots: drawn.map(seeded) }).robots;
  const places = [...PROJECTS, ''];
  const victims = new Map(
    places.map((project) => [
      project,
      simulator
        .seed({
          robots: drawn.map((_, index) => ({
            name: `victim-${index}`,
            ...(project === '' ? {} : { project }),
            permissions: [
              {
                kind: project === '' ? ('system' as const) : ('project' as const),
                namespace: project === '' ? '/' : project,
                access: [{ resource: 'label', action: 'read' }],
              },
            ],
          })),
        })
        .robots.map(({ id }) => id),
    ]),
  );
  const ids = new Map(PROJECTS.map((name, index) => [name, index + 2]));
  const robots = drawn.map((robot, index) => ({
    ...robot,
    login: { user: made[index]?.name ?? '', password: made[index]?.secret ?? '' },
  }));
  return { stage: { simulator, version, ids, victims, creation }, robots };
}

const contextOf = ({ version, creation }: Stage, at: Place): RightsContext => ({
  version,
  accepted: { system: null, project: null },
  isPublic: at.kind === 'project' && at.name === 'open',
  projectCreation: creation,
});

const rightsOf = (robot: Tried, at: Place, stage: Stage): Right[] =>
  effectiveRights({ ...robot, disabled: false }, at, contextOf(stage, at));

const isKnown = (pair: string): boolean => pairInfo('project', pair) !== null;

const inForce = (rights: readonly Right[]): Set<string> =>
  new Set(rights.filter(({ verdict }) => verdict !== 'denied').map(({ pair }) => pair));

/** What is refused for good is about one call alone here. */
const opened = (rights: readonly Right[]): Set<string> =>
  inForce(rights.filter(({ pair, refused }) => pair !== 'project:create' || refused === null));

/** Up to Harbor 2.3 a project whose owner is no user is not found. */
const isRefusal = (method: string, status: number): boolean =>
  [401, 403].includes(status) || (method === 'POST' && status === 404);

const bodyFor = (method: string, index: number): { body?: object } => {
  if (method === 'PATCH') return { body: {} };
  return method === 'POST' ? { body: { project_name: `made-${index}` } } : {};
};

async function toldRights(
  { simulator }: Stage,
  as: Tried['login'],
  projectId: number,
): Promise<string[]> {
  const path = `/users/current/permissions?scope=/project/${projectId}&relative=true`;
  const { json } = await call(simulator, 'GET', path, { as });
  return (json as { resource: string; action: string }[])
    .map(({ resource, action }) => `${resource === '.' ? 'project' : resource}:${action}`)
    .sort();
}

const level = (id: number): string =>
  `/robots?q=${encodeURIComponent(encodeURIComponent(`Level=project,ProjectID=${id}`))}`;

/** Calls that a pair opens, made for one robot: 401 to 403 by RBAC tell that it may not. */
function callsAt(stage: Stage, at: Place, index: number): readonly [string, string, string][] {
  const name = at.kind === 'system' ? '' : at.name;
  const victim = stage.victims.get(name)?.[index] ?? 0;
  const robots: [string, string, string][] = [
    ['robot:read', 'GET', `/robots/${victim}`],
    ['robot:update', 'PATCH', `/robots/${victim}`],
    ['robot:delete', 'DELETE', `/robots/${victim}`],
  ];
  if (at.kind === 'system') {
    return [
      ['robot:list', 'GET', '/robots'],
      ['quota:list', 'GET', '/quotas'],
      ['system-volumes:read', 'GET', '/systeminfo/volumes'],
      ['user:list', 'GET', '/users'],
      ['user:read', 'GET', '/users/1'],
      ['user:delete', 'DELETE', '/users/4711'],
      ['configuration:read', 'GET', '/configurations'],
      ['project:create', 'POST', '/projects'],
      ...robots,
    ];
  }
  const id = stage.ids.get(name) ?? 0;
  return [
    ['project:read', 'GET', `/projects/${name}`],
    ['project:delete', 'GET', `/projects/${name}/_deletable`],
    ['member:list', 'GET', `/projects/${name}/members`],
    ['log:list', 'GET', `/projects/${name}/logs`],
    ['robot:list', 'GET', level(id)],
    ...robots,
  ];
}

describe.each(VERSIONS)('the rights of random robots in Harbor %s', (version) => {
  test('are those that Harbor tells a robot of itself, in every project', async () => {
    const { stage, robots } = await stageOf(version);
    for (const robot of robots) {
      for (const [name, id] of stage.ids) {
        const asked = (await toldRights(stage, ADMIN, id)).filter(isKnown);
        const ours = inForce(rightsOf(robot, { kind: 'project', name }, stage));
        const expected = asked.filter((pair) => ours.has(pair));
        const told = (await toldRights(stage, robot.login, id)).filter(isKnown);
        expect(told, `${name}: ${JSON.stringify(robot.permissions)}`).toEqual(expected);
      }
    }
  });

  test.each(PROJECT_CREATIONS)('open what they are said to open, %s', async (creation) => {
    const { stage, robots } = await stageOf(version, creation);
    const places: Place[] = [
      { kind: 'system' },
      ...PROJECTS.map((name): Place => ({ kind: 'project', name })),
    ];
    for (const [index, robot] of robots.entries()) {
      for (const at of places) {
        const ours = opened(rightsOf(robot, at, stage));
        for (const [pair, method, path] of callsAt(stage, at, index)) {
          const body = bodyFor(method, index);
          const answer = await call(stage.simulator, method, path, { as: robot.login, ...body });
          const isRefused = isRefusal(method, answer.status);
          const about = `${pair} ${method} ${path} ${answer.status}: ${JSON.stringify(robot.permissions)}`;
          expect(!isRefused, about).toBe(ours.has(pair));
        }
      }
    }
  });
});
