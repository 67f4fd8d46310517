import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_HARBORS } from '../../../resources/demo-fleet.ts';
import { startDemoFleet, type DemoFleet } from '../../../electron/demo/demo-fleet.ts';
import { signIn } from '../../../electron/sign-in/sign-in.ts';
import { parseFacts } from '../../../electron/sync/facts.ts';
import { instanceConfig, login } from '../../../shared/contract/instances.ts';
import type { RobotRow } from '../../../shared/contract/robots.ts';
import { asUser, clientFor, optionsFor } from '../harbor/stage.ts';
import { scriptedWindows } from '../sign-in/scripted-window.ts';
import { harness } from '../sync/harness.ts';

const NOW = Date.now();
let fleet: DemoFleet;

beforeAll(async () => {
  fleet = await startDemoFleet(NOW);
});
afterAll(() => fleet.close());

/** All that the first project of a Harbor shows, without what comes from the listing's order. */
async function firstProject({ instances, logins, passwords }: DemoFleet, index: number) {
  const [config, { id, username } = { id: '', username: '' }] = [instances[index], logins[index]];
  const credentials = asUser(username, passwords.get(id));
  const client = clientFor(config?.url ?? '', { credentials });
  const { items } = await client.robots({ projectId: 2 }, 1);
  return items.map(({ raw }) => raw);
}

test('has instances and logins as the contract has them, with passwords of this start', async () => {
  for (const one of fleet.instances) expect(instanceConfig.parse(one)).toEqual(one);
  for (const one of fleet.logins) expect(login.parse(one)).toEqual(one);
  expect(fleet.instances.map(({ name }) => name)).toEqual(DEMO_HARBORS.map(({ name }) => name));
  const withPassword = fleet.logins.filter(({ kind }) => kind !== 'oidc');
  expect(new Set(fleet.passwords.values()).size).toBe(withPassword.length);
  expect(fleet.logins.length - withPassword.length).toBe(1);
  for (const { id } of withPassword) expect(fleet.passwords.get(id)).toMatch(/^.{20,}$/);
  for (const { url } of fleet.instances) {
    expect(new URL(url).hostname).toBe('127.0.0.1');
  }
});

test('is the same fleet at every start, and leaves nothing behind', async () => {
  const again = await startDemoFleet(NOW);
  for (const index of [0, 1, 2, 3]) {
    const robots = await firstProject(fleet, index);
    expect(robots.length).toBeGreaterThan(5);
    expect(await firstProject(again, index)).toEqual(robots);
  }
  expect(again.instances.map(({ id }) => id)).toEqual(fleet.instances.map(({ id }) => id));
  expect([...again.passwords.values()]).not.toEqual([...fleet.passwords.values()]);
  await again.close();
  const client = clientFor(again.instances[0]?.url ?? '');
  await expect(client.identity()).rejects.toMatchObject({ code: 'connection-refused' });
});

test('has everything that is worth seeing once it is synced', async () => {
  const { add, sync, rows, facts } = await harness(20);
  const added = fleet.instances.slice(0, 5).map(({ url, loginId }, index) => {
    const password = fleet.passwords.get(loginId) ?? '';
    return add(url, { username: fleet.logins[index]?.username ?? '', password }, loginId);
  });
  sync.start();
  await sync.settled();
  const states = added.map(({ id }) => sync.stateOf(id).state);
  expect(states).toEqual(['fresh', 'fresh', 'fresh', 'fresh', 'offline']);

  const all: RobotRow[] = [];
  for (const instance of added.slice(0, 4)) all.push(...(await rows(instance)));
  const having = (fits: (robot: RobotRow) => boolean): number => all.filter(fits).length;
  const share = (fits: (robot: RobotRow) => boolean): number => having(fits) / all.length;
  expect(all.length).toBeGreaterThan(1_400);
  expect(all.length).toBeLessThan(1_600);
  expect(share(({ expiresAt }) => expiresAt === -1)).toBeGreaterThan(0.3);
  expect(share(({ state }) => state === 'expired')).toBeGreaterThan(0.03);
  expect(having(({ state }) => state === 'critical')).toBeGreaterThan(5);
  expect(having(({ state }) => state === 'soon')).toBeGreaterThan(20);
  expect(having(({ state }) => state === 'disabled')).toBeGreaterThan(10);
  expect(having(({ state }) => state === 'legacy')).toBe(14);
  expect(having(({ flags }) => flags.includes('stale-permissions'))).toBeGreaterThan(3);
  expect(having(({ flags }) => flags.includes('no-permissions'))).toBeGreaterThan(3);
  expect(having(({ createdBy }) => createdBy === 'robot$terraform')).toBeGreaterThan(30);
  expect(having(({ level }) => level === 'system')).toBeGreaterThan(15);
  expect(having(({ expiresAt }) => expiresAt !== -1 && expiresAt < 1e9)).toBe(0);
  expect(share(({ lastUse }) => lastUse.kind === 'used')).toBeGreaterThan(0.5);
  expect(having(({ lastUse }) => lastUse.kind === 'unseen')).toBeGreaterThan(100);
  expect(having(({ lastUse }) => lastUse.kind === 'unknown')).toBeGreaterThan(50);

  const customer = added[3];
  if (customer === undefined) throw new Error('no customer');
  const seen = parseFacts((await facts(customer)).facts);
  expect(seen.rights).toMatchObject({ identity: 'project-admin', adminOfProjects: 2 });
  expect(seen.unreadable.map(({ error }) => error.code)).toEqual([
    'forbidden',
    'forbidden',
    'forbidden',
  ]);
});

test('has a Harbor whose people sign in through a provider, which says how', async () => {
  const index = DEMO_HARBORS.findIndex(({ provider }) => provider !== undefined);
  const url = fleet.instances[index]?.url ?? '';
  expect(fleet.logins[index]).toMatchObject({ kind: 'oidc', username: '' });
  for (const [username, isAdmin] of [
    ['ines.moreau', true],
    ['joel.akande', false],
  ] as const) {
    const { open, windows } = scriptedWindows(() => async (window) => {
      await window.submit({ username, password: 'demo' });
      await window.submit({ answer: 'yes' });
    });
    const signal = new AbortController().signal;
    const wish = {
      options: optionsFor(url),
      key: 'k',
      title: '',
      signal,
      onWindow: () => undefined,
    };
    expect(await signIn(wish, open)).toMatchObject({ user: { username, isAdmin } });
    expect(windows[0]?.browser.opened[0]).toBe(`${url}/c/oidc/login`);
  }
});
