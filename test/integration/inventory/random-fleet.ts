import fc from 'fast-check';
import { describePermissions } from '../../../shared/permissions/describe.ts';
import type { PermissionEntry, Robot } from '../../../shared/robots/robot.ts';
import type { UseLog } from '../../../shared/robots/last-use.ts';
import type { Store } from '../../../shared/inventory/store.ts';
import { anInstance } from './instances.ts';
import { aRobot, at, DAY, entry, EU, NOW, PROD, readAll } from './fleet.ts';
import { OWNER_RULES, ownerOf, type PlainRobot } from './naive.ts';
import { judged } from './naive-risk.ts';

/** Small worlds: few names, so that things coincide. */
const PROJECTS = ['library', 'team-a', 'Team', 'ci'];
const USERS: Readonly<Record<number, string>> = { 1: 'admin', 2: 'Émile', 3: 'ci' };
const TAGS = ['ci', 'Team A', 'über'];
const TEXTS = [
  '',
  'ci',
  'for owner=dora, ci',
  'Für das Team',
  'line one\nci line',
  'a%_"b,c: d\\e',
];
const INSTANCES = [
  { id: PROD, name: 'prod', tags: ['emea'], version: 'v2.15.2', creation: 'everyone' },
  { id: EU, name: 'eu west', tags: [], version: 'v2.8.6', creation: 'adminonly' },
] as const;
const SPANS = [-400 * DAY, -DAY, -1, 0, 1, DAY, DAY + 1, 7 * DAY, 7 * DAY + 1, 30 * DAY, 91 * DAY];
const PAIRS = [
  'repository:pull',
  'repository:push',
  'robot:create',
  'helm-chart:read',
  'x:*',
  '*:*',
];

const permission: fc.Arbitrary<PermissionEntry> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('*', ...PROJECTS),
      fc.subarray(PAIRS, { minLength: 1 }),
      fc.constantFrom('', 'allow', 'deny', 'odd'),
    )
    .map(([namespace, pairs, effect]) =>
      entry('project', namespace, ...pairs.map((pair) => `${pair}:${effect}`)),
    ),
  fc
    .subarray(['robot:create', 'project:list', 'export-cve:read'], { minLength: 1 })
    .map((pairs) => entry('system', '/', ...pairs)),
  fc.constant(entry('unheard-of', 'place', 'thing:do')),
);

const robot = (id: number): fc.Arbitrary<Robot> =>
  fc
    .record({
      project: fc.option(fc.integer({ min: 1, max: PROJECTS.length })),
      short: fc.constantFrom('ci', 'deploy', 'x-ci.1', 'team'),
      description: fc.constantFrom(...TEXTS),
      disabled: fc.boolean(),
      editable: fc.integer({ max: 5, min: 0 }).map((dice) => dice > 0),
      duration: fc.constantFrom(-1, 0, 1, 30, 90),
      expiresAt: fc.oneof(
        fc.constant(-1),
        fc.constantFrom(...SPANS).map((span) => NOW + span),
        fc.constant(2 ** 45),
      ),
      createdAt: fc.constantFrom(0, NOW - DAY, NOW - 365 * DAY, NOW - 365 * DAY + 1, NOW + 5),
      updatedAt: fc.constantFrom(0, NOW, NOW - 90 * DAY),
      creator: fc.constantFrom(
        { type: 'local', ref: 1 },
        { type: 'local', ref: 2 },
        { type: 'local', ref: 9 },
        { type: 'robot', ref: 1 },
        { type: '', ref: 0 },
      ),
      permissions: fc.array(permission, { maxLength: 3 }),
    })
    .map(({ project, short, ...more }) => {
      const projectName = project === null ? '' : (PROJECTS[project - 1] ?? '');
      const isLegacy = !more.editable;
      const name =
        project === null || isLegacy ? `robot$${short}` : `robot$${projectName}+${short}`;
      const level = project === null ? 'system' : 'project';
      const permissions = isLegacy ? [] : more.permissions;
      return aRobot(id, { ...more, name, level, projectId: project, projectName, permissions });
    });

/** Snoozed before, just now or not at all, until moments around now and expiries. */
const snooze = fc.option(
  fc.record({
    at: fc.constantFrom(NOW - 2 * DAY, NOW - 1, NOW),
    until: fc.constantFrom(NOW - DAY, NOW, NOW + 1, NOW + DAY, NOW + 30 * DAY),
  }),
);

/** A robot with what will be known of it: gone at the end or not, its tags, its snooze. */
const member = (id: number) =>
  fc.record({
    robot: robot(id),
    gone: fc.integer({ min: 0, max: 4 }).map((dice) => dice === 0),
    tags: fc.subarray(TAGS),
    snooze,
    byHand: fc.constantFrom(null, null, 'bob', 'team a'),
    usedAt: fc.constantFrom(0, 0, NOW - DAY, NOW - 90 * DAY, NOW - 90 * DAY - 1, NOW - 300 * DAY),
  });

