import type { InstanceConfig } from '../../shared/contract/instances.ts';
import type { Inventory, ReadRobot } from '../../shared/inventory/inventory.ts';
import type { PermissionEntry, Robot } from '../../shared/robots/robot.ts';

/** 2026-11-28T12:00:00Z. */
export const NOW = 1_795_867_200;
const DAY = 86_400;

const PAIRS = [
  'repository:pull',
  'repository:push',
  'repository:delete',
  'repository:list',
  'artifact:read',
  'artifact:list',
  'tag:create',
  'tag:list',
  'scan:create',
  'robot:create',
  'member:list',
  'label:read',
];

const WORDS = ['ci', 'deploy', 'mirror', 'scan', 'backup', 'release', 'nightly', 'edge'];

/** Numbers that look random and are the same every time. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const entry = (kind: string, namespace: string, count: number, first: number): PermissionEntry => ({
  kind,
  namespace,
  access: PAIRS.slice(first, first + count).map((pair) => {
    const [resource = '', action = ''] = pair.split(':');
    return { resource, action, effect: '' };
  }),
});

const pick = (list: readonly string[], place: number): string => list[place % list.length] ?? '';

function aRobot(id: number, projects: number, below: (n: number) => number): Robot {
  const isSystem = below(5) === 0;
  const project = 1 + below(projects);
  const word = pick(WORDS, below(WORDS.length));
  const short = `${word}-${pick(WORDS, below(WORDS.length))}-${id}`;
  const duration = below(3) === 0 ? -1 : 30 + below(365);
  const createdAt = NOW - below(400) * DAY - below(DAY);
  const count = 1 + below(6);
  return {
    id,
    name: isSystem ? `robot$${short}` : `robot$team-${project}+${short}`,
    level: isSystem ? 'system' : 'project',
    projectId: isSystem ? null : project,
    projectName: isSystem ? '' : `team-${project}`,
    description: below(2) === 0 ? '' : `Used by the ${word} jobs of group ${below(50)}`,
    disabled: below(20) === 0,
    editable: below(200) !== 0,
    duration,
    expiresAt: duration === -1 ? -1 : createdAt + duration * DAY,
    createdAt,
    updatedAt: createdAt + below(50) * DAY,
    creator: { type: 'local', ref: 1 + below(40) },
    permissions: isSystem
      ? [
          entry('system', '/', 1 + below(2), 9),
          ...Array.from({ length: 1 + below(3) }, () =>
            entry('project', below(4) === 0 ? '*' : `team-${1 + below(projects)}`, count, 0),
          ),
        ]
      : [entry('project', `team-${project}`, count, 0)],
  };
}

const asRead = (robot: Robot): ReadRobot => ({
  robot,
  raw: JSON.stringify({
    id: robot.id,
    name: robot.name,
    level: robot.level,
    description: robot.description,
    disable: robot.disabled,
    editable: robot.editable,
    duration: robot.duration,
    expires_at: robot.expiresAt,
    creation_time: new Date(robot.createdAt * 1_000).toISOString(),
    update_time: new Date(robot.updatedAt * 1_000).toISOString(),
    creator_type: robot.creator.type,
    creator_ref: robot.creator.ref,
    permissions: robot.permissions,
  }),
});

/** Robots of one instance, always the same for the same seed. */
export function robotsOf(seed: number, count: number, projects: number): ReadRobot[] {
  const below = chance(seed);
  return Array.from({ length: count }, (_, place) => asRead(aRobot(place + 1, projects, below)));
}

export const idOf = (place: number): string =>
  `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;

/** An instance as the user entered it. */
export const configOf = (place: number): InstanceConfig => ({
  id: idOf(place),
  name: pick(['prod', 'eu', 'lab', 'customer'], place),
  url: 'https://harbor.example.com',
  allowHttp: false,
  colour: 'slate',
  group: '',
  tags: [],
  production: false,
  locked: false,
  loginId: idOf(900 + place),
  trust: { kind: 'system' },
  clientCertificate: null,
  proxy: { kind: 'none' },
  parallel: 4,
});

/** Writes an instance in pages, as a sync does; tells how many rows were written. */
export async function sync(
  inventory: Inventory,
  place: number,
  robots: readonly ReadRobot[],
): Promise<number> {
  const reading = await inventory.beginReading(idOf(place));
  const projects = [...new Set(robots.flatMap(({ robot }) => robot.projectId ?? []))];
  await inventory.writeProjects(
    reading,
    projects.map((id) => ({ id, name: `team-${id}` })),
  );
  for (let from = 0; from < robots.length; from += 100) {
    await inventory.writeRobots(reading, robots.slice(from, from + 100));
  }
  const { written } = await inventory.finishReading(reading, {
    asOf: NOW,
    systemRead: true,
    projectsRead: projects,
    allProjects: true,
    harborVersion: 'v2.14.0',
    projectCreation: null,
    clockOffset: 0,
    catalogue: null,
    userNames: Object.fromEntries(
      Array.from({ length: 40 }, (_, user) => [user + 1, `user${user}`]),
    ),
    prefix: 'robot$',
    facts: '{}',
  });
  return written;
}
