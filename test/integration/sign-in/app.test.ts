import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Plan } from '../../../shared/contract/plans.ts';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { asUser, clientFor, harbor } from '../harbor/stage.ts';
import { draftFor, robotsOf, settled, SOON } from '../instances/stage.ts';
import { changesSeen, held } from '../robots/stage.ts';
import { oidcDraft, withPeople as stage } from './app-stage.ts';
import { signedIn } from './stage.ts';

const paths = ({ traffic }: Simulator): string[] =>
  traffic.seen.map(({ method, target }) => `${method} ${target.split('?')[0] ?? ''}`);

test('an instance is tested, signed in to, saved, read, and its session ended when Purser quits', async () => {
  const { simulator, computer, start } = await stage();
  const app = await start();
  const draft = oidcDraft(simulator);
  const testId = crypto.randomUUID();
  const before = await app.call('instances.test', { testId, draft });
  expect(before.steps.at(-1)).toMatchObject({
    step: 'login',
    error: { code: 'sign-in-ended', details: { provider: 'Simulated provider' } },
  });
  expect(await app.call('signIn.begin', { draft })).toEqual({ username: 'ada', isAdmin: true });
  const report = await app.call('instances.test', { testId, draft });
  expect(report).toMatchObject({ ok: true, rights: { identity: 'system-admin' } });
  expect(report.rights?.can[0]).toContain('administrators’ group of the provider');

  await app.call('instances.save', draft);
  await settled(app, 'prod', 'fresh');
  expect(await app.view('prod')).toMatchObject({
    login: { kind: 'oidc', username: 'ada', stored: 'session' },
    provider: 'Simulated provider',
    robots: 5,
  });
  expect(simulator.traffic.seen.some(({ basic }) => basic)).toBe(false);
  expect(computer.keychain.size).toBe(0);
  expect(signedIn(simulator)).toBe(1);

  simulator.traffic.clear();
  await app.quit();
  expect(paths(simulator)).toEqual(['GET /c/log_out', 'GET /c/oidc/logout']);
  expect(signedIn(simulator)).toBe(0);

  const again = await start();
  await settled(again, 'prod', 'sign-in-ended');
  expect(await robotsOf(again)).toBe(5);
  expect(await again.view('prod')).toMatchObject({
    login: { username: 'ada', stored: 'nowhere' },
    error: { code: 'sign-in-ended' },
  });
});

test('a plan stops between two robots when the sign-in ends, and goes on after the next', async () => {
  const { simulator, start } = await stage();
  const app = await start();
  await app.call('signIn.begin', { draft: oidcDraft(simulator) });
  await app.call('instances.save', oidcDraft(simulator));
  await settled(app, 'prod', 'fresh');
  const id = (await app.view('prod')).config.id;
  const sort = { column: 'name', descending: false } as const;
  const { keys } = await app.call('robots.query', { query: '', scope: [], sort });
  const plan = await app.call('plans.make', { operation: { kind: 'disable' }, keys: [...keys] });
  const now = (): Promise<Plan> => app.call('plans.get', { id: plan.id });
  await expect.poll(async () => (await now()).state, SOON).toBe('ready');
  await app.services.commands.settled();

  let sent = 0;
  simulator.faults.onRequest(({ method }) => {
    if (method !== 'PUT') return undefined;
    sent += 1;
    if (sent === 3) simulator.state.sessions.clear();
    return undefined;
  });
  await app.call('plans.apply', { id: plan.id });
  await expect.poll(async () => (await now()).state, SOON).toBe('paused');
  await app.services.commands.settled();
  expect(await now()).toMatchObject({ counts: { done: 2, planned: 3 }, waitsFor: [id] });
  expect((await now()).pausedWhy).toContain('Nobody is signed in');
  await settled(app, 'prod', 'sign-in-ended');
  await expect(app.call('plans.apply', { id: plan.id })).rejects.toMatchObject({
    code: 'sign-in-ended',
    details: { instanceId: id },
  });
  expect(simulator.traffic.seen.some(({ basic }) => basic)).toBe(false);

  await app.call('signIn.begin', { id });
  await expect.poll(async () => (await now()).state, SOON).toBe('finished');
  expect(await now()).toMatchObject({ counts: { done: 5 } });
  for (const name of ['r1', 'r5']) expect(held(simulator, name).disabled).toBe(true);
  expect(changesSeen(simulator)).toHaveLength(6);
});

test('signing out ends the session at Harbor; nothing is read until somebody signs in', async () => {
  const { simulator, person, start } = await stage();
  const app = await start();
  const { config } = await app.call('instances.save', oidcDraft(simulator));
  await settled(app, 'prod', 'sign-in-ended');
  await app.call('signIn.begin', { id: config.id });
  await settled(app, 'prod', 'fresh');
  await app.call('signIn.end', { id: config.id });
  expect(signedIn(simulator)).toBe(0);
  await settled(app, 'prod', 'sign-in-ended');

  // Somebody else may sign in the next time.
  person.script = (window) => window.signIn('ben');
  await app.call('signIn.begin', { id: config.id });
  await settled(app, 'prod', 'fresh');
  expect(await app.view('prod')).toMatchObject({
    login: { username: 'ben' },
    rights: { identity: 'user' },
  });
  person.script = async (window) => window.close();
  await expect(app.call('signIn.begin', { id: config.id })).rejects.toMatchObject({
    code: 'sign-in-failed',
    details: { reason: 'closed' },
  });
  expect(await app.view('prod')).toMatchObject({ login: { username: 'ben', stored: 'session' } });
});

