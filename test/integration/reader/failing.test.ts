import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../shared/contract/plans.ts';
import { PASSWORD } from '../harbor/stage.ts';
import { held } from '../robots/stage.ts';
import { robotsOf } from '../instances/stage.ts';
import { readerStage, type ReaderStage, whoAsked } from './stage.ts';

const only = (stage: ReaderStage) => {
  const [simulator] = stage.simulators;
  if (simulator === undefined) throw new Error('there is no Harbor');
  return simulator;
};

async function reading(thenAsk: boolean, version = '2.15.2') {
  const stage = await readerStage([version]);
  await stage.apply(await stage.plan(['h0'], thenAsk));
  const [id = ''] = await stage.ids('h0');
  const { reader, login } = await stage.view('h0');
  const username = reader?.username ?? '';
  const row = () => held(only(stage), username.replace('robot$', ''));
  const enter = () =>
    stage.app.call('logins.setPassword', { id: login.id, password: PASSWORD, testOn: id });
  const run = async (plan: Plan) => stage.apply(await stage.checked(plan));
  return { stage, id, username, row, enter, run, loginId: login.id };
}

describe('a reader robot that is refused', () => {
  it.each(['disabled', 'expired', 'deleted', 'refreshed elsewhere'] as const)(
    'because it was %s is said, and the password of the login is asked for',
    async (why) => {
      const { stage, id, username, row, enter } = await reading(true);
      const simulator = only(stage);
      const robot = row();
      if (why === 'disabled') robot.disabled = true;
      else if (why === 'expired') robot.expiresAt = 1;
      else if (why === 'refreshed elsewhere') robot.secret = 'Another1secret';
      else simulator.state.robots.remove(robot);
      whoAsked(simulator);
      const refused = await stage.sync('h0');
      expect(refused).toMatchObject({ state: 'needs-login', robots: 4 });
      expect(refused.error?.code).toBe('login-refused');
      expect(refused.error?.message).toContain(username);
      expect(refused.error?.message).toContain('expired, disabled or deleted');
      expect(whoAsked(simulator)).toStrictEqual([username]);

      await stage.app.call('reader.use', { id, use: false });
      await stage.app.services.sync.settled();
      const asks = await stage.view('h0');
      expect(asks).toMatchObject({ state: 'needs-login', error: { code: 'login-needed' } });
      expect(asks.error?.message).toContain('password of admin');
      expect(whoAsked(simulator)).toStrictEqual([]);

      await enter();
      await stage.app.services.sync.settled();
      expect(await stage.view('h0')).toMatchObject({ state: 'fresh', reader: { state: 'paused' } });
      expect(await robotsOf(stage.app)).toBe(why === 'deleted' ? 3 : 4);
    },
  );

  it('is replaced by the login that is kept, once somebody says so', async () => {
    const { stage, id, row } = await reading(false);
    row().disabled = true;
    expect(await stage.sync('h0')).toMatchObject({ state: 'needs-login' });
    await stage.app.call('reader.use', { id, use: false });
    await stage.app.services.sync.settled();
    expect(await stage.view('h0')).toMatchObject({
      state: 'fresh',
      reader: { state: 'paused', known: { disabled: true } },
    });
  });

  it('does not stop changes with the login', async () => {
    const { stage, id, run } = await reading(false);
    only(stage).clock.advance(91 * 86_400);
    stage.time.pass(91 * 86_400);
    expect(await stage.sync('h0')).toMatchObject({ state: 'needs-login' });
    const [step] = await run(await stage.app.call('reader.renew', { id }));
    expect(step).toMatchObject({ status: 'done' });
    await expect.poll(async () => (await stage.view('h0')).state).toBe('fresh');
    expect(await stage.view('h0')).toMatchObject({ reader: { state: 'used' } });
  });

  it('is enabled again by one plan', async () => {
    const { stage, id, row, run } = await reading(false);
    row().disabled = true;
    await stage.app.call('reader.use', { id, use: false });
    await stage.app.services.sync.settled();
    const plan = await stage.app.call('reader.renew', { id });
    expect(plan.operation.kind).toBe('enable');
    await run(plan);
    await expect.poll(async () => (await stage.view('h0')).reader?.state).toBe('used');
    expect(await stage.sync('h0')).toMatchObject({ state: 'fresh' });
  });
});

