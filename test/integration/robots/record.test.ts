import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRecord, type RecordWish } from '../../../electron/robots/record/record.ts';
import { PASSWORD } from '../harbor/stage.ts';
import { stage, systemRobots } from './stage.ts';

const everything = { text: '', ids: [], before: null, count: 200 };

/** All of the record, unless said otherwise. */
const wish = (more: Partial<RecordWish> = {}): RecordWish => ({
  format: 'json',
  by: 'all',
  journal: { text: '', ids: [], robotKey: null, operations: [], results: [], planId: null },
  history: { text: '', ids: [], robotKey: null, kinds: [] },
  ...more,
});

test('the journal is saved as JSON and as CSV, and no cell is a formula', async () => {
  const { app, run, computer } = await stage({
    robots: [{ ...systemRobots('ci')[0], name: 'ci', description: '=1+1' }],
  });
  await run({
    kind: 'edit',
    description: '@SUM(A1)',
    permissions: null,
    until: null,
    dropStale: false,
  });
  const { inventory } = app.services;
  const saved = async (format: 'json' | 'csv'): Promise<string> => {
    const path = join(computer.home, `saved.${format}`);
    const desktop = { chooseSavePath: () => Promise.resolve(path) };
    expect(await createRecord({ inventory, desktop }).save(wish({ format }))).toEqual({ path });
    return readFileSync(path, 'utf8');
  };
  const { entries } = await app.call('journal.entries', everything);
  expect(JSON.parse(await saved('json'))).toEqual(
    entries.map((entry) => ({ by: 'purser', ...entry })),
  );
  const [head, line] = (await saved('csv')).split('\r\n');
  expect(head).toContain('"time","by","instance","robot"');
  expect(line).toContain('"description: =1+1 → @SUM(A1)"');
  expect(line).not.toMatch(/(^|,)"[=+@-]/);
  expect(await app.call('journal.export', wish({ format: 'csv' }))).toBeNull();
});

test('what others changed is history, what we did is the journal, and both are saved', async () => {
  const { app, run, sync, simulator, keys, computer } = await stage({
    robots: systemRobots('ci', 'other'),
  });
  await run({ kind: 'disable' }, 'name:ci');
  const theirs = [...simulator.state.robots.all()].find(({ name }) => name === 'other');
  simulator.state.robots.remove(theirs ?? expect.fail('none'));
  await sync();
  const journal = await app.call('journal.entries', everything);
  const history = await app.call('history.entries', everything);
  expect(journal.entries).toMatchObject([{ operation: 'disable', robotName: 'robot$ci' }]);
  expect(history.entries).toMatchObject([{ kinds: ['gone'], robotName: 'robot$other' }]);
  const [key = 0] = await keys('name:ci');
  const ofRobot = { ...everything, robotKey: key };
  expect(await app.call('journal.entries', ofRobot)).toMatchObject({ total: 1 });
  expect(await app.call('history.entries', ofRobot)).toMatchObject({ total: 0 });

  const { inventory } = app.services;
  const saved = async (more: Partial<RecordWish>): Promise<{ by: string }[]> => {
    const path = join(computer.home, 'both.json');
    const desktop = { chooseSavePath: () => Promise.resolve(path) };
    await createRecord({ inventory, desktop }).save(wish(more));
    return JSON.parse(readFileSync(path, 'utf8')) as { by: string }[];
  };
  const all = await saved({});
  expect(all.map(({ by }) => by).toSorted()).toEqual(['harbor', 'purser']);
  expect(await saved({ by: 'harbor' })).toMatchObject([{ by: 'harbor', kinds: ['gone'] }]);
  expect(await saved({ by: 'purser' })).toMatchObject([{ by: 'purser' }]);
  const refused = { ...wish().journal, results: ['refused' as const] };
  expect(await saved({ by: 'purser', journal: refused })).toEqual([]);
});

test('nothing that Purser does is history, secrets and new robots included', async () => {
  const { app, instanceId, run, sync, settled, apply } = await stage({
    robots: systemRobots('ci', 'other'),
  });
  const until = { kind: 'days' as const, days: 30 };
  const secret = { kind: 'generate' as const };
  expect(await run({ kind: 'refresh', secret, until }, 'name:ci')).toMatchObject([
    { status: 'done' },
  ]);
  expect(await run({ kind: 'recreate', secret, until: null }, 'name:other')).toMatchObject([
    { status: 'done' },
  ]);
  const access = { resource: 'repository', action: 'pull', effect: '' };
  const definition = {
    name: 'made',
    level: 'system' as const,
    description: '',
    until,
    permissions: [{ kind: 'project', namespace: '*', access: [access] }],
  };
  const robots = [{ definition, places: [{ instanceId, project: '' }], secret }];
  const plan = await settled(await app.call('plans.create', { robots }));
  expect(await apply(plan)).toMatchObject({ counts: { done: 1 } });
  await sync();
  expect(await app.call('journal.entries', everything)).toMatchObject({ total: 3 });
  expect(await app.call('history.entries', everything)).toEqual({ entries: [], total: 0 });
});

test('a secret that was refreshed elsewhere shows, once', async () => {
  const { app, simulator, sync } = await stage({ robots: systemRobots('ci', 'other') });
  const authorization = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`;
  const [robot] = [...simulator.state.robots.all()];
  const answer = await fetch(`${simulator.url}/api/v2.0/robots/${String(robot?.id)}`, {
    method: 'PATCH',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ secret: 'Elsewhere12345' }),
  });
  expect(answer.status).toBe(200);
  await sync();
  await sync();
  expect(await app.call('history.entries', everything)).toMatchObject({
    entries: [{ kinds: ['secret'], robotName: 'robot$ci', changes: [] }],
    total: 1,
  });
});

test('the journal is found by operation, result and plan', async () => {
  const { app, run } = await stage({ robots: systemRobots('ci', 'other') });
  const [step] = await run({ kind: 'disable' }, 'name:ci');
  await run({ kind: 'enable' }, 'name:ci');
  expect(step?.status).toBe('done');
  const found = async (more: object) =>
    (await app.call('journal.entries', { ...everything, ...more })).entries.map(
      ({ operation }) => operation,
    );
  expect(await found({})).toEqual(['enable', 'disable']);
  expect(await found({ operations: ['disable', 'delete'] })).toEqual(['disable']);
  expect(await found({ results: ['refused', 'unknown'] })).toEqual([]);
  const { entries } = await app.call('journal.entries', everything);
  expect(await found({ planId: entries[0]?.planId })).toEqual(['enable']);
  expect(await found({ robotKey: 999_999 })).toEqual([]);
});

test('a damaged record is kept aside, and what people entered stays', async () => {
  const made = await stage();
  await made.run({ kind: 'disable' });
  await made.app.quit();
  writeFileSync(join(made.computer.home, 'journal.db'), 'this is no database at all'.repeat(500));
  const app = await made.computer.start();
  expect(await app.call('app.notices')).toMatchObject([{ kind: 'journal-kept-aside' }]);
  expect(await app.call('instances.list')).toHaveLength(1);
  expect(await app.call('journal.entries', everything)).toEqual({ entries: [], total: 0 });
  const keys = (
    await app.call('robots.query', {
      query: '',
      scope: [],
      sort: { column: 'name', descending: false },
    })
  ).keys;
  const plan = await app.call('plans.make', { operation: { kind: 'enable' }, keys: [...keys] });
  await app.services.commands.settled();
  await app.call('plans.apply', { id: plan.id });
  await app.services.commands.settled();
  expect(await app.call('plans.get', { id: plan.id })).toMatchObject({ counts: { done: 1 } });
  expect(await app.call('journal.entries', everything)).toMatchObject({ total: 1 });
  expect(await app.call('history.entries', everything)).toMatchObject({ total: 0 });
  const aside = readdirSync(made.computer.home).filter((name) => name.startsWith('journal.db.bro'));
  expect(aside.length).toBeGreaterThan(0);
});

test('a Harbor in read-only mode blocks every step', async () => {
  const { simulator, plan, steps } = await stage();
  simulator.state.settings.set('read_only', true);
  expect(await steps(await plan({ kind: 'disable' }))).toMatchObject([
    { status: 'blocked', findings: [{ rule: 'harbor-read-only' }] },
  ]);
});

test('a project administrator changes own robots, a developer none', async () => {
  const robots = systemRobots('ci').map((robot) => ({
    ...robot,
    project: 'team',
    permissions: [
      {
        kind: 'project' as const,
        namespace: 'team',
        access: [{ resource: 'repository', action: 'pull' }],
      },
    ],
  }));
  const users = ['ann', 'dev'].map((username) => ({ username, password: 'Harbor12345' }));
  const projects = [{ name: 'team', members: { ann: 1, dev: 2 } as const }];
  const as = (username: string) => ({ draft: { login: { kind: 'user' as const, username } } });
  const ann = await stage({ users, projects, robots }, as('ann'));
  expect(await ann.run({ kind: 'disable' })).toMatchObject([{ status: 'done' }]);
  const dev = await stage({ users, projects, robots }, as('dev'));
  expect(await dev.steps(await dev.plan({ kind: 'disable' }))).toMatchObject([
    { status: 'blocked', findings: [{ rule: 'user-rights' }] },
  ]);
});

test('a Harbor that does not answer blocks its steps, which are checked again later', async () => {
  const { app, simulator, plan, steps, settled } = await stage();
  const disarm = simulator.faults.add({ kind: 'cut-before' });
  const made = await plan({ kind: 'disable' });
  expect(await steps(made)).toMatchObject([
    { status: 'blocked', findings: [{ rule: 'unreachable' }] },
  ]);
  disarm();
  await app.call('plans.check', { id: made.id });
  expect(await settled(made)).toMatchObject({ state: 'ready', counts: { planned: 1 } });
});

test('a robot that is gone is marked so', async () => {
  const { simulator, plan, steps, keys, apply } = await stage({
    robots: systemRobots('ci', 'other'),
  });
  const removeFirst = (): void =>
    simulator.state.robots.remove([...simulator.state.robots.all()][0] ?? expect.fail('none'));
  removeFirst();
  const made = await plan({ kind: 'delete' });
  expect(made).toMatchObject({ gone: { blocked: 1, refused: 0 }, hasRemarks: true });
  const [step] = await steps(made);
  expect(step).toMatchObject({ status: 'blocked', isGone: true, findings: [{ rule: 'gone' }] });
  expect(await keys('state:gone')).toHaveLength(1);
  removeFirst();
  const applied = await apply(made);
  expect(applied.gone).toEqual({ blocked: 1, refused: 1 });
  expect(await steps(applied)).toMatchObject([{}, { status: 'refused', isGone: true }]);
});

test('a robot that is taken away before the request arrives is gone in the journal as in its plan', async () => {
  const { app, simulator, run } = await stage();
  simulator.faults.onRequest(({ method }) => {
    if (method === 'DELETE')
      simulator.state.robots.remove([...simulator.state.robots.all()][0] ?? expect.fail('none'));
  });
  expect(await run({ kind: 'delete' })).toMatchObject([{ status: 'refused', isGone: true }]);
  const entries = (result: 'gone' | 'refused') =>
    app.call('journal.entries', { ...everything, results: [result] });
  expect(await entries('gone')).toMatchObject({
    entries: [{ operation: 'delete', result: 'gone' }],
  });
  expect(await entries('refused')).toMatchObject({ total: 0 });
});