/** What is read of the audit log of each instance: all of it, that of some projects, or nothing. */
const LOGS: readonly UseLog[] = [
  { blind: null, from: NOW - 200 * DAY, projectsFrom: null, projects: null },
  { blind: null, from: NOW - 95 * DAY, projectsFrom: null, projects: [1, 3] },
];

const members = fc
  .integer({ min: 0, max: 12 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, place) => member(place + 1))));

/** Two instances with their robots. */
export const fleets = fc.tuple(members, members);

type Members = readonly {
  robot: Robot;
  gone: boolean;
  tags: readonly string[];
  snooze: PlainRobot['snooze'];
  usedAt: number;
  byHand: string | null;
}[];

/** The last use that counts of robots of one name: names repeat in these small worlds. */
function usesOf(all: Members): Map<string, number> {
  const uses = new Map<string, number>();
  for (const { robot, usedAt } of all) {
    const name = robot.name.replace('robot$', '');
    uses.set(name, Math.max(usedAt, uses.get(name) ?? 0));
  }
  return uses;
}

function creatorName({ creator: { type, ref } }: Robot, all: Members): string {
  if (type === 'local') return USERS[ref] ?? `user ${ref}`;
  if (type === 'robot')
    return all.find((one) => one.robot.id === ref)?.robot.name ?? `robot ${ref}`;
  return '';
}

/** Writes a fleet as syncs would, in place of the one before, and lists it as it should be found. */
export function settle(store: Store, fleet: readonly Members[]): PlainRobot[] {
  for (const { id } of INSTANCES) store.forgetInstance(id);
  store.saveInstances({
    instances: INSTANCES.map(({ id, name, tags }) => anInstance(id, { name, tags: [...tags] })),
    logins: [],
  });
  store.saveOwnerRules(
    OWNER_RULES.map((rule, place) => ({
      ...rule,
      id: `00000000-0000-4000-8000-00000000000${String(place)}`,
    })),
  );
  const plain: PlainRobot[] = [];
  INSTANCES.forEach(({ id, name, tags, version, creation }, place) => {
    // One that always stays, or everybody leaving at once would look like a new Harbor.
    const stays = {
      robot: aRobot(99),
      gone: false,
      tags: [],
      snooze: null,
      usedAt: 0,
      byHand: null,
    };
    const all: Members = [...(fleet[place] ?? []), stays];
    const end = { userNames: USERS, harborVersion: version, projectCreation: creation };
    const everybody = all.map((one) => one.robot);
    readAll(store, id, everybody, end);
    const { keys } = store.query(
      { query: '', scope: [id], sort: { column: 'name', descending: false } },
      at,
    );
    for (const row of store.rows([...keys], at)) {
      const found = all.find((one) => one.robot.id === row.id);
      if (found !== undefined && found.tags.length > 0) store.setTags([row.key], found.tags, []);
      if (found !== undefined && found.byHand !== null) {
        store.assignOwner([row.key], found.byHand);
      }
      if (found === undefined || found.snooze === null) continue;
      const { at: since, until } = found.snooze;
      const wish = { until: { kind: 'at', at: until }, reason: 'why', acknowledge: true } as const;
      store.setSnoozes([row.key], wish, since);
    }
    readAll(
      store,
      id,
      all.flatMap((one) => (one.gone ? [] : [one.robot])),
      {
        ...end,
        projectsRead: PROJECTS.map((_, index) => index + 1),
      },
    );
    const log = LOGS[place];
    if (log === undefined) throw new Error('no log');
    const uses = usesOf(all);
    store.keepUses(id, {
      log,
      cursor: '{}',
      uses: [...uses]
        .filter(([, at]) => at > 0)
        .map(([name, at]) => ({ name, at, what: 'pull', projects: [] })),
    });
    const told = all.map((one) => {
      const { createdAt, projectId } = one.robot;
      const usedAt = uses.get(one.robot.name.replace('robot$', '')) ?? 0;
      const isLogged =
        log.projects === null || (projectId !== null && log.projects.includes(projectId));
      return {
        ...one,
        usedAt: usedAt >= createdAt ? usedAt : 0,
        owner: ownerOf(one.robot, creatorName(one.robot, all), one.byHand),
        loggedSince: isLogged ? log.from : null,
        instanceId: id,
        instanceName: name,
        instanceTags: tags,
        creator: creatorName(one.robot, all),
        words: describePermissions(one.robot.permissions),
        harborVersion: version,
        projectCreation: creation,
        projects: everybody.map(({ projectName }) => projectName).filter((name) => name !== ''),
      };
    });
    plain.push(...told.map((one) => judged(one, told)));
  });
  return plain;
}
