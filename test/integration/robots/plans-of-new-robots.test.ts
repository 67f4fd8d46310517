import { describe, expect, test } from 'vitest';
import type { RobotDefinition, RobotWish } from '../../../shared/contract/operations.ts';
import type { PermissionEntry } from '../../../shared/robots/robot.ts';
import { changesSeen, stage, systemRobots, VERSIONS } from './stage.ts';

const access = (...pairs: string[]): PermissionEntry['access'] =>
  pairs.map((pair) => {
    const [resource = '', action = '', effect = ''] = pair.split(':');
    return { resource, action, effect };
  });
const on = (namespace: string, ...pairs: string[]) => ({
  kind: namespace === '/' ? ('system' as const) : ('project' as const),
  namespace,
  access: [...access(...pairs)],
});

const TEAM = { robots: systemRobots('old'), projects: [{ name: 'team' }, { name: 'crew' }] };
const PULL = 'repository:pull';

const wish = (
  instanceId: string,
  change: Partial<RobotDefinition> = {},
  ...projects: string[]
): RobotWish => ({
  definition: {
    name: 'ci',
    level: 'project',
    description: 'builds',
    until: { kind: 'days', days: 30 },
    disabled: false,
    permissions: [on('', PULL)],
    ...change,
  },
  places: (projects.length === 0 ? ['team'] : projects).map((project) => ({ instanceId, project })),
  secret: { kind: 'generate' },
});

describe.each(VERSIONS)('Harbor %s', (version) => {
  test('a new robot is planned, and previewed alike', async () => {
    const { app, instanceId, settled, steps, simulator } = await stage(TEAM, { version });
    const robots = [wish(instanceId, {}, 'team', 'crew', 'nowhere')];
    const plan = await settled(await app.call('plans.create', { robots }));
    const [team, crew, nowhere] = await steps(plan);
    expect(plan.title).toBe('Create 3 robots on prod');
    expect(team).toMatchObject({
      status: 'planned',
      key: null,
      robotId: null,
      robotName: 'robot$team+ci',
      makes: true,
      findings: [],
    });
    expect(team?.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/v2.0/robots',
      'PATCH /api/v2.0/robots/<new id>',
    ]);
    expect(team?.requests[0]?.body).not.toContain('secret');
    expect(crew?.status).toBe('planned');
    expect(nowhere).toMatchObject({ status: 'blocked', findings: [{ rule: 'missing-project' }] });

    const preview = await app.call('plans.preview', { robots });
    expect(preview).toMatchObject({
      steps: 3,
      refused: 1,
      summary: 'Makes 3 robots on 1 instance; 1 cannot be made as it stands.',
      findings: [{ instanceId, project: 'nowhere', finding: { rule: 'missing-project' } }],
    });
    expect(changesSeen(simulator)).toEqual([]);
  });

  test('a name that is taken is found at its own place alone', async () => {
    const seed = {
      ...TEAM,
      robots: [
        ...systemRobots('ci'),
        { name: 'ci', project: 'team', permissions: [on('team', PULL)] },
      ],
    };
    const { app, instanceId, settled, steps } = await stage(seed, { version });
    const robots = [
      wish(instanceId, {}, 'team', 'crew'),
      wish(instanceId, { name: 'cd' }, 'team', 'team'),
      wish(instanceId, { level: 'system', permissions: [on('*', PULL)] }, ''),
    ];
    const all = await steps(await settled(await app.call('plans.create', { robots })));
    const rules = all.map(({ findings }) => findings.map(({ rule }) => rule).join());
    expect(rules).toEqual(['name-taken', '', 'name-taken', 'name-taken', 'name-taken']);
  });

  test('what the place says', async () => {
    const { app, instanceId, simulator } = await stage(TEAM, { version });
    expect(await app.call('places.list', { instanceId })).toMatchObject({
      projects: ['crew', 'library', 'team'],
      system: true,
      version,
      prefix: 'robot$',
      caller: { kind: 'admin', username: 'admin' },
      readOnly: false,
      locked: false,
      isFresh: true,
    });
    const asked = simulator.traffic.seen.length;
    await app.call('places.list', { instanceId });
    expect(simulator.traffic.seen).toHaveLength(asked);
  });
});

test('a Harbor that is away is known from the last reading', async () => {
  const { app, instanceId, simulator } = await stage(TEAM);
  await simulator.close();
  const place = await app.call('places.list', { instanceId });
  expect(place).toMatchObject({ isFresh: false, caller: { kind: 'unknown', username: 'admin' } });
  expect(place.projects).toEqual(['crew', 'library', 'team']);
  expect(place.accepted?.project).toContain(PULL);
  const preview = await app.call('plans.preview', { robots: [wish(instanceId)] });
  expect(preview).toMatchObject({ refused: 1, findings: [{ finding: { rule: 'unreachable' } }] });
});

