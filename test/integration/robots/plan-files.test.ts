import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Plan } from '../../../shared/contract/plans.ts';
import type { App } from '../instances/stage.ts';
import { aComputer, draftFor } from '../instances/stage.ts';
import { held, type Stage, stage, systemRobots } from './stage.ts';

const describeIt = {
  kind: 'edit',
  description: 'from the file',
  permissions: null,
  until: null,
  dropStale: false,
} as const;

async function save(made: Stage, plan: Plan): Promise<string> {
  const path = join(made.computer.home, 'plan.json');
  made.app.desktop.savePath = path;
  expect(await made.app.call('plans.save', { id: plan.id })).toEqual({ path });
  return path;
}

async function open(app: App, path: string): Promise<Plan> {
  app.desktop.pickPath = path;
  const opened = await app.call('plans.open');
  if (opened === null) throw new Error('a file was chosen');
  await app.services.commands.settled();
  return app.call('plans.get', { id: opened.id });
}

/** The Purser of a colleague, with the same Harbor under another name. */
async function colleague({ simulator }: Stage): Promise<App> {
  const app = await aComputer().start();
  await app.call('instances.save', draftFor(simulator, 'their prod'));
  await app.services.sync.settled();
  return app;
}

test('a colleague opens a saved plan, checks it afresh with their login, and applies it', async () => {
  const made = await stage({ robots: systemRobots('a', 'b') });
  const plan = await made.plan(describeIt);
  const path = await save(made, plan);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  held(made.simulator, 'b').description = 'theirs';
  const app = await colleague(made);
  const opened = await open(app, path);
  expect(opened).toMatchObject({
    title: plan.title,
    state: 'ready',
    conflicts: 1,
    counts: { planned: 1, blocked: 1 },
    origin: { instances: [{ name: 'prod', isHere: true }] },
  });
  expect(opened.id).not.toBe(plan.id);
  expect(made.app.told.get('plans.fileProgress')?.[0]).toEqual({ done: 0, total: 2 });
  expect(app.told.get('plans.fileProgress')?.[0]).toEqual({ done: 0, total: 0 });
  const steps = await app.call('plans.steps', { id: opened.id, from: 0, count: 9 });
  const there = (await app.view('their prod')).config.id;
  expect(steps.map(({ instanceId, key }) => [instanceId, key !== null])).toEqual([
    [there, true],
    [there, true],
  ]);
  await app.call('plans.apply', { id: opened.id });
  await app.services.commands.settled();
  expect(held(made.simulator, 'a').description).toBe('from the file');
});

