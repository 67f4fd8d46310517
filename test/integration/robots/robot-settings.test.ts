import { expect, test } from 'vitest';
import { stage, systemRobots, VERSIONS } from './stage.ts';

const everything = { text: '', ids: [], before: null, count: 200 };
const DEFAULTS = { prefix: 'robot$', duration: 30 };

const PULL = [
  {
    kind: 'project' as const,
    namespace: 'team',
    access: [{ resource: 'repository', action: 'pull' }],
  },
];

const fleet = {
  projects: [{ name: 'team' }],
  robots: [...systemRobots('ci', 'other'), { name: 'build', project: 'team', permissions: PULL }],
};

test.each(VERSIONS)('a new prefix renames everybody once, Harbor %s', async (version) => {
  const { app, simulator, instanceId: id, sync, keys } = await stage(fleet, { version });
  expect(await app.call('instances.robotSettings', { id })).toEqual({
    ...DEFAULTS,
    editable: true,
  });
  const to = { prefix: 'bot-', duration: 90 };
  const preview = await app.call('instances.previewRobotSettings', { id, to });
  expect(preview).toMatchObject({
    now: DEFAULTS,
    problems: [],
    renamed: 3,
    projects: [
      { project: '', count: 2 },
      { project: 'team', count: 1 },
    ],
    kept: 0,
    ownLogins: [],
  });
  expect(preview.names).toContainEqual({ from: 'robot$team+build', to: 'bot-team+build' });

  const change = { id, from: DEFAULTS, to };
  await expect(
    app.call('instances.setRobotSettings', { ...change, typed: 'bot' }),
  ).rejects.toMatchObject({ code: 'not-allowed' });
  expect(simulator.state.settings.get('robot_name_prefix')).toBe('robot$');
  expect(await app.call('instances.setRobotSettings', { ...change, typed: 'bot-' })).toMatchObject(
    to,
  );
  expect(simulator.state.settings.get('robot_token_duration')).toBe(90);
  await sync();
  expect(await keys('name:bot-ci')).toHaveLength(1);
  expect(await app.call('journal.entries', everything)).toMatchObject({
    entries: [
      {
        operation: 'settings',
        result: 'done',
        planId: null,
        username: 'admin',
        changes: [
          { field: 'robot name prefix', from: 'robot$', to: 'bot-' },
          { field: 'default duration', from: '30 days', to: '90 days' },
        ],
      },
    ],
  });
  expect(await app.call('history.entries', everything)).toEqual({ entries: [], total: 0 });
});

test('the default duration alone renames nobody and asks for nothing typed', async () => {
  const { app, instanceId: id } = await stage(fleet);
  const to = { ...DEFAULTS, duration: 365 };
  expect(await app.call('instances.previewRobotSettings', { id, to })).toMatchObject({
    renamed: 0,
    problems: [],
  });
  await app.call('instances.setRobotSettings', { id, from: DEFAULTS, to, typed: '' });
  expect(await app.call('instances.robotSettings', { id })).toMatchObject(to);
});

test.each([
  ['', 'look like those of users'],
  [' ', 'look like those of users'],
  ['a b', 'spaces'],
  ['a+', 'plus'],
  ['a:', 'colon'],
  ['x'.repeat(65), 'too long'],
])('refuses the prefix "%s", which Harbor would take', async (prefix, why) => {
  const { app, instanceId: id, simulator } = await stage(fleet);
  const to = { ...DEFAULTS, prefix };
  const { problems } = await app.call('instances.previewRobotSettings', { id, to });
  expect(problems.join(' ')).toContain(why);
  const change = { id, from: DEFAULTS, to, typed: prefix };
  await expect(app.call('instances.setRobotSettings', change)).rejects.toMatchObject({
    code: 'not-allowed',
  });
  expect(simulator.state.settings.get('robot_name_prefix')).toBe('robot$');
});

test('refuses where it is locked, read-only, changed meanwhile, or out of range', async () => {
  const { app, instanceId: id, simulator } = await stage(fleet);
  const to = { prefix: 'bot-', duration: 30 };
  const change = { id, from: DEFAULTS, to, typed: 'bot-' };
  const refused = async (code: string, more: object = {}): Promise<void> =>
    expect(app.call('instances.setRobotSettings', { ...change, ...more })).rejects.toMatchObject({
      code,
    });
  simulator.state.settings.set('read_only', true);
  await refused('not-allowed');
  simulator.state.settings.set('read_only', false);
  await app.call('instances.setLocked', { id, locked: true });
  await refused('not-allowed');
  await app.call('instances.setLocked', { id, locked: false });
  await refused('conflict', { from: { ...DEFAULTS, duration: 31 } });
  for (const duration of [0, -1, 2_147_483_647]) {
    await refused('not-allowed', { to: { ...DEFAULTS, duration } });
  }
  expect(simulator.state.settings.get('robot_name_prefix')).toBe('robot$');
  expect(await app.call('journal.entries', everything)).toMatchObject({ total: 0 });
});

test('a lost answer is looked after', async () => {
  const { app, instanceId: id, simulator } = await stage(fleet);
  const change = { id, from: DEFAULTS, to: { prefix: 'bot-', duration: 30 }, typed: 'bot-' };
  simulator.faults.add({ kind: 'cut-after', method: 'PUT', times: 1 });
  await app.call('instances.setRobotSettings', change);
  expect(await app.call('journal.entries', everything)).toMatchObject({
    entries: [{ result: 'done' }],
  });
});

test('nobody but a system administrator sees or changes them', async () => {
  const users = [{ username: 'ann', password: 'Harbor12345' }];
  const projects = [{ name: 'team', members: { ann: 1 } as const }];
  const { app, instanceId: id } = await stage(
    { ...fleet, users, projects },
    { draft: { login: { kind: 'user', username: 'ann' } } },
  );
  await expect(app.call('instances.robotSettings', { id })).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test.each([
  ['took', 'done', /Harbor has taken it/],
  ['never saw', 'refused', /Harbor has not taken it/],
  ['holds something else instead of', 'differs', /robot name prefix other-/],
] as const)('a start finds out that Harbor %s what was being sent', async (_, result, message) => {
  const made = await stage(fleet);
  const { instanceId: id, simulator } = made;
  const { settings } = simulator.state;
  let answer: (() => void) | null = null;
  simulator.faults.onRequest(async ({ method }) => {
    if (method === 'PUT') await new Promise<void>((resolve) => (answer = resolve));
  });
  const change = { id, from: DEFAULTS, to: { prefix: 'bot-', duration: 30 }, typed: 'bot-' };
  const sending = made.app.call('instances.setRobotSettings', change).catch(() => undefined);
  await expect.poll(() => answer).not.toBeNull();
  const before = await made.app.call('journal.entries', everything);
  expect(before).toMatchObject({ total: 1, entries: [{ result: 'begun', operation: 'settings' }] });
  await made.app.quit();
  simulator.faults.clear();
  settings.set('robot_name_prefix', { done: 'bot-', refused: 'robot$', differs: 'other-' }[result]);
  made.app = await made.computer.start();
  await made.sync();
  await expect
    .poll(() => made.app.call('journal.entries', everything))
    .toMatchObject({ total: 1, entries: [{ result, message: expect.stringMatching(message) }] });
  (answer as (() => void) | null)?.();
  await sending;
});
