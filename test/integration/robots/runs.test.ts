import { expect, test } from 'vitest';
import { changesSeen, held, stage, systemRobots } from './stage.ts';

const disable = { kind: 'disable' } as const;
const many = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `r${String(index).padStart(3, '0')}`);

test('120 robots with three refusals: the others are done, and the journal has them', async () => {
  const { app, simulator, plan, apply, steps } = await stage({
    robots: systemRobots(...many(120)),
  });
  for (const name of ['r010', 'r050', 'r119']) held(simulator, name).grants = [];
  const checked = await plan(disable);
  expect(checked).toMatchObject({ state: 'ready', counts: { planned: 117, blocked: 3 } });
  expect(changesSeen(simulator)).toEqual([]);
  const done = await apply(checked);
  expect(done).toMatchObject({ state: 'finished', counts: { done: 117, blocked: 3 } });
  expect(changesSeen(simulator)).toHaveLength(117);
  expect((await steps(done)).filter(({ status }) => status === 'blocked')).toHaveLength(3);
  const { entries, total } = await app.call('journal.entries', {
    text: '',
    ids: [],
    before: null,
    count: 200,
  });
  expect(total).toBe(117);
  expect(entries[0]).toMatchObject({
    planId: done.id,
    instanceName: 'prod',
    operation: 'disable',
    username: 'admin',
    result: 'done',
    changes: [{ field: 'state', from: 'enabled', to: 'disabled' }],
  });
  const some = await app.call('journal.entries', { text: 'R077', ids: [], before: null, count: 9 });
  expect(some).toMatchObject({ total: 1, entries: [{ robotName: 'robot$r077' }] });
  const { text } = await app.call('plans.markdown', { id: done.id });
  expect(text).toContain(
    '| 11 | prod | robot$r010 | state: enabled → disabled | refusal: It has no permissions',
  );
});

test('a check says how far it is, and can be stopped and begun again', async () => {
  const { app, simulator, keys, settled, apply } = await stage({
    robots: systemRobots(...many(40)),
  });
  let reads = 0;
  let letGo = (): void => undefined;
  const answer = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  simulator.faults.onRequest(({ target }) => {
    if (/robots\/\d+$/.test(target)) reads += 1;
    return reads > 20 ? answer : undefined;
  });
  const made = await app.call('plans.make', { operation: disable, keys: await keys('') });
  const now = () => app.call('plans.get', { id: made.id });
  await expect.poll(async () => (await now()).checking).toEqual({ done: 20, of: 40 });
  await app.call('plans.stop', { id: made.id });
  letGo();
  const stopped = await settled(made);
  expect(stopped).toMatchObject({ state: 'ready', pausedWhy: 'The check was stopped.' });
  expect(stopped).not.toHaveProperty('checking');
  const { planned, blocked } = stopped.counts;
  expect([planned + blocked, stopped.unchecked, stopped.waitsFor]).toEqual([40, blocked, []]);
  expect(planned).toBeGreaterThanOrEqual(20);
  expect(blocked).toBeGreaterThan(0);
  simulator.faults.clear();
  await app.call('plans.check', { id: made.id });
  const ready = await settled(made);
  expect(ready).toMatchObject({ state: 'ready', unchecked: 0, counts: { planned: 40 } });
  expect(await apply(ready)).toMatchObject({ state: 'finished', counts: { done: 40 } });
});

test.each(['cut-before', 'cut-after'] as const)(
  'an answer lost by %s is found out',
  async (kind) => {
    const { run, simulator } = await stage();
    simulator.faults.add({ kind, method: 'PUT', times: 1 });
    const [step] = await run(disable);
    expect(step).toMatchObject({ status: 'done', error: null });
    expect(held(simulator, 'ci').disabled).toBe(true);
    expect(changesSeen(simulator)).toHaveLength(kind === 'cut-after' ? 1 : 2);
    simulator.faults.add({ kind, method: 'DELETE', times: 1 });
    expect(await run({ kind: 'delete' })).toMatchObject([{ status: 'done' }]);
    expect([...simulator.state.robots.all()]).toEqual([]);
  },
);

test('what stays unknown says so, and the journal has it', async () => {
  const { app, run, simulator } = await stage();
  simulator.faults.add({ kind: 'cut-before', method: 'PUT' });
  const [step] = await run(disable);
  expect(step).toMatchObject({ status: 'unknown' });
  expect(step?.error?.message).toContain('as before');
  const { entries } = await app.call('journal.entries', {
    text: '',
    ids: [],
    before: null,
    count: 9,
  });
  expect(entries).toMatchObject([{ result: 'unknown' }]);
});

test('a robot that somebody changes is never overwritten', async () => {
  const { app, simulator, plan, steps, apply, keys } = await stage();
  const robot = held(simulator, 'ci');
  const edit = {
    kind: 'edit',
    description: 'mine',
    permissions: null,
    until: null,
    dropStale: false,
  } as const;
  robot.description = 'theirs';
  const seen = await plan(edit);
  expect(await steps(seen)).toMatchObject([
    {
      status: 'blocked',
      findings: [{ rule: 'changed-since', severity: 'refusal' }],
      conflicts: [{ field: 'description', saw: '', now: 'theirs', yours: 'mine' }],
    },
  ]);
  const again = await plan(edit);
  expect(await steps(again)).toMatchObject([{ status: 'planned', conflicts: [] }]);
  robot.description = 'theirs once more';
  expect(await steps(await apply(again))).toMatchObject([
    { status: 'refused', error: { code: 'conflict' } },
  ]);
  expect(changesSeen(simulator)).toEqual([]);
  expect(robot.description).toBe('theirs once more');
  const [key = 0] = await keys();
  const { description } = await app.call('robots.detail', { key });
  expect(description).toBe('theirs once more');
});