describe('what a reader robot may not see', () => {
  it('is recorded as not read, and nothing of it is gone', async () => {
    const { stage, row, username } = await reading(false);
    const robot = row();
    robot.grants = robot.grants.filter(
      ({ scope, resource }) => scope !== '/project/*' || resource !== 'robot',
    );
    const view = await stage.sync('h0');
    expect(view.unreadable.map(({ project }) => project).sort()).toStrictEqual([
      'apps',
      'library',
      'tools',
    ]);
    expect(view.unreadable[0]?.error.message).toContain('It needs the permission to list robots');
    expect(await robotsOf(stage.app)).toBe(4);
    expect(view.reader).toMatchObject({
      username,
      known: { lost: ['robot:list on all projects', 'robot:read on all projects'] },
    });
  });

  it('system robots too', async () => {
    const { stage, row } = await reading(false);
    const robot = row();
    robot.grants = robot.grants.filter(
      ({ scope, resource }) => scope !== '/system' || resource !== 'robot',
    );
    const view = await stage.sync('h0');
    expect(view.unreadable.map(({ project }) => project)).toStrictEqual(['']);
    expect(await robotsOf(stage.app)).toBe(4);
  });

  it('projects: without the right to list them none counts as gone, with it a deleted one does', async () => {
    const { stage, row } = await reading(false);
    const { state } = only(stage);
    const apps = [...state.projects.values()].find(({ name }) => name === 'apps');
    if (apps === undefined) throw new Error('there is no project');
    state.removeProject(apps);
    await stage.sync('h0');
    expect(await robotsOf(stage.app)).toBe(3);
    const robot = row();
    robot.grants = [];
    const view = await stage.sync('h0');
    expect(view.unreadable.length).toBeGreaterThan(0);
    expect(await robotsOf(stage.app)).toBe(3);
  });
});

describe('an end of reading with a robot', () => {
  it('by hand goes back to the login, and keeps its password again', async () => {
    const { stage, id, enter, loginId } = await reading(true);
    await enter();
    await stage.app.call('reader.stop', { id });
    await stage.app.services.sync.settled();
    const view = await stage.view('h0');
    expect(view).toMatchObject({
      state: 'fresh',
      reader: null,
      rights: { identity: 'system-admin' },
    });
    expect(stage.computer.keychain.get(`login/${loginId}`)).toBe(PASSWORD);
    expect(whoAsked(only(stage))).toContain('admin');
  });

  it('without a password at hand asks for it, and keeps it', async () => {
    const { stage, id, enter, loginId } = await reading(true);
    await stage.app.call('reader.stop', { id });
    await stage.app.services.sync.settled();
    expect(await stage.view('h0')).toMatchObject({ state: 'needs-login', reader: null });
    await enter();
    await stage.app.services.sync.settled();
    expect(await stage.view('h0')).toMatchObject({ state: 'fresh' });
    expect(stage.computer.keychain.get(`login/${loginId}`)).toBe(PASSWORD);
  });

  it('by a plan that deletes the robot reads with the login', async () => {
    const { stage, run } = await reading(false);
    const key = (await stage.view('h0')).reader?.key ?? 0;
    const [step] = await run(
      await stage.app.call('plans.make', { operation: { kind: 'delete' }, keys: [key] }),
    );
    expect(step).toMatchObject({ status: 'done' });
    await expect.poll(async () => (await stage.view('h0')).state).toBe('fresh');
    expect(await stage.view('h0')).toMatchObject({ reader: null });
  });

  it('by another address at the same place forgets it', async () => {
    const { stage, id } = await reading(false);
    const { config, login } = await stage.view('h0');
    const { id: _, loginId, reader, ...rest } = config;
    expect(reader).toBeDefined();
    const draft = { id, login: { id: login.id }, secrets: {} };
    await stage.app.call('instances.save', { ...draft, config: { ...rest, name: 'renamed' } });
    expect((await stage.view('renamed')).reader).not.toBeNull();
    const url = rest.url.replace('127.0.0.1', 'localhost');
    await stage.app.call('instances.save', { ...draft, config: { ...rest, url } });
    expect((await stage.view('h0')).reader).toBeNull();
    expect(loginId).toBe(login.id);
  });
});

describe('a plan for a reader robot', () => {
  it('that is closed leaves the login in place', async () => {
    const stage = await readerStage(['2.15.2']);
    const plan = await stage.plan(['h0'], true);
    await expect(stage.plan(['h0'])).rejects.toMatchObject({ code: 'not-allowed' });
    await stage.app.call('plans.close', { id: plan.id });
    await expect.poll(async () => (await stage.view('h0')).reader).toBeNull();
    expect(await stage.sync('h0')).toMatchObject({ state: 'fresh' });
  });

  it('is taken up by the next Purser where this one ended before', async () => {
    const stage = await readerStage(['2.15.2']);
    const plan = await stage.plan(['h0']);
    await stage.restart();
    expect((await stage.view('h0')).reader).toMatchObject({ state: 'planned', planId: plan.id });
    await stage.app.call('plans.check', { id: plan.id });
    await stage.checked(plan);
    await stage.app.call('plans.apply', { id: plan.id });
    // Ends as soon as the plan has, whether that was told or not.
    await stage.app.services.commands.settled();
    await stage.restart();
    expect((await stage.view('h0')).reader).toMatchObject({ state: 'used' });
    expect(await stage.sync('h0')).toMatchObject({ state: 'fresh' });
  });

  it.each(['2.8.6', '2.11.2'])('is not made on Harbor %s, which says why', async (version) => {
    const stage = await readerStage([version]);
    const [id = ''] = await stage.ids('h0');
    const { why } = await stage.app.call('reader.offer', { id });
    expect(why).toContain('from Harbor 2.12 on');
    await expect(stage.plan(['h0'])).rejects.toMatchObject({ message: why });
  });
});