test('a project administrator makes robots in own projects', async () => {
  const seed = {
    users: [{ username: 'eve', password: 'Harbor12345' }],
    projects: [
      { name: 'team', members: { eve: 1 as const } },
      { name: 'crew', members: { eve: 2 as const } },
    ],
    robots: [{ name: 'old', project: 'team', permissions: [on('team', PULL)] }],
  };
  const draft = { login: { kind: 'user' as const, username: 'eve' } };
  const { app, instanceId, settled, steps } = await stage(seed, { draft });
  expect(await app.call('places.list', { instanceId })).toMatchObject({
    projects: ['team'],
    system: false,
    caller: { kind: 'user', username: 'eve' },
  });
  const robots = [
    wish(instanceId, {}, 'team', 'crew'),
    wish(instanceId, { level: 'system', permissions: [on('*', PULL)] }, ''),
  ];
  const all = await steps(await settled(await app.call('plans.create', { robots })));
  expect(all.map(({ status }) => status)).toEqual(['planned', 'blocked', 'blocked']);
  expect(all[1]?.findings).toMatchObject([{ rule: 'user-rights' }]);
});

test.each([
  ['2.14.0', 'blocked'],
  ['2.15.2', 'planned'],
])('a robot of the system makes robots in projects, Harbor %s: %s', async (version, status) => {
  const system = ['project:list', 'robot:list', 'robot:read', 'robot:create'];
  const seed = {
    ...TEAM,
    robots: [
      {
        name: 'maker',
        secret: 'Harbor12345',
        permissions: [on('/', ...system), on('*', PULL, 'robot:create', 'robot:list')],
      },
    ],
  };
  const draft = { login: { kind: 'robot' as const, username: 'robot$maker' } };
  const { app, instanceId, settled, steps } = await stage(seed, { version, draft });
  const robots = [
    wish(instanceId),
    wish(instanceId, { name: 'cd', permissions: [on('', 'tag:list')] }),
  ];
  const [fine, more] = await steps(await settled(await app.call('plans.create', { robots })));
  expect(fine).toMatchObject({ status, findings: [{ rule: 'robot-makes' }] });
  expect(more).toMatchObject({ status: 'blocked' });
});

test('clones name what the other Harbor lacks, or leave it out', async () => {
  const { app, instanceId, settled, steps, keys, simulator } = await stage(TEAM);
  const [robot] = [...simulator.state.robots.all()];
  if (robot === undefined) throw new Error('there is no robot');
  const grant = { scope: '/project/*', resource: 'helm-chart', action: 'read' };
  simulator.fixture({ fixture: 'grant', id: robot.id, ...grant });
  const sync = async (): Promise<void> => {
    await app.call('sync.start', { ids: [instanceId] });
    await app.services.sync.settled();
  };
  await sync();
  const clone = async (leaveOut: boolean) => {
    const plan = await app.call('plans.clone', {
      keys: await keys(),
      places: [{ instanceId, projects: {} }],
      name: 'copy',
      secret: { kind: 'generate' },
      until: null,
      leaveOut,
    });
    return steps(await settled(plan));
  };
  expect(await clone(false)).toMatchObject([
    { status: 'blocked', robotName: 'robot$copy', findings: [{ rule: 'outside-catalogue' }, {}] },
  ]);
  const [left] = await clone(true);
  expect(left).toMatchObject({ status: 'planned', robotName: 'robot$copy' });
  expect(left?.findings.map(({ rule }) => rule)).toContain('left-out');
  expect(left?.requests[0]?.body).not.toContain('helm-chart');
});

test('a secret that is kept can be given to clones alone', async () => {
  const { app, instanceId, keys } = await stage(TEAM);
  const robots = [{ ...wish(instanceId), secret: { kind: 'kept' as const } }];
  await expect(app.call('plans.create', { robots })).rejects.toMatchObject({
    code: 'invalid-input',
  });
  const plan = await app.call('plans.clone', {
    keys: await keys(),
    places: [{ instanceId, projects: {} }],
    name: 'copy',
    secret: { kind: 'kept' },
    until: null,
  });
  await app.services.commands.settled();
  const [step] = await app.call('plans.steps', { id: plan.id, from: 0, count: 1 });
  expect(step?.findings.map(({ rule }) => rule)).toContain('own-secret');
});

test('robots that are recreated keep their name, permissions and life', async () => {
  const { plan, steps } = await stage(TEAM);
  const operation = { kind: 'recreate', secret: { kind: 'generate' }, until: null } as const;
  const [step] = await steps(await plan(operation));
  expect(step).toMatchObject({ status: 'planned', makes: true, robotName: 'robot$old' });
  expect(step?.findings.map(({ rule }) => rule)).toContain('remade');
  expect(step?.requests.map(({ method }) => method)).toEqual(['DELETE', 'POST', 'PATCH']);
  expect(step?.changes.map(({ field }) => field)).toEqual(['robot', 'secret']);
});

test('permissions of many are given and taken by rules', async () => {
  const { run, simulator } = await stage({ robots: systemRobots('a', 'b') });
  const add = [on('', 'repository:push')];
  const results = await run({ kind: 'permissions', add, remove: [] });
  expect(results).toMatchObject([{ status: 'done' }, { status: 'done' }]);
  const [robot] = [...simulator.state.robots.all()];
  expect(robot?.grants.map(({ action }) => action).sort()).toEqual(['pull', 'push']);
});