test('what others change beside our change stays', async () => {
  const { simulator, run } = await stage();
  held(simulator, 'ci').description = 'theirs';
  const [step] = await run(disable);
  expect(step).toMatchObject({ status: 'done', findings: [{ severity: 'warning' }] });
  expect(held(simulator, 'ci')).toMatchObject({ description: 'theirs', disabled: true });
});

test('nothing is sent where nothing changes', async () => {
  const { app, simulator, run } = await stage();
  const steps = await run({ kind: 'enable' });
  expect(steps).toMatchObject([{ status: 'done', requests: [], changes: [] }]);
  expect(steps[0]?.findings).toMatchObject([{ rule: 'nothing-to-change', severity: 'note' }]);
  expect(changesSeen(simulator)).toEqual([]);
  const journal = await app.call('journal.entries', { text: '', ids: [], before: null, count: 9 });
  expect(journal.total).toBe(0);
});

test('robots that are what is wanted are counted and listed by themselves', async () => {
  const { app, simulator, plan, apply } = await stage(
    { robots: systemRobots('busy', 'idle') },
    { draft: { config: { production: true } } },
  );
  held(simulator, 'idle').disabled = true;
  const checked = await plan(disable);
  expect(checked).toMatchObject({
    counts: { planned: 2 },
    nothingToDo: { planned: 1, done: 0 },
    production: 1,
  });
  const named = async (only: 'planned' | 'done', nothingToDo: boolean) => {
    const filter = { only: [only], nothingToDo };
    const found = await app.call('plans.steps', { id: checked.id, from: 0, count: 9, ...filter });
    return found.map(({ robotName }) => robotName);
  };
  expect(await named('planned', true)).toEqual(['robot$idle']);
  expect(await named('planned', false)).toEqual(['robot$busy']);
  expect(await apply(checked)).toMatchObject({
    counts: { done: 2 },
    nothingToDo: { planned: 0, done: 1 },
  });
  expect(await named('done', true)).toEqual(['robot$idle']);
});

test('a plan stops after the steps that run, goes on, and is closed', async () => {
  const draft = { config: { parallel: 1 } };
  const { app, simulator, plan, settled, apply } = await stage(
    { robots: systemRobots(...many(6)) },
    { draft },
  );
  const checked = await plan(disable);
  let puts = 0;
  simulator.faults.onRequest(async ({ method }) => {
    if (method !== 'PUT') return;
    puts += 1;
    if (puts === 2 || puts === 4) await app.call('plans.stop', { id: checked.id });
  });
  expect(await apply(checked)).toMatchObject({ state: 'paused', counts: { done: 2, planned: 4 } });
  expect(await apply(checked)).toMatchObject({ state: 'paused', counts: { done: 4, planned: 2 } });
  await app.call('plans.close', { id: checked.id });
  const closed = await settled(checked);
  expect(closed).toMatchObject({ state: 'finished', counts: { done: 4, 'not-tried': 2 } });
  const apply2 = app.call('plans.apply', { id: checked.id });
  await expect(apply2).rejects.toMatchObject({ code: 'not-allowed' });
});

test('an instance that is locked meanwhile pauses the plan', async () => {
  const { app, instanceId, plan, apply, simulator } = await stage();
  const checked = await plan(disable);
  await app.call('instances.setLocked', { id: instanceId, locked: true });
  const paused = await apply(checked);
  expect(paused).toMatchObject({ state: 'paused', counts: { planned: 1 } });
  expect(paused.pausedWhy).toContain('locked');
  expect(changesSeen(simulator)).toEqual([]);
  await app.call('instances.setLocked', { id: instanceId, locked: false });
  expect(await apply(paused)).toMatchObject({ state: 'finished', counts: { done: 1 } });
});

test('a plan that was not finished is there after a restart, and finds out what it did', async () => {
  const draft = { config: { parallel: 1 } };
  const made = await stage({ robots: systemRobots(...many(5)) }, { draft });
  const { computer, plan, simulator, steps } = made;
  const checked = await plan(disable);
  let puts = 0;
  let letGo = (): void => undefined;
  const answer = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  simulator.faults.onRequest(({ method }) => {
    if (method === 'PUT') puts += 1;
    // The process ends while the second change is on its way: its answer never comes.
    return method === 'PUT' && puts === 2 ? answer : undefined;
  });
  await made.app.call('plans.apply', { id: checked.id });
  await expect.poll(() => puts).toBe(2);
  made.app = await computer.start();
  const [kept] = await made.app.call('plans.list');
  expect(kept).toMatchObject({
    id: checked.id,
    state: 'interrupted',
    counts: { done: 1, running: 1 },
  });
  simulator.faults.clear();
  const done = await made.apply(checked);
  expect(done).toMatchObject({ state: 'finished', counts: { done: 5 } });
  expect((await steps(done)).every(({ status }) => status === 'done')).toBe(true);
  letGo();
});

test('a step that was on its way when its plan was closed is in the journal with who sent it', async () => {
  const made = await stage();
  const checked = await made.plan(disable);
  let puts = 0;
  let letGo = (): void => undefined;
  const answer = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  made.simulator.faults.onRequest(({ method }) => {
    if (method === 'PUT') puts += 1;
    return method === 'PUT' ? answer : undefined;
  });
  await made.app.call('plans.apply', { id: checked.id });
  await expect.poll(() => puts).toBe(1);
  made.app = await made.computer.start();
  await made.app.call('plans.close', { id: checked.id });
  const everything = { text: '', ids: [], before: null, count: 9 };
  expect((await made.app.call('journal.entries', everything)).entries).toMatchObject([
    { planId: checked.id, result: 'unknown', username: 'admin' },
  ]);
  letGo();
});
