import { describe, expect, it, onTestFinished } from 'vitest';
import { PASSWORD } from '../harbor/stage.ts';
import { readerStage, type ReaderStage, whoAsked } from './stage.ts';

const MINUTES = 60;

/** A Harbor that a robot reads, and a login whose password is asked for. */
async function asking(versions: readonly string[] = ['2.15.2']): Promise<ReaderStage> {
  const stage = await readerStage(versions);
  const names = versions.map((_, index) => `h${String(index)}`);
  await stage.apply(await stage.plan(names, true));
  return stage;
}

const loginOf = async (stage: ReaderStage) => (await stage.view('h0')).login;

async function enter(stage: ReaderStage, password = PASSWORD) {
  const { id } = await loginOf(stage);
  const [testOn = ''] = await stage.ids('h0');
  return stage.app.call('logins.setPassword', { id, password, testOn });
}

const renewal = {
  kind: 'renew',
  until: { kind: 'days', days: 10 },
} as const;

const keysOf = async ({ app }: ReaderStage, query = 'name:ci'): Promise<number[]> => {
  const sort = { column: 'name', descending: false } as const;
  return [...(await app.call('robots.query', { query, scope: [], sort })).keys];
};

/** Something that is waited for until it is opened. */
const opening = (): { readonly isOpen: Promise<void>; readonly open: () => void } => {
  let open = (): void => undefined;
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { isOpen, open: () => open() };
};

describe('a password that is asked for', () => {
  it('leaves the keychain once every instance of its login is read by a robot', async () => {
    const stage = await readerStage(['2.15.2', '2.13.5']);
    const { id } = await loginOf(stage);
    const account = `login/${id}`;
    const [h0 = ''] = await stage.ids('h0');
    expect(await stage.app.call('reader.offer', { id: h0 })).toMatchObject({
      sharers: [{ name: 'h1', why: '' }],
    });
    await expect(
      stage.app.call('reader.setAsked', { loginId: id, asked: true }),
    ).rejects.toMatchObject({ code: 'not-allowed' });

    await stage.apply(await stage.plan(['h0'], true));
    expect(stage.computer.keychain.has(account)).toBe(true);
    expect((await loginOf(stage)).asked).toBeUndefined();
    await expect(
      stage.app.call('reader.setAsked', { loginId: id, asked: true }),
    ).rejects.toMatchObject({ message: expect.stringContaining('h1') as string });

    await stage.apply(await stage.plan(['h1'], true));
    expect(stage.computer.keychain.has(account)).toBe(false);
    expect(await loginOf(stage)).toMatchObject({ asked: true, heldUntil: null });
    expect(await stage.sync('h0')).toMatchObject({ state: 'fresh' });
    expect(await stage.sync('h1')).toMatchObject({ state: 'fresh' });
  });

  it('is asked for before anything is sent, and held for 15 minutes', async () => {
    const stage = await asking();
    const [simulator] = stage.simulators;
    if (simulator === undefined) throw new Error('there is no Harbor');
    whoAsked(simulator);
    const { app, time } = stage;
    const keys = await keysOf(stage);
    const made = await stage.checked(await app.call('plans.make', { operation: renewal, keys }));
    expect(made.waitsFor).toStrictEqual(await stage.ids('h0'));
    const [blocked] = await app.call('plans.steps', { id: made.id, from: 0, count: 1 });
    expect(blocked?.findings[0]).toMatchObject({ rule: 'login' });
    expect(blocked?.findings[0]?.message).toContain('15 minutes');
    expect(simulator.traffic.seen).toStrictEqual([]);

    expect(await enter(stage, 'wrong')).toMatchObject({ ok: false });
    expect(await loginOf(stage)).toMatchObject({ heldUntil: null });
    expect(await enter(stage)).toMatchObject({ ok: true });
    expect(await loginOf(stage)).toMatchObject({ heldUntil: time.now() + 15 * MINUTES });
    // What waited for it is checked by itself.
    await expect
      .poll(async () => (await app.call('plans.get', { id: made.id })).counts.planned)
      .toBe(1);
    await app.services.commands.settled();
    expect(stage.computer.keychain.has(`login/${(await loginOf(stage)).id}`)).toBe(false);

    time.pass(15 * MINUTES - 1);
    expect((await loginOf(stage)).heldUntil).not.toBeNull();
    time.pass(1);
    expect((await loginOf(stage)).heldUntil).toBeNull();
    simulator.traffic.clear();
    await expect(app.call('plans.apply', { id: made.id })).rejects.toMatchObject({
      code: 'login-needed',
      details: { username: 'admin' },
    });
    expect(simulator.traffic.seen).toStrictEqual([]);
    expect(await app.call('plans.get', { id: made.id })).toMatchObject({ state: 'ready' });

    await enter(stage);
    const [step] = await stage.apply(made);
    expect(step).toMatchObject({ status: 'done' });
  });

  it('is kept by a plan that runs until it has ended', async () => {
    const stage = await asking();
    const [simulator] = stage.simulators;
    if (simulator === undefined) throw new Error('there is no Harbor');
    await enter(stage);
    const plan = await stage.checked(
      await stage.app.call('plans.make', { operation: renewal, keys: await keysOf(stage) }),
    );
    const gate = opening();
    onTestFinished(gate.open);
    const arrived = opening();
    simulator.faults.onRequest(async ({ method }) => {
      if (method !== 'PUT') return;
      arrived.open();
      await gate.isOpen;
    });
    await stage.app.call('plans.apply', { id: plan.id });
    await arrived.isOpen;
    stage.time.pass(20 * MINUTES);
    expect((await loginOf(stage)).heldUntil).not.toBeNull();
    gate.open();
    await stage.checked(plan);
    expect((await loginOf(stage)).heldUntil).toBeNull();
    expect(await stage.app.call('plans.get', { id: plan.id })).toMatchObject({
      counts: { done: 1 },
    });
  });

  it('is forgotten when the machine sleeps, when Purser ends, and when told to', async () => {
    const stage = await asking();
    await enter(stage);
    stage.app.services.schedule.suspended();
    expect((await loginOf(stage)).heldUntil).toBeNull();
    stage.app.services.schedule.resumed();
    await enter(stage);
    await stage.app.call('reader.forget', { loginId: (await loginOf(stage)).id });
    expect((await loginOf(stage)).heldUntil).toBeNull();
    await enter(stage);
    await stage.restart();
    expect(await loginOf(stage)).toMatchObject({ asked: true, heldUntil: null });
    expect(await stage.sync('h0')).toMatchObject({ state: 'fresh' });
  });

  it('is kept in the keychain again when that is wanted', async () => {
    const stage = await asking();
    await enter(stage);
    const { id } = await loginOf(stage);
    const view = await stage.app.call('reader.setAsked', { loginId: id, asked: false });
    expect(view).toMatchObject({ stored: 'keychain' });
    expect(stage.computer.keychain.get(`login/${id}`)).toBe(PASSWORD);
    expect(view.asked).toBeUndefined();
  });
});
