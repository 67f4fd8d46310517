import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRecord } from '../../../electron/robots/record.ts';
import { stage, systemRobots } from './stage.ts';

const everything = { text: '', ids: [], before: null, count: 200 };

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
    expect(await createRecord({ inventory, desktop }).save(format)).toEqual({ path });
    return readFileSync(path, 'utf8');
  };
  const { entries } = await app.call('journal.entries', everything);
  expect(JSON.parse(await saved('json'))).toEqual(entries);
  const [head, line] = (await saved('csv')).split('\r\n');
  expect(head).toContain('"time","instance","robot"');
  expect(line).toContain('"description: =1+1 → @SUM(A1)"');
  expect(line).not.toMatch(/(^|,)"[=+@-]/);
  expect(await app.call('journal.export', { format: 'csv' })).toBeNull();
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
  const { simulator, plan, steps, keys } = await stage({ robots: systemRobots('ci', 'other') });
  simulator.state.robots.remove([...simulator.state.robots.all()][0] ?? expect.fail('none'));
  const [step] = await steps(await plan({ kind: 'delete' }));
  expect(step).toMatchObject({ status: 'blocked', findings: [{ rule: 'gone' }] });
  expect(await keys('state:gone')).toHaveLength(1);
});
