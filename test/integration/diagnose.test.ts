import { expect, test } from 'vitest';
import { held, type Stage, stage } from './robots/stage.ts';

const AGO = Date.now() - 100 * 86_400_000;
const pull = (namespace: string) => [
  { kind: 'project' as const, namespace, access: [{ resource: 'repository', action: 'pull' }] },
];

async function fleet(): Promise<Stage> {
  const made = await stage({
    projects: [{ name: 'library' }, { name: 'team-a' }],
    robots: [
      { name: 'ci', project: 'library', permissions: pull('library'), duration: -1 },
      { name: 'over', duration: 30, createdAt: AGO, permissions: pull('*') },
      { name: 'off', duration: -1, disabled: true, permissions: pull('*') },
      { name: 'left', duration: -1, permissions: pull('*') },
    ],
  });
  made.simulator.state.robots.remove(held(made.simulator, 'left'));
  await made.sync();
  return made;
}

test('a robot that was made again under its name is the one that is meant', async () => {
  const made = await fleet();
  await made.run({ kind: 'recreate', secret: { kind: 'generate' }, until: null }, 'name:ci');
  const { verdicts } = await made.app.call('diagnose.ask', { text: '401 robot$library+ci' });
  expect(verdicts).toMatchObject([{ code: 'healthy', holdsSecret: true }]);
});

test('says which robot of which instance a line is about, and why it fails', async () => {
  const made = await fleet();
  const host = new URL(made.simulator.url).host;
  const ask = (text: string) => made.app.call('diagnose.ask', { text });
  const first = async (text: string) => (await ask(text)).verdicts[0];
  const NO_PUSH = 'Give it repository:push on library, or use another robot.';
  const IF_PUBLIC = expect.stringContaining('If team-a is public it needs none') as string;
  const cases: readonly [string, object][] = [
    ['401 unauthorized for robot$over', { code: 'expired', robotName: 'robot$over' }],
    ['robot$off', { code: 'disabled' }],
    ['user robot$left: 401', { code: 'gone' }],
    [`401 robot$library+ci ${host}/library/app:1 pull`, { code: 'healthy', holdsSecret: false }],
    [
      `robot$library+ci denied ${host}/library/app:1 push`,
      { code: 'no-permission', wayOut: NO_PUSH },
    ],
    [
      `robot$library+ci denied ${host}/team-a/app:1 pull`,
      { code: 'no-permission', wayOut: IF_PUBLIC },
    ],
    [`robot$off ${host}/nowhere/app:1`, { code: 'disabled' }],
    ['docker login as robot+ci: 401', { code: 'shell', robotName: 'robot$library+ci' }],
    ['bot.library+ci 401', { code: 'renamed', robotName: 'robot$library+ci' }],
    ['ci', { code: 'healthy', robotName: 'robot$library+ci' }],
  ];
  for (const [text, verdict] of cases) expect(await first(text), text).toMatchObject(verdict);
  expect((await first('robot$over'))?.at).toBeGreaterThan(AGO / 1_000);
  expect((await first('robot$left'))?.at).toBeGreaterThan(AGO / 1_000);

  const image = await ask(`pulling ${host}/library/app:1: 401`);
  expect(image).toMatchObject({ verdicts: [], understood: { project: 'library', action: 'pull' } });
  const sort = { column: 'name', descending: false } as const;
  const able = await made.app.call('robots.query', {
    query: image.query,
    scope: image.scope,
    sort,
  });
  expect(able.keys.length).toBeGreaterThan(0);

  expect((await ask('robot$nobody at other.example.com/a/b')).remarks).toEqual([
    'No instance here is at other.example.com.',
    expect.stringContaining('No robot called robot$nobody') as string,
  ]);
  expect((await ask('  ')).remarks).toEqual(['No name of a robot was found in this text.']);
});

test('an image that is called by the registry, not the address, leads to its instance', async () => {
  const made = await stage(
    { projects: [{ name: 'library' }], robots: [{ name: 'ci' }] },
    { externalUrl: 'https://registry.example.com' },
  );
  for (const host of ['registry.example.com', 'registry.example.com:443']) {
    const text = `robot$ci ${host}/library/app:1 401`;
    const { scope, remarks } = await made.app.call('diagnose.ask', { text });
    expect({ scope, remarks }, host).toEqual({ scope: [made.instanceId], remarks: [] });
  }
  expect(await made.app.call('diagnose.known')).toEqual({
    prefixes: ['robot$'],
    hosts: [new URL(made.simulator.url).host, 'registry.example.com'],
  });
});
