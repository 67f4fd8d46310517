import { describe, expect, it } from 'vitest';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { asRobot, asUser, clientFor, harbor } from './stage.ts';

/** Enough to make any session worth it, and slow enough to be worth measuring. */
const MANY = 20_000;
const SLOW = { loginCost: 200, clock: 'real' } as const;

const seenAs = (simulator: Simulator): string[] =>
  simulator.traffic.seen.map(
    ({ method, target, basic, cookie }) =>
      `${basic ? 'basic ' : ''}${cookie ? 'cookie ' : ''}${method} ${target.split('?')[0] ?? ''}`,
  );

const signedIn = (simulator: Simulator): number =>
  [...simulator.state.sessions.values()].filter(({ user }) => user !== undefined).length;

const signIns = (simulator: Simulator): number =>
  simulator.traffic.seen.filter(({ target }) => target === '/c/login').length;

const endSessions = (simulator: Simulator): void => simulator.state.sessions.clear();

describe('a session', () => {
  it.each(['2.5.6', '2.10.3', '2.15.2'])(
    'is taken where it pays, on Harbor %s',
    async (version) => {
      const simulator = await harbor({ version, ...SLOW });
      const client = clientFor(simulator.url);
      await client.rights();
      await client.systemInfo();
      await client.expectRequests(MANY);
      await client.robots({ level: 'system' }, 1);
      await client.projects(1);
      expect(signedIn(simulator)).toBe(1);
      await client.close();
      expect(signedIn(simulator)).toBe(0);
      expect(seenAs(simulator)).toEqual([
        'basic GET /api/v2.0/users/current',
        'basic GET /api/v2.0/systeminfo',
        'GET /api/v2.0/systeminfo',
        'cookie GET /api/v2.0/systeminfo',
        'cookie POST /c/login',
        'cookie GET /api/v2.0/users/current',
        'cookie GET /api/v2.0/robots',
        'cookie GET /api/v2.0/projects',
        'cookie GET /c/log_out',
      ]);
      expect(simulator.traffic.seen.some(({ basic, cookie }) => basic && cookie)).toBe(false);
    },
  );

  it('is not taken for a handful of requests', async () => {
    const simulator = await harbor(SLOW);
    const client = clientFor(simulator.url);
    await client.rights();
    await client.systemInfo();
    await client.expectRequests(20);
    expect(signIns(simulator)).toBe(0);
    expect(client.requestsSent).toBe(2);
  });

  it('is not taken, and costs no request, where checking a password is cheap', async () => {
    const simulator = await harbor({ version: '2.14.4', clock: 'real' });
    const client = clientFor(simulator.url);
    await client.rights();
    await client.systemInfo();
    await client.expectRequests(100);
    expect(client.requestsSent).toBe(2);
  });

  it('is not taken where the network is what is slow', async () => {
    const simulator = await harbor();
    simulator.faults.add({ kind: 'latency', delay: 80 });
    const client = clientFor(simulator.url);
    await client.rights();
    await client.systemInfo();
    await client.expectRequests(100);
    expect(signIns(simulator)).toBe(0);
    expect(client.requestsSent).toBe(3);
  });

  it('is never taken for a robot', async () => {
    const simulator = await harbor(SLOW);
    const { robots } = simulator.seed({ robots: [{ name: 'reader' }] });
    const [reader] = robots;
    if (reader === undefined) throw new Error('no robot');
    simulator.faults.add({ kind: 'latency', delay: 60 });
    const client = clientFor(simulator.url, { credentials: asRobot(reader) });
    await client.identity();
    await client.systemInfo();
    await client.expectRequests(MANY);
    expect(signIns(simulator)).toBe(0);
    expect(client.requestsSent).toBe(2);
  });

  it('is never taken for a login that was not accepted', async () => {
    const simulator = await harbor();
    const client = clientFor(simulator.url, { credentials: asUser('admin', 'Wrong12345') });
    await expect(client.expectRequests(MANY)).rejects.toMatchObject({ code: 'login-refused' });
    expect(signIns(simulator)).toBe(0);
  });
});

