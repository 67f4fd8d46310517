import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Operation, RobotWish } from '../../shared/contract/operations.ts';
import type { Plan, PlanStep } from '../../shared/contract/plans.ts';
import type { ExportPlace } from '../../shared/contract/secret-exports.ts';
import type { RobotSecret } from '../../shared/contract/secrets.ts';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { addInstance, expect, goTo, test } from './window.ts';

/** The way of a secret in the real app, which is killed in the middle and started again. */

type Change =
  | { readonly kind: 'make'; readonly operation: Operation }
  | { readonly kind: 'create' }
  | { readonly kind: 'clone' };

interface Case {
  readonly name: string;
  readonly change: Change;
  /** The request at which the app dies, and whether Harbor still gets to apply it. */
  readonly at: { readonly method: string; readonly path?: string; readonly isApplied: boolean };
  /** Robots at Harbor in the end, with the one whose secret Purser must hold first. */
  readonly robots: readonly string[];
}

const refresh: Operation = { kind: 'refresh', secret: { kind: 'generate' }, until: null };
const renewing: Operation = { ...refresh, until: { kind: 'days', days: 400 } };
const recreate: Operation = { kind: 'recreate', secret: { kind: 'generate' }, until: null };

const before = (method: string, path?: string) => ({
  method,
  isApplied: false,
  ...(path === undefined ? {} : { path }),
});
const after = (method: string) => ({ method, isApplied: true });

const CASES: readonly Case[] = [
  {
    name: 'refresh, after Harbor took the secret',
    change: { kind: 'make', operation: refresh },
    at: after('PATCH'),
    robots: ['deploy'],
  },
  {
    name: 'create, after Harbor made the robot',
    change: { kind: 'create' },
    at: after('POST'),
    robots: ['fresh', 'deploy'],
  },
  {
    name: 'refresh, before Harbor saw the secret',
    change: { kind: 'make', operation: refresh },
    at: before('PATCH'),
    robots: ['deploy'],
  },
  {
    name: 'refresh, before the secret is tried at a login',
    change: { kind: 'make', operation: refresh },
    at: before('GET', '/users/current'),
    robots: ['deploy'],
  },
  {
    name: 'refresh and renew, after it was renewed',
    change: { kind: 'make', operation: renewing },
    at: after('PUT'),
    robots: ['deploy'],
  },
  {
    name: 'create, before Harbor saw it',
    change: { kind: 'create' },
    at: before('POST'),
    robots: ['fresh', 'deploy'],
  },
  {
    name: 'create, after the robot got its secret',
    change: { kind: 'create' },
    at: after('PATCH'),
    robots: ['fresh', 'deploy'],
  },
  {
    name: 'clone with the same secret, after Harbor made the robot',
    change: { kind: 'clone' },
    at: after('POST'),
    robots: ['fresh', 'deploy'],
  },
  {
    name: 'recreate, after the robot was deleted',
    change: { kind: 'make', operation: recreate },
    at: after('DELETE'),
    robots: ['deploy'],
  },
  {
    name: 'recreate, after it was made again',
    change: { kind: 'make', operation: recreate },
    at: after('POST'),
    robots: ['deploy'],
  },
];

/** All ten in `npm run test:kill`; elsewhere those that say most. */
const chosen = process.env['PURSER_KILL_CASES'] === 'all' ? CASES : CASES.slice(0, 2);

type Asked = { readonly ok: boolean; readonly value: unknown; readonly error?: unknown };