test('a plan of many robots is written and read in parts', { timeout: 60_000 }, async () => {
  const names = Array.from({ length: 600 }, (_, at) => `r${String(at)}`);
  const made = await stage({ robots: systemRobots(...names) });
  const plan = await made.plan(describeIt);
  const path = await save(made, plan);
  const text = await readFile(path, 'utf8');
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 1)}\n`);
  const opened = await open(made.app, path);
  expect(opened).toMatchObject({ title: plan.title, state: 'ready', counts: { planned: 600 } });
  const robotsOf = async (one: Plan) =>
    (await made.steps(one)).map(({ index, key, robotName }) => [index, key, robotName]);
  expect(await robotsOf(opened)).toEqual(await robotsOf(plan));
});

test('instances that are not here, and robots that are gone, say so; the rest goes on', async () => {
  const made = await stage({ robots: systemRobots('a', 'b') });
  const path = await save(made, await made.plan(describeIt));
  const stranger = await aComputer().start();
  const lost = await open(stranger, path);
  expect(lost).toMatchObject({
    state: 'ready',
    counts: { blocked: 2 },
    origin: { instances: [{ name: 'prod', isHere: false }] },
  });
  const [step] = await stranger.call('plans.steps', { id: lost.id, from: 0, count: 1 });
  expect(step?.findings).toMatchObject([{ rule: 'instance-unknown' }]);
  expect(step?.findings[0]?.message).toContain(made.simulator.url);

  made.simulator.state.robots.remove(held(made.simulator, 'b'));
  const app = await colleague(made);
  const opened = await open(app, path);
  expect(opened).toMatchObject({ counts: { planned: 1, blocked: 1 } });
  const steps = await app.call('plans.steps', { id: opened.id, from: 0, count: 9 });
  expect(steps[1]).toMatchObject({ key: null, findings: [{ rule: 'gone' }] });
});

test('another robot under the same id is never taken for the one of the plan', async () => {
  const made = await stage();
  const path = await save(made, await made.plan(describeIt));
  held(made.simulator, 'ci').creationTime -= 86_400_000;
  const opened = await open(made.app, path);
  expect(opened).toMatchObject({ counts: { blocked: 1 } });
  expect(await made.steps(opened)).toMatchObject([{ findings: [{ rule: 'other-robot' }] }]);
});

test('a file holds no secret, and one of your own is asked for again', async () => {
  const made = await stage();
  const secret = 'Own-Secret-0123456789';
  const { handle } = await made.app.call('secrets.handIn', { secret });
  const plan = await made.plan({ kind: 'refresh', secret: { kind: 'own', handle }, until: null });
  const path = await save(made, plan);
  const text = await readFile(path, 'utf8');
  expect(text).not.toContain(secret);
  expect(text).not.toContain(handle);
  const opened = await open(made.app, path);
  const [step] = await made.steps(opened);
  expect(step?.findings.map(({ rule }) => rule)).toContain('own-secret');
  const again = await made.app.call('secrets.handIn', { secret });
  await made.app.call('plans.enterSecret', { id: opened.id, secret: again.handle });
  expect(await made.settled(opened)).toMatchObject({ counts: { planned: 1 } });
  const twice = made.app.call('plans.enterSecret', { id: opened.id, secret: again.handle });
  await expect(twice).rejects.toMatchObject({ code: 'not-allowed' });
});

test('files that are no plan, newer or damaged are refused in clear words', async () => {
  const made = await stage();
  const path = await save(made, await made.plan(describeIt));
  const good = JSON.parse(await readFile(path, 'utf8')) as object;
  const cases: readonly [string, RegExp][] = [
    ['', /^Line 1, column 1: This is not a plan of Purser/],
    [
      '{"format": "purser-plan",\n "version": 1',
      /^Line 2, column 14: The text ends here, without }/,
    ],
    ['[]', /^Line 1, column 1: This is not a plan of Purser/],
    ['{"format": "purser-robots"}', /no plan of Purser/],
    [JSON.stringify({ ...good, version: 2 }), /another Purser: only version 1/],
    [JSON.stringify({ ...good, steps: [{}] }, null, 1), /^Line \d+, column 3: steps\.0/],
    [JSON.stringify({ ...good, operation: { kind: 'explode' } }), /^Line 1, column \d+: operation/],
  ];
  for (const [text, words] of cases) {
    await writeFile(path, text);
    await expect(open(made.app, path)).rejects.toMatchObject({
      code: 'file-invalid',
      message: expect.stringMatching(words) as string,
    });
  }
  await expect(open(made.app, `${path}.gone`)).rejects.toMatchObject({ code: 'file-failed' });
  expect(await made.app.call('plans.list')).toHaveLength(1);
  made.app.desktop.pickPath = null;
  expect(await made.app.call('plans.open')).toBeNull();
});

test('what is wrong with a long file is said without searching all of it for the place', async () => {
  const made = await stage();
  const path = await save(made, await made.plan(describeIt));
  const good = JSON.parse(await readFile(path, 'utf8')) as { steps: [object] };
  const steps = Array.from({ length: 3_000 }, () => good.steps[0]);
  const newer = JSON.stringify({ ...good, version: 2, steps });
  for (const [text, words] of [
    [newer, /^version: This plan was saved by another Purser/],
    [newer.slice(0, -9), /^Line 1, column \d+: This text in quotes does not end/],
  ] as const) {
    await writeFile(path, text);
    await expect(open(made.app, path)).rejects.toMatchObject({
      code: 'file-invalid',
      message: expect.stringMatching(words) as string,
    });
  }
});

test('a plan made while an instance is offline is checked once that answers', async () => {
  const made = await stage();
  const end = made.simulator.faults.add({ kind: 'cut-before' });
  const plan = await made.plan(describeIt);
  expect(plan).toMatchObject({
    waitsFor: [made.instanceId],
    unchecked: 1,
    counts: { blocked: 1 },
  });
  // What it is meant to do stands there already.
  expect((await made.steps(plan))[0]?.changes).toMatchObject([{ field: 'description' }]);
  end();
  await made.sync();
  const checked = await made.settled(plan);
  expect(checked).toMatchObject({ waitsFor: [], counts: { planned: 1 } });
});
