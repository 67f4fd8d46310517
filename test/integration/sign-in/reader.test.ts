import { expect, test } from 'vitest';
import type { Plan } from '../../../shared/contract/plans.ts';
import { aComputer, draftFor, settled, type App } from '../instances/stage.ts';
import { held, systemRobots } from '../robots/stage.ts';
import { scriptedWindows } from './scripted-window.ts';
import { signedIn, withProvider } from './stage.ts';

const SOON = { timeout: 20_000 };

/** Waits until a plan says so. */
async function reaches(app: App, id: number | string, state: Plan['state']): Promise<Plan> {
  const now = (): Promise<Plan> => app.call('plans.get', { id: id as Plan['id'] });
  await expect.poll(async () => (await now()).state, SOON).toBe(state);
  await app.services.commands.settled();
  return now();
}

test('a reader robot reads without anybody signed in, and a change then asks for a sign-in', async () => {
  const simulator = await withProvider();
  simulator.seed({ robots: systemRobots('r1', 'r2') });
  const { open, windows } = scriptedWindows(() => (window) => window.signIn('ada'));
  const computer = aComputer();
  const start = (): Promise<App> => computer.start({ openSignInWindow: open });
  const app = await start();
  const draft = draftFor(simulator, 'prod', { login: { kind: 'oidc' }, secrets: {} });
  await app.call('signIn.begin', { draft });
  const { config } = await app.call('instances.save', draft);
  await settled(app, 'prod', 'fresh');
  expect(await app.call('reader.offer', { id: config.id })).toMatchObject({ why: '' });
  const plan = await app.call('reader.plan', { ids: [config.id], days: 90, thenAsk: false });
  await reaches(app, plan.id, 'ready');
  await app.call('plans.apply', { id: plan.id });
  await reaches(app, plan.id, 'finished');
  await app.services.reader.settled();
  await app.quit();
  expect(signedIn(simulator)).toBe(0);

  // The next day: nobody signs in, and it is read all the same.
  const again = await start();
  simulator.traffic.clear();
  await again.call('sync.start', { ids: [config.id] });
  await settled(again, 'prod', 'fresh');
  expect(simulator.traffic.seen.some(({ cookie }) => cookie)).toBe(false);
  expect(windows).toHaveLength(1);
  expect(await again.view('prod')).toMatchObject({
    login: { kind: 'oidc', stored: 'nowhere' },
    reader: { state: 'used' },
  });

  const sort = { column: 'name', descending: false } as const;
  const { keys } = await again.call('robots.query', { query: 'name:r1', scope: [], sort });
  const operation = { kind: 'disable' } as const;
  const change = await again.call('plans.make', { operation, keys: [...keys] });
  await again.services.commands.settled();
  expect(await again.call('plans.get', { id: change.id })).toMatchObject({
    waitsFor: [config.id],
  });
  const [blocked] = await again.call('plans.steps', { id: change.id, from: 0, count: 1 });
  expect(blocked?.findings[0]).toMatchObject({ rule: 'login' });
  expect(blocked?.findings[0]?.message).toContain('Sign in');

  await again.call('signIn.begin', { id: config.id });
  await reaches(again, change.id, 'ready');
  await expect
    .poll(async () => (await again.call('plans.get', { id: change.id })).counts.planned, SOON)
    .toBe(1);
  await again.services.commands.settled();
  await again.call('plans.apply', { id: change.id });
  await reaches(again, change.id, 'finished');
  expect(held(simulator, 'r1').disabled).toBe(true);
});