describe('a session that ends in the middle', () => {
  it('is begun again once, also when several requests notice', async () => {
    const simulator = await harbor(SLOW);
    const client = clientFor(simulator.url);
    await client.identity();
    await client.systemInfo();
    await client.expectRequests(MANY);
    endSessions(simulator);
    const pages = await Promise.all([1, 2, 3, 4].map((id) => client.robots({ projectId: id }, 1)));
    expect(pages).toHaveLength(4);
    expect(signIns(simulator)).toBe(2);
    expect(signedIn(simulator)).toBe(1);
  });

  it('is noticed where Harbor answers strangers too', async () => {
    const simulator = await harbor(SLOW);
    simulator.seed({ projects: [{ name: 'hidden' }] });
    const client = clientFor(simulator.url);
    await client.identity();
    await client.systemInfo();
    await client.expectRequests(MANY);
    endSessions(simulator);
    expect((await client.projects(1)).items.map(({ name }) => name)).toEqual(['library', 'hidden']);
    expect(signIns(simulator)).toBe(2);
  });

  it('gives way to Basic when the new one ends at once', async () => {
    const simulator = await harbor(SLOW);
    const client = clientFor(simulator.url);
    await client.identity();
    await client.systemInfo();
    await client.expectRequests(MANY);
    simulator.faults.onRequest(({ target }) => {
      if (target.includes('/robots')) endSessions(simulator);
    });
    await expect(client.robots({ level: 'system' }, 1)).resolves.toMatchObject({ total: 0 });
    expect(signIns(simulator)).toBe(2);
    expect(seenAs(simulator).at(-1)).toBe('basic GET /api/v2.0/robots');
    await client.expectRequests(MANY);
    expect(signIns(simulator)).toBe(2);
  });

  it('stops the client when the password is no longer right', async () => {
    const simulator = await harbor(SLOW);
    const client = clientFor(simulator.url);
    await client.identity();
    await client.systemInfo();
    await client.expectRequests(MANY);
    endSessions(simulator);
    const admin = [...simulator.state.users.values()].find(({ username }) => username === 'admin');
    if (admin === undefined) throw new Error('no admin');
    admin.password = 'Changed12345';
    await expect(client.robots({ level: 'system' }, 1)).rejects.toMatchObject({
      code: 'login-refused',
    });
    expect(signIns(simulator)).toBe(2);
    await expect(client.projects(1)).rejects.toMatchObject({ code: 'login-stopped' });
  });
});

describe('a session that cannot be had', () => {
  it.each([
    ['is refused', { kind: 'proxy-error', path: '/c/login', status: 403 }],
    ['breaks', { kind: 'cut-before', path: '/c/login' }],
    ['is answered by a page', { kind: 'html', path: '/c/login' }],
  ] as const)('because it %s leaves Basic at work', async (_what, fault) => {
    const simulator = await harbor(SLOW);
    const client = clientFor(simulator.url);
    await client.identity();
    await client.systemInfo();
    simulator.faults.add(fault);
    await client.expectRequests(MANY);
    await expect(client.robots({ level: 'system' }, 1)).resolves.toMatchObject({ total: 0 });
    expect(seenAs(simulator).at(-1)).toBe('basic GET /api/v2.0/robots');
    await client.expectRequests(MANY);
    expect(signIns(simulator)).toBe(1);
  });

  it('because the next server does not know it leaves Basic at work, signed out', async () => {
    const simulator = await harbor(SLOW);
    const client = clientFor(simulator.url);
    await client.identity();
    await client.systemInfo();
    simulator.faults.add({ kind: 'proxy-error', path: '/users/current', status: 401, times: 1 });
    await client.expectRequests(MANY);
    expect(signedIn(simulator)).toBe(0);
    await expect(client.robots({ level: 'system' }, 1)).resolves.toMatchObject({ total: 0 });
    expect(seenAs(simulator).at(-1)).toBe('basic GET /api/v2.0/robots');
  });
});

describe('closing', () => {
  it('does not wait for a keychain that nobody unlocks', async () => {
    const simulator = await harbor();
    const password = (): Promise<string> => new Promise(() => undefined);
    const credentials = { kind: 'user', username: 'admin', password } as const;
    const client = clientFor(simulator.url, { credentials });
    const giveUp = new AbortController();
    const asked = client.rights(giveUp.signal);
    await client.close();
    giveUp.abort();
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
    expect(simulator.traffic.count).toBe(0);
  });

  it('does not wait for a Harbor that does not answer', async () => {
    const simulator = await harbor(SLOW);
    const client = clientFor(simulator.url);
    await client.identity();
    await client.systemInfo();
    await client.expectRequests(MANY);
    simulator.faults.add({ kind: 'cut-before', path: '/c/log_out' });
    await client.close();
    await expect(client.robots({ level: 'system' }, 1)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});