test('a sign-in belongs to its address: another instance cannot have it, a new address leaves it', async () => {
  const { simulator, start } = await stage();
  const app = await start();
  await app.call('signIn.begin', { draft: oidcDraft(simulator) });
  const { config, login } = await app.call('instances.save', oidcDraft(simulator));
  const other = draftFor(simulator, 'eu', { login: { id: login.id }, secrets: {} });
  await expect(app.call('instances.save', other)).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(
    app.call('logins.setPassword', { id: login.id, password: 'x', testOn: config.id }),
  ).rejects.toMatchObject({ code: 'not-allowed' });

  const elsewhere = await harbor({ oidc: {} });
  const { id, loginId, ...rest } = config;
  const moved = { ...rest, url: elsewhere.url };
  await app.call('instances.save', { id, config: moved, login: { id: loginId }, secrets: {} });
  await settled(app, 'prod', 'sign-in-ended');
  expect(elsewhere.traffic.seen.some(({ cookie }) => cookie)).toBe(false);
  expect(signedIn(simulator)).toBe(0);
});

test('an instance that moves or goes while somebody signs in to it is not theirs', async () => {
  const { simulator, person, start } = await stage();
  const app = await start();
  const { config } = await app.call('instances.save', oidcDraft(simulator));
  await settled(app, 'prod', 'sign-in-ended');
  const elsewhere = await harbor({ oidc: {} });
  const { id, loginId, ...rest } = config;
  const moved = { ...rest, url: elsewhere.url };
  person.script = async (window) => {
    await app.call('instances.save', { id, config: moved, login: { id: loginId }, secrets: {} });
    await window.signIn('ada');
  };
  const refusal = { code: 'unknown-item' };
  await expect(app.call('signIn.begin', { id })).rejects.toMatchObject(refusal);
  expect(await app.view('prod')).toMatchObject({ login: { username: '', stored: 'nowhere' } });
  expect(elsewhere.traffic.seen.some(({ cookie }) => cookie)).toBe(false);
  expect(signedIn(simulator)).toBe(0);

  person.script = async (window) => {
    await app.call('instances.remove', { id });
    await window.signIn('ada');
  };
  await expect(app.call('signIn.begin', { id })).rejects.toMatchObject(refusal);
  expect(signedIn(elsewhere)).toBe(0);
});

test('a change that comes with a token of yesterday is sent again with the new one', async () => {
  const { simulator } = await stage();
  let session = { sid: '', csrf: 'gone', token: 'gone' };
  const row = simulator.state.userByName('ada');
  if (row === undefined) throw new Error('there is no ada');
  session = { ...session, sid: 'a'.repeat(32) };
  const user = { id: row.id, username: 'ada', sysadmin: true, byGroup: true };
  simulator.state.sessions.set(session.sid, {
    id: session.sid,
    user,
    lastUse: simulator.clock.now(),
    kept: {},
  });
  const signedIn = {
    get session() {
      return session;
    },
    renewed: (_from: unknown, to: typeof session) => {
      session = to;
    },
    ended: () => undefined,
  };
  const credentials = { kind: 'oidc' as const, username: 'ada', signedIn };
  const client = clientFor(simulator.url, { credentials });
  const robot = held(simulator, 'r1');
  await client.identity();
  session = { ...session, csrf: 'gone', token: 'gone' };
  await client.deleteRobot(robot.id);
  expect(changesSeen(simulator)).toHaveLength(2);
  expect(session.csrf).not.toBe('gone');
  await expect(clientFor(simulator.url, { credentials: asUser('ada') }).identity()).rejects.toThrow(
    'Sign in through the provider',
  );
});

test('no cookie of the session and no CLI secret is in anything that is written or told', async () => {
  const { simulator, computer, start } = await stage();
  const logged: unknown[] = [];
  const note = (...parts: unknown[]) => void logged.push(parts);
  const app = await start();
  await app.call('signIn.begin', { draft: oidcDraft(simulator) });
  await app.call('instances.save', oidcDraft(simulator));
  await settled(app, 'prod', 'fresh');
  note([...app.told.entries()], await app.call('instances.list'), await app.call('logins.list'));
  const secrets = [
    ...[...simulator.state.sessions.keys()],
    simulator.state.userByName('ada')?.oidc?.secret ?? '',
  ];
  await app.quit();
  const files = readdirSync(computer.home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'));
  expect(files.length).toBeGreaterThan(2);
  const all = [...files, JSON.stringify(logged)].join('\n');
  expect(secrets.every((secret) => secret.length >= 32)).toBe(true);
  expect(secrets.filter((secret) => all.includes(secret))).toEqual([]);
  expect([...computer.keychain.keys()]).toEqual([]);
});
