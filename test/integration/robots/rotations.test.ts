import { expect, test } from 'vitest';
import type { Plan } from '../../../shared/contract/plans.ts';
import { carryOut, expectKept } from './secrets-stage.ts';
import { held, stage, systemRobots } from './stage.ts';

const DAY = 86_400_000;
const generate = { kind: 'generate' } as const;

const begun = async (version?: string, seed = { robots: systemRobots('ci') }) => {
  const made = await stage(seed, version === undefined ? {} : { version });
  const [key = 0] = await made.keys('ci');
  const plan = await begin(made, key);
  return { made, key, plan };
};
type Made = Awaited<ReturnType<typeof stage>>;

const begin = async (made: Made, key: number): Promise<Plan> => {
  const wish = { key, name: 'ci-2', secret: generate, until: null };
  return made.settled(await made.app.call('rotations.begin', wish));
};
const list = ({ app }: Made) => app.call('rotations.list');
const only = async (made: Made) => {
  const [one, ...others] = await list(made);
  if (one === undefined || others.length > 0) throw new Error('there is not one rotation');
  return one;
};
const next = async (made: Made): Promise<Plan> => {
  const { id } = await only(made);
  return made.settled(await made.app.call('rotations.next', { id }));
};
const names = ({ simulator }: Made) =>
  [...simulator.state.robots.all()].map(({ name }) => name).sort();

