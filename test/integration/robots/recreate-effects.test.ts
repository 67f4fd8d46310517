import { describe, expect, test } from 'vitest';
import { carryOut } from './secrets-stage.ts';
import { held, stage, type Stage } from './stage.ts';

const generated = { kind: 'recreate', secret: { kind: 'generate' }, until: null } as const;

const access = (...pairs: string[]) =>
  pairs.map((pair) => {
    const [resource = '', action = '', effect = ''] = pair.split(':');
    return { resource, action, effect };
  });
const on = (namespace: string, ...pairs: string[]) => ({
  kind: 'project' as const,
  namespace,
  access: access(...pairs),
});

describe('effects', () => {
  const robotWith = (...permissions: ReturnType<typeof on>[]) => ({
    projects: [{ name: 'team' }],
    robots: [{ name: 'ci', permissions }],
  });
  /** What Harbor holds of a robot, as "scope resource:action:effect". */
  const grantsAt = ({ simulator }: Stage) =>
    held(simulator, 'ci')
      .grants.map((one) => `${one.scope} ${one.resource}:${one.action}:${one.effect}`)
      .sort();

  test.each(['2.8.6', '2.12.4', '2.15.2'])(
    'are gone from what was recreated on Harbor %s',
    async (version) => {
      const permissions = [
        on('*', 'repository:pull:allow', 'tag:list:allow'),
        on('team', 'repository:push:allow', 'artifact:delete', 'artifact:delete:deny'),
      ];
      const made = await stage(robotWith(...permissions), { version });
      const plan = await made.plan(generated);
      const [planned] = await made.steps(plan);
      expect(planned?.requests.find(({ method }) => method === 'POST')?.body).not.toMatch(
        /effect|delete/,
      );
      expect(planned?.changes).toContainEqual({
        field: 'permissions removed',
        from: expect.stringContaining('artifact:delete (deny) on team') as string,
        to: '',
      });
      expect(planned?.findings).toContainEqual(expect.objectContaining({ rule: 'denies' }));
      expect(await carryOut(made, plan)).toMatchObject([{ status: 'done', differs: [] }]);
      const team = held(made.simulator, 'ci').grants.find(({ action }) => action === 'push');
      expect(grantsAt(made)).toEqual(
        [
          '/project/* repository:pull:',
          '/project/* tag:list:',
          `${team?.scope ?? ''} repository:push:`,
        ].sort(),
      );
    },
  );

  describe('that hold a project back from what all projects have', () => {
    const seed = robotWith(
      on('*', 'repository:pull:allow', 'repository:push:allow'),
      on('team', 'repository:push:deny'),
    );
    const effectsAt = (made: Stage) => grantsAt(made).map((one) => one.replace(/^.* /, ''));

    test('stay', async () => {
      const made = await stage(seed);
      const keys = await made.keys();
      expect(await made.app.call('permissions.neededDenies', { keys })).toEqual({
        robots: 1,
        gains: ['repository:push on team'],
      });
      expect(await made.run(generated)).toMatchObject([{ status: 'done', differs: [] }]);
      expect(effectsAt(made)).toEqual([
        'repository:pull:',
        'repository:push:',
        'repository:push:deny',
      ]);
    });

    test('or what they hold back is left out everywhere', async () => {
      const made = await stage(seed);
      const steps = await made.run({ ...generated, leavesOutDenied: true });
      expect(steps).toMatchObject([{ status: 'done', differs: [] }]);
      expect(effectsAt(made)).toEqual(['repository:pull:']);
    });

    test('stay on a robot that is disabled, as the plan says', async () => {
      const [robot] = seed.robots;
      const made = await stage({ ...seed, robots: [{ name: 'ci', ...robot, disabled: true }] });
      expect(await made.run(generated)).toMatchObject([{ status: 'done', differs: [] }]);
      expect(effectsAt(made)).toEqual([
        'repository:pull:allow',
        'repository:push:allow',
        'repository:push:deny',
      ]);
    });
  });
});

test.each([
  ['2.9.5', [{ ...on('/', 'project:list', 'robot:*'), kind: 'system' as const }], 'ci'],
  [
    '2.15.2',
    [
      { ...on('/', 'project:list', 'robot:list', 'robot:read'), kind: 'system' as const },
      on('*', 'robot:list', 'robot:read', 'project:update'),
    ],
    'library+ci',
  ],
])(
  'a robot as login refreshes where Harbor %s lets it, and never itself',
  async (version, permissions, name) => {
    const project = name === 'ci' ? {} : { project: 'library' };
    const access = on('library', 'repository:pull');
    const made = await stage(
      {
        robots: [
          { name: 'maker', secret: 'Harbor12345', permissions },
          { name: 'ci', ...project, permissions: [access] },
        ],
      },
      { version, draft: { login: { kind: 'robot', username: 'robot$maker' } } },
    );
    const refresh = { kind: 'refresh', secret: { kind: 'generate' }, until: null } as const;
    const before = held(made.simulator, name).secret;
    expect(await made.run(refresh, 'name:ci')).toMatchObject([{ status: 'done', differs: [] }]);
    expect(held(made.simulator, name).secret).not.toBe(before);

    const [own] = await made.steps(await made.plan(refresh, 'name:maker'));
    expect(own).toMatchObject({ status: 'blocked' });
  },
);

test('a robot as login cannot refresh, and recreates instead where it may', async () => {
  const handles = ['robot:list', 'robot:read', 'robot:create', 'robot:delete'];
  const system = { ...on('/', 'project:list', ...handles), kind: 'system' as const };
  const made = await stage(
    {
      robots: [
        {
          name: 'maker',
          secret: 'Harbor12345',
          permissions: [system, on('*', 'repository:pull', ...handles)],
        },
        { name: 'ci', permissions: [on('*', 'repository:pull:allow')] },
      ],
    },
    { draft: { login: { kind: 'robot', username: 'robot$maker' } } },
  );
  const refresh = { kind: 'refresh', secret: { kind: 'generate' }, until: null } as const;
  const [refused] = await made.steps(await made.plan(refresh, 'name:ci'));
  expect(refused).toMatchObject({ status: 'blocked' });
  expect(refused?.findings.map(({ rule }) => rule)).toContain('recreate-instead');
  const { id } = held(made.simulator, 'ci');
  expect(await made.run(generated, 'name:ci')).toMatchObject([{ status: 'done', differs: [] }]);
  expect(held(made.simulator, 'ci').id).not.toBe(id);

  // Nobody would be left to make the login's own robot again.
  const [own] = await made.steps(await made.plan(generated, 'name:maker'));
  expect(own).toMatchObject({ status: 'blocked' });
  expect(own?.findings).toContainEqual(
    expect.objectContaining({ rule: 'robot-login', severity: 'refusal' }),
  );
});