/** Asks the main process what the window would ask. */
async function ask<T>(page: Page, name: string, input?: unknown): Promise<T> {
  const answer = await page.evaluate<Asked, [string, unknown]>(
    ([call, wish]) => {
      const { purser } = globalThis as unknown as {
        purser: { calls: Record<string, (input: unknown) => Promise<Asked>> };
      };
      return purser.calls[call]?.(wish) ?? Promise.reject(new Error(call));
    },
    [name, input],
  );
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.error)}`);
  return answer.value as T;
}

const wish = (instanceId: string): RobotWish => ({
  definition: {
    name: 'fresh',
    level: 'system',
    description: 'made here',
    until: { kind: 'never' },
    disabled: false,
    permissions: [
      {
        kind: 'project',
        namespace: '*',
        access: [{ resource: 'repository', action: 'pull', effect: '' }],
      },
    ],
  },
  places: [{ instanceId, project: '' }],
  secret: { kind: 'generate' },
});

const standsStill = (page: Page, id: string): Promise<void> =>
  expect
    .poll(async () => (await ask<Plan>(page, 'plans.get', { id })).state)
    .toMatch(/^(ready|paused|finished|interrupted)$/);

async function carryOut(page: Page, id: string): Promise<Plan> {
  await standsStill(page, id);
  await ask(page, 'plans.apply', { id });
  await standsStill(page, id);
  return ask<Plan>(page, 'plans.get', { id });
}

const secretAt = ({ state }: Simulator, name: string): string | undefined =>
  [...state.robots.all()].find((robot) => robot.name === name)?.secret;

/** Plans a change; what has to be there before it is done. */
async function planOf(page: Page, change: Change): Promise<Plan> {
  const query = { query: 'name:deploy', scope: [], sort: { column: 'name', descending: false } };
  const { keys } = await ask<{ keys: Record<string, number> }>(page, 'robots.query', query);
  const of = Object.values(keys);
  if (change.kind === 'make') {
    return ask(page, 'plans.make', { operation: change.operation, keys: of });
  }
  const [{ config }] = await ask<[{ config: { id: string } }]>(page, 'instances.list');
  if (change.kind === 'create') return ask(page, 'plans.create', { robots: [wish(config.id)] });
  const made = await ask<Plan>(page, 'plans.make', { operation: refresh, keys: of });
  await carryOut(page, made.id);
  return ask(page, 'plans.clone', {
    keys: of,
    places: [{ instanceId: config.id, projects: {} }],
    name: 'fresh',
    secret: { kind: 'kept' },
    until: null,
  });
}

for (const { name, change, at, robots } of chosen) {
  test(`killed: ${name}`, async ({ launch, harbor }) => {
    const simulator = await harbor();
    for (const row of [...simulator.state.robots.all()]) {
      if (row.name !== 'deploy') simulator.state.robots.remove(row);
    }
    const first = await launch();
    await addInstance(first.page, simulator, 'prod');
    const plan = await planOf(first.page, change);
    await standsStill(first.page, plan.id);
    const steps = await ask<PlanStep[]>(first.page, 'plans.steps', {
      id: plan.id,
      from: 0,
      count: 1,
    });
    expect(steps, JSON.stringify(steps)).toMatchObject([{ status: 'planned' }]);

    const died = new Promise((resolve) => first.app.process().once('exit', resolve));
    const { method, path = '/', isApplied } = at;
    let wasPatched = false;
    const stop = simulator.faults.onRequest((request) => {
      const isMoment =
        request.method === method &&
        request.target.includes(path) &&
        (path === '/' || wasPatched) &&
        request.target.includes(path === '/' ? '/robots' : path);
      wasPatched ||= request.method === 'PATCH';
      if (!isMoment) return;
      stop();
      simulator.faults.add({ kind: isApplied ? 'cut-after' : 'cut-before', method, times: 1 });
      first.app.process().kill('SIGKILL');
    });
    // The page goes with the app; what the app itself refuses is no death.
    await ask(first.page, 'plans.apply', { id: plan.id }).catch((error: unknown) => {
      if (String(error).includes('plans.apply:')) throw error;
    });
    await died;

    const { page } = await launch();
    await goTo(page, 'Overview');
    await expect(page.getByText(/Purser ended in the middle/)).toBeVisible();
    const found = await ask<PlanStep[]>(page, 'plans.steps', { id: plan.id, from: 0, count: 1 });
    expect(found.map(({ status }) => status)).toEqual(['running']);

    await page.getByRole('button', { name: /^Resume/ }).click();
    await expect
      .poll(() => ask<Plan>(page, 'plans.get', { id: plan.id }))
      .toMatchObject({ state: 'finished', counts: { done: 1 } });
    expect([...simulator.state.robots.all()].map((robot) => robot.name).sort()).toEqual(
      [...robots].sort(),
    );
    const { secrets } = await ask<{ secrets: RobotSecret[] }>(page, 'secrets.list', {
      planId: plan.id,
    });
    expect(secrets).toMatchObject([{ state: 'new', where: 'keychain' }]);
    const { secret } = await ask<{ secret: string }>(page, 'secrets.reveal', {
      handle: secrets[0]?.handle,
    });
    expect(secret).toBe(secretAt(simulator, robots[0] ?? ''));
    const open = await ask<{ total: number }>(page, 'secrets.list', { states: ['pending'] });
    expect(open.total).toBe(0);
  });
}

/** The user chooses this file, and the app dies before anything stands under its name. */
const dieBefore = (app: ElectronApplication, path: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (() =>
      Promise.resolve({ canceled: false, filePath })) as typeof dialog.showSaveDialog;
    const files = process.mainModule?.require('node:fs/promises') as {
      link: (from: string, to: string) => Promise<void>;
    };
    const { link } = files;
    files.link = async (from, to) => {
      if (to === filePath) process.kill(process.pid, 'SIGKILL');
      return link(from, to);
    };
  }, path);

test('killed: create, before the file for the secret is there', async ({
  launch,
  harbor,
  home,
}) => {
  const simulator = await harbor();
  const first = await launch();
  await addInstance(first.page, simulator, 'prod');
  const file = join(home, 'robots.json');
  await dieBefore(first.app, file);
  const [{ config }] = await ask<[{ config: { id: string } }]>(first.page, 'instances.list');
  const robots = [wish(config.id)];
  const place = await ask<ExportPlace>(first.page, 'secretExports.placeAhead', {
    robots,
    format: 'list-json',
    options: {},
    encryption: { kind: 'none' },
  });
  const plan = await ask<Plan>(first.page, 'plans.create', { robots, exportTo: place.id });
  await standsStill(first.page, plan.id);
  const died = new Promise((resolve) => first.app.process().once('exit', resolve));
  await ask(first.page, 'plans.apply', { id: plan.id });
  await died;
  expect(existsSync(file)).toBe(false);

  const { page } = await launch();
  await goTo(page, 'Overview');
  await expect(page.getByText('Purser ended in the middle, its export to go.')).toBeVisible();
  await page.evaluate(`location.hash = '#/plans/${plan.id}'`);
  const planned = page.getByRole('region', { name: 'Export once made' });
  await expect(planned).toContainText(`Resume exports the secret as JSON list to ${file}`);
  await page.getByRole('button', { name: 'Resume' }).click();
  const sheet = page.getByRole('dialog', { name: 'Secret of robot$fresh' });
  await expect(sheet).toContainText('Exported to 1 place');
  expect(readFileSync(file, 'utf8')).toContain(secretAt(simulator, 'fresh'));
});
