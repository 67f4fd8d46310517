import { readFile, stat } from 'node:fs/promises';
import { expect } from 'vitest';
import type { WorkspaceSummary } from '../../../shared/contract/workspace-calls.ts';
import type { App } from '../instances/stage.ts';
import { type Stage, stage, systemRobots } from '../robots/stage.ts';

export const view = {
  id: 'mine',
  name: 'Mine',
  query: 'name:ci',
  sort: { column: 'name' as const, descending: false },
};

export const policy = {
  id: '33333333-3333-4333-8333-333333333333',
  name: 'Quarterly',
  query: '',
  keep: '',
  lifetimeDays: 90,
  renewWithin: 30,
  weekdays: [0, 6],
  dates: [],
  perDay: 10,
  perProject: null,
  spread: true,
};

/** A workspace in which somebody entered something of everything, and changed a robot. */
export async function lived(): Promise<Stage> {
  const mortal = systemRobots('c').map((robot) => ({ ...robot, duration: 200 }));
  const made = await stage({ robots: [...systemRobots('a', 'b'), ...mortal] });
  const { app } = made;
  const keys = await made.keys('name:a,b');
  const until = { kind: 'expiry' } as const;
  const snooze = { until, reason: 'goes soon', acknowledge: false };
  await app.call('snoozes.set', { keys: await made.keys('name:c'), ...snooze });
  await app.call('planner.save', { ...policy, scope: [made.instanceId] });
  await app.call('robots.setTags', { keys: keys.slice(0, 1), add: ['Nightly'], remove: [] });
  await app.call('linked.join', { keys });
  await app.call('secretPlaces.note', { key: keys[0] ?? 0, place: 'GitLab' });
  await app.call('views.save', view);
  const [template] = await app.call('templates.list');
  if (template === undefined) throw new Error('some templates come with Purser');
  const { builtIn: _builtIn, ...own } = template;
  await app.call('templates.save', { ...own, id: 'own', name: 'Own' });
  const { expiry } = await app.call('settings.get');
  const rule = { of: 'instance' as const, value: made.instanceId, criticalDays: 3, soonDays: 9 };
  await app.call('settings.set', { expiry: { ...expiry, rules: [rule] } });
  await made.run({ kind: 'disable' }, 'name:a');
  return made;
}

export async function save(app: App, kind: 'workspace' | 'backup', path: string): Promise<string> {
  app.desktop.savePath = path;
  expect(await app.call('workspace.save', { kind })).toEqual({ path });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  return readFile(path, 'utf8');
}

export async function open(app: App, path: string): Promise<WorkspaceSummary> {
  app.desktop.pickPath = path;
  const summary = await app.call('workspace.open');
  if (summary === null) throw new Error('a file was chosen');
  return summary;
}

export const addAll = (app: App, { id, instances, parts }: WorkspaceSummary) =>
  app.call('workspace.add', {
    id,
    instances: instances.map((one) => one.id),
    parts: parts.map(({ name }) => name),
  });