test.each(['2.8.6', '2.12.4', '2.15.2'])(
  'goes through every stage on Harbor %s',
  async (version) => {
    const { made, key, plan } = await begun(version);
    const old = held(made.simulator, 'ci').secret;
    expect(plan.title).toBe('Add twin robot$ci-2 on prod');
    expect(await only(made)).toMatchObject({
      stage: 'making',
      planId: plan.id,
      twin: { key: null },
    });

    expect(await carryOut(made, plan)).toMatchObject([{ status: 'done' }]);
    await expectKept(made, 'ci-2');
    expect(await only(made)).toMatchObject({
      stage: 'handing-over',
      old: { key, name: 'robot$ci' },
      twin: { name: 'robot$ci-2' },
      waitsForHandOver: true,
    });
    const { secrets } = await made.app.call('secrets.list', {});
    await made.app.call('secrets.reveal', { handle: secrets[0]?.handle ?? '' });
    expect(await only(made)).toMatchObject({ waitsForHandOver: false });
    expect(held(made.simulator, 'ci')).toMatchObject({ disabled: false, secret: old });

    expect(await carryOut(made, await next(made))).toMatchObject([{ status: 'done' }]);
    expect(held(made.simulator, 'ci').disabled).toBe(true);
    expect(await only(made)).toMatchObject({ stage: 'disabled' });

    expect(await carryOut(made, await next(made))).toMatchObject([{ status: 'done' }]);
    expect(names(made)).toEqual(['ci-2']);
    const { id, stage: last } = await only(made);
    expect(last).toBe('done');
    await expect(made.app.call('rotations.next', { id })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await made.app.call('rotations.end', { id });
    expect(await list(made)).toEqual([]);
  },
);

test('waits for days: it outlives the end of Purser, and an open plan is gone on with', async () => {
  const { made, plan } = await begun();
  await made.app.quit();
  made.app = await made.computer.start();
  const again = await made.settled({ ...plan, id: (await only(made)).planId });
  expect(again.id).toBe(plan.id);
  expect((await next(made)).id).toBe(plan.id);
  await carryOut(made, again);
  await made.app.quit();
  made.app = await made.computer.start();
  expect(await only(made)).toMatchObject({ stage: 'handing-over' });
});

test('a plan that made nothing is planned again', async () => {
  const { made, plan } = await begun();
  await made.app.call('plans.close', { id: plan.id });
  expect(await only(made)).toMatchObject({ stage: 'making' });
  const second = await next(made);
  expect(second.id).not.toBe(plan.id);
  await carryOut(made, second);
  expect(names(made)).toEqual(['ci', 'ci-2']);
  expect(await only(made)).toMatchObject({ stage: 'handing-over', planId: second.id });
});

test('sees what was done at Harbor itself, and lets the old robot be once the twin is gone', async () => {
  const { made, plan } = await begun();
  await carryOut(made, plan);
  held(made.simulator, 'ci').disabled = true;
  await made.sync();
  expect(await only(made)).toMatchObject({ stage: 'disabled' });
  held(made.simulator, 'ci').disabled = false;
  made.simulator.state.robots.remove(held(made.simulator, 'ci-2'));
  await made.sync();
  const { id, stage: now } = await only(made);
  expect(now).toBe('lost');
  await expect(made.app.call('rotations.next', { id })).rejects.toMatchObject({
    code: 'not-allowed',
    message: expect.stringContaining('robot$ci has to stay'),
  });
});

test('a twin that the inventory lost is read again, and not made twice', async () => {
  const { made, plan } = await begun();
  await carryOut(made, plan);
  await made.app.call('data.clearInventory');
  const { id, stage: now } = await only(made);
  expect(now).toBe('unread');
  await expect(made.app.call('rotations.next', { id })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  await made.sync();
  expect(await only(made)).toMatchObject({ stage: 'handing-over' });
});

test('there is one rotation of a robot, and none of a legacy robot', async () => {
  const { made, key } = await begun('2.15.2', {
    robots: [...systemRobots('ci'), { name: 'robot$old', legacy: true }],
  });
  await expect(begin(made, key)).rejects.toMatchObject({ code: 'not-allowed' });
  const [legacy = 0] = await made.keys('old');
  await expect(begin(made, legacy)).rejects.toMatchObject({ code: 'not-allowed' });
  expect(await list(made)).toHaveLength(1);
});

test('proposes a name that no robot of the place has, and a name that is typed is still checked', async () => {
  const inProject = (project: string, name: string) => ({
    name,
    project,
    duration: -1,
    permissions: [
      {
        kind: 'project' as const,
        namespace: project,
        access: [{ resource: 'repository', action: 'pull' }],
      },
    ],
  });
  const made = await stage({
    projects: [{ name: 'team' }, { name: 'shop' }],
    robots: [
      ...systemRobots('ci', 'ci-2', 'ci-3'),
      inProject('team', 'ci'),
      inProject('shop', 'ci-2'),
    ],
  });
  const keyOf = async (query: string) => (await made.keys(query))[0] ?? 0;
  const key = await keyOf('name:robot$ci');
  const proposal = (of: number) => made.app.call('rotations.proposeName', { key: of });
  expect(await proposal(key)).toEqual({ name: 'ci-4' });
  // Taken in another project, and for the whole system, but free in its own.
  expect(await proposal(await keyOf('project:team'))).toEqual({ name: 'ci-2' });

  made.simulator.state.robots.remove(held(made.simulator, 'ci-2'));
  await made.sync();
  expect(await proposal(key)).toEqual({ name: 'ci-2' });

  const wish = { key, name: 'ci-3', secret: generate, until: null };
  const plan = await made.settled(await made.app.call('rotations.begin', wish));
  expect((await made.steps(plan))[0]).toMatchObject({
    status: 'blocked',
    findings: expect.arrayContaining([expect.objectContaining({ rule: 'name-taken' })]),
  });
});

test('it ends with its instance', async () => {
  const { made } = await begun();
  await made.app.call('instances.remove', { id: made.instanceId });
  expect(await list(made)).toEqual([]);
});

test.each(['2.12.4', '2.15.2'])(
  'Harbor %s says when the old robot was last used',
  async (version) => {
    const { made, plan } = await begun(version);
    await carryOut(made, plan);
    const { id } = await only(made);
    const ask = () => made.app.call('rotations.lastUse', { id });
    expect(await ask()).toMatchObject({ kind: 'unseen' });
    const at = Math.floor(Date.now() / 1_000) * 1_000;
    const entry = { username: 'robot$ci', operation: 'pull' };
    made.simulator.seed({
      audit: [
        { ...entry, resource: 'library/old:1', at: at - 3 * DAY },
        { ...entry, resource: 'library/app:1', at: at - DAY },
        { ...entry, username: 'robot$ci-2', resource: 'library/new:1', at },
      ],
    });
    expect(await ask()).toEqual({
      kind: 'used',
      at: (at - DAY) / 1_000,
      what: 'pull library/app:1',
    });
  },
);

test('each sync says whether the old robot was used since the hand-over', async () => {
  const at = (): number => Math.floor(Date.now() / 1_000) * 1_000;
  const pull = (username: string, when: number) => ({
    username,
    operation: 'pull',
    resource: 'library/app:1',
    at: when,
  });
  const made = await stage({
    robots: systemRobots('ci'),
    audit: [pull('robot$other', at() - 9 * DAY), pull('robot$ci', at() - 2 * DAY)],
  });
  const [key = 0] = await made.keys('ci');
  await carryOut(made, await begin(made, key));
  await made.sync();
  expect((await only(made)).oldUse).toMatchObject({
    lastUse: { kind: 'used', what: 'pull library/app:1' },
    sinceHandOver: null,
  });

  const { secrets } = await made.app.call('secrets.list', {});
  await made.app.call('secrets.reveal', { handle: secrets[0]?.handle ?? '' });
  expect((await only(made)).oldUse?.sinceHandOver).not.toBeNull();
  await made.sync();
  const quiet = { sinceHandOver: { kind: 'quiet', whole: true } };
  expect((await only(made)).oldUse).toMatchObject(quiet);
  // The moment of the hand-over outlives Purser.
  await made.app.quit();
  made.app = await made.computer.start();
  expect((await only(made)).oldUse).toMatchObject(quiet);

  made.simulator.seed({ audit: [pull('robot$ci', at())] });
  await made.sync();
  expect((await only(made)).oldUse?.sinceHandOver).toMatchObject({ kind: 'used' });
});

test('a login that cannot read the whole log does not tell', async () => {
  const made = await stage(
    {
      users: [{ username: 'lead', password: 'Lead-Password-1' }],
      projects: [{ name: 'team', members: { lead: 1 } }],
      robots: [
        {
          name: 'ci',
          project: 'team',
          duration: -1,
          permissions: [
            {
              kind: 'project',
              namespace: 'team',
              access: [{ resource: 'repository', action: 'pull' }],
            },
          ],
        },
      ],
    },
    {
      draft: {
        login: { kind: 'user', username: 'lead' },
        secrets: { password: 'Lead-Password-1' },
      },
    },
  );
  const [key = 0] = await made.keys('ci');
  await carryOut(made, await begin(made, key));
  const { id } = await only(made);
  expect(await made.app.call('rotations.lastUse', { id })).toMatchObject({ kind: 'unknown' });
  expect((await only(made)).oldUse?.lastUse).toMatchObject({ kind: 'unknown' });
});
