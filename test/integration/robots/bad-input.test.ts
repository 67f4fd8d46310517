import { describe, expect, test } from 'vitest';
import type { RobotDefinition } from '../../../shared/contract/operations.ts';
import { carryOut } from './secrets-stage.ts';
import { held, stage, type Stage } from './stage.ts';

const pullOn = (namespace: string): RobotDefinition['permissions'][number] => ({
  kind: 'project',
  namespace,
  access: [{ resource: 'repository', action: 'pull', effect: '' }],
});

const fresh = (part: Partial<RobotDefinition> = {}): RobotDefinition => ({
  name: 'fresh',
  level: 'system',
  description: '',
  until: { kind: 'never' },
  disabled: false,
  permissions: [pullOn('*')],
  ...part,
});

const planOf = async (made: Stage, ...parts: Partial<RobotDefinition>[]) => {
  const plan = await made.app.call('plans.create', {
    robots: parts.map((part) => ({
      definition: fresh(part),
      places: [{ instanceId: made.instanceId, project: '' }],
      secret: { kind: 'generate' },
    })),
  });
  return made.settled(plan);
};

describe('what cannot be made is said in words before anything is sent', () => {
  const NAMES = ['', 'Upper', 'with space', 'a..b', '../up', 'ünï', '🤖', '\u202Efdp'];
  const definitions: readonly (readonly [rule: string, Partial<RobotDefinition>])[] = [
    ...[...NAMES, 'a'.repeat(256)].map((name) => ['robot-name', { name }] as const),
    ['past-date', { name: 'past', until: { kind: 'date', at: 1_000_000_000 } }],
    ['description-length', { name: 'wordy', description: 'x'.repeat(1_025) }],
    ['no-permissions', { name: 'nothing', permissions: [] }],
  ];

  test('names, a date in the past, a text that is too long, no permissions', async () => {
    const made = await stage();
    const plan = await planOf(made, ...definitions.map(([, part]) => part));
    const steps = await made.steps(plan);
    for (const [index, [rule]] of definitions.entries()) {
      expect(steps[index]?.status).toBe('blocked');
      expect(steps[index]?.findings).toContainEqual(
        expect.objectContaining({ rule, severity: 'refusal', wayOut: expect.stringMatching(/./) }),
      );
    }
  });

  test('2 147 483 647 days, which Harbor counts as too many', async () => {
    const made = await stage();
    const until = { kind: 'days', days: 2_147_483_647 } as const;
    await expect(planOf(made, { until })).rejects.toMatchObject({ code: 'invalid-input' });
    const longest = { kind: 'days', days: 2_147_483_646 } as const;
    expect(await carryOut(made, await planOf(made, { until: longest }))).toMatchObject([
      { status: 'done' },
    ]);
    expect(held(made.simulator, 'fresh').duration).toBe(2_147_483_646);
  });

  test('more places than a robot can have', async () => {
    const made = await stage();
    const permissions = Array.from({ length: 10_001 }, (_, index) => pullOn(`team-${index}`));
    await expect(planOf(made, { permissions })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/10\u00a0000 places/),
    });
  });
});

test('5 000 projects that a pattern stands for go into one robot', async () => {
  const names = Array.from({ length: 5_000 }, (_, index) => `team-${index}`);
  const made = await stage();
  // After the sync, which would ask each of them for its robots.
  made.simulator.seed({ projects: names.map((name) => ({ name })) });
  const plan = await planOf(made, { permissions: names.map(pullOn) });
  const [step] = await carryOut(made, plan);
  expect(step).toMatchObject({ status: 'done', differs: [] });
  expect(step?.changes.find(({ field }) => field === 'permissions')?.to.length).toBeLessThan(500);
  expect(held(made.simulator, 'fresh').grants).toHaveLength(5_000);
});

test(
  '5 000 projects that a pattern stands for are a robot each',
  { timeout: 120_000 },
  async () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `team-${index}`);
    const made = await stage();
    made.simulator.seed({ projects: names.map((name) => ({ name })) });
    const { instanceId } = made;
    const plan = await made.settled(
      await made.app.call('plans.create', {
        robots: [
          {
            definition: fresh({ level: 'project', permissions: [pullOn('')] }),
            places: names.map((project) => ({ instanceId, project })),
            secret: { kind: 'generate' },
          },
        ],
      }),
    );
    expect(plan).toMatchObject({
      title: 'Create 5\u00a0000 robots on prod',
      state: 'ready',
      counts: { planned: 5_000, blocked: 0 },
    });
    const [last] = await made.app.call('plans.steps', { id: plan.id, from: 4_999, count: 1 });
    expect(last).toMatchObject({ robotName: 'robot$team-4999+fresh' });
  },
);

test('a pattern that stands for no project makes nothing, and the plan says so', async () => {
  const made = await stage();
  const plan = await planOf(made, { permissions: [pullOn('zzz-*')] });
  const [step] = await made.steps(plan);
  expect(step).toMatchObject({ status: 'blocked' });
  expect(step?.findings).toContainEqual(
    expect.objectContaining({
      rule: 'unknown-project',
      severity: 'refusal',
      message: expect.stringContaining('prod has no project zzz-*'),
      wayOut: 'Leave that out, or create it first.',
    }),
  );
  const none = made.app.call('plans.create', {
    robots: [
      {
        definition: fresh({ level: 'project', permissions: [pullOn('')] }),
        places: [],
        secret: { kind: 'generate' },
      },
    ],
  });
  await expect(none).rejects.toMatchObject({ code: 'invalid-input' });
});

test('a clipboard that another program holds: the secret is not called handed over', async () => {
  const made = await stage();
  await made.run({ kind: 'refresh', secret: { kind: 'generate' }, until: null });
  const [secret] = (await made.app.call('secrets.list', {})).secrets;
  const handle = secret?.handle ?? '';
  const { copyText } = made.app.desktop;
  made.app.desktop.copyText = () => Promise.reject(new Error('the clipboard is busy'));
  await expect(made.app.call('secrets.copy', { handle })).rejects.toMatchObject({
    message: expect.stringMatching(/clipboard/),
  });
  const after = (await made.app.call('secrets.list', {})).secrets;
  expect(after).toMatchObject([{ handle, handedOver: false, state: 'new' }]);
  made.app.desktop.copyText = copyText;
  await made.app.call('secrets.copy', { handle });
  expect((await made.app.call('secrets.list', {})).secrets).toMatchObject([{ handedOver: true }]);
});
