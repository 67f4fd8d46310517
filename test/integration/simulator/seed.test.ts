import { expect, test } from 'vitest';
import { createSimulator } from '../../../shared/simulator/simulator.ts';

const DAY = 86_400_000;

test('a planted fleet is served as if Harbor had grown it', async () => {
  const simulator = createSimulator({ version: '2.15.2', seed: 3, clock: 'jump' });
  const now = simulator.clock.now();
  const { projects, robots } = simulator.seed({
    users: [{ username: 'alice', sysadmin: false }],
    projects: [{ name: 'apps', owner: 'alice', public: true, members: { admin: 2 } }],
    robots: [
      {
        name: 'maker',
        permissions: [
          { kind: 'system', namespace: '/', access: [{ resource: 'robot', action: 'create' }] },
        ],
      },
      {
        name: 'ci',
        project: 'apps',
        createdAt: now - 40 * DAY,
        duration: 30,
        disabled: true,
        creator: 'alice',
        description: 'nightly',
      },
      { name: 'made', creatorRobot: 'maker', duration: -1, updatedAt: now - DAY },
      { name: 'robot$old', project: 'apps', legacy: true, expiresAt: 4102444800 },
      {
        name: 'stale',
        grants: [{ scope: '/project/*', resource: 'helm-chart', action: 'read', effect: '' }],
      },
    ],
  });
  const { url } = await simulator.listen();
  const authorization = `Basic ${Buffer.from(`admin:${simulator.adminPassword}`).toString('base64')}`;
  const robot = async (id: number | undefined) =>
    (await (
      await fetch(`${url}/api/v2.0/robots/${id}`, { headers: { authorization } })
    ).json()) as Record<string, unknown>;
  const [maker, ci, made, old, stale] = robots;
  expect(await robot(ci?.id)).toMatchObject({
    name: 'robot$apps+ci',
    level: 'project',
    disable: true,
    description: 'nightly',
    creator_type: 'local',
    creator_ref: 3,
    expires_at: Math.floor((now - 40 * DAY) / 1000) + 30 * 86_400,
  });
  expect(await robot(made?.id)).toMatchObject({
    creator_type: 'robot',
    creator_ref: maker?.id,
    expires_at: -1,
    update_time: new Date(now - DAY).toISOString(),
  });
  expect(await robot(old?.id)).toMatchObject({
    name: 'robot$old',
    editable: false,
    permissions: [],
    duration: 0,
  });
  expect(await robot(stale?.id)).toMatchObject({
    permissions: [
      { kind: 'project', namespace: '*', access: [{ resource: 'helm-chart', action: 'read' }] },
    ],
  });
  const login = `Basic ${Buffer.from(`${maker?.name}:${maker?.secret}`).toString('base64')}`;
  expect(
    (await fetch(`${url}/api/v2.0/users/current`, { headers: { authorization: login } })).status,
  ).toBe(412);
  expect(projects.get('apps')).toBe(2);
  await simulator.close();
});

test('the same seed plants the same secrets', () => {
  const plant = (seed: number) =>
    createSimulator({ version: '2.15.2', seed }).seed({ robots: [{ name: 'a' }, { name: 'b' }] })
      .robots;
  expect(plant(1)).toEqual(plant(1));
  expect(plant(1)).not.toEqual(plant(2));
});

test('what it cannot plant it names', () => {
  const simulator = createSimulator({ version: '2.15.2' });
  expect(() => simulator.seed({ robots: [{ name: 'a', project: 'nope' }] })).toThrow(
    'no project nope',
  );
  expect(() => simulator.seed({ projects: [{ name: 'a', owner: 'nobody' }] })).toThrow(
    'no user nobody',
  );
});
