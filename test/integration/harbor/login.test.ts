import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/contract/errors.ts';
import { asRobot, asUser, clientFor, gather, harbor, loginsSeen } from './stage.ts';

const PROJECTS = Array.from({ length: 12 }, (_, at) => ({ name: `p${String(at)}` }));

describe('a wrong password', () => {
  it('is sent exactly once, whatever is asked and however often', async () => {
    const simulator = await harbor();
    simulator.seed({ projects: PROJECTS });
    const client = clientFor(simulator.url, { credentials: asUser('admin', 'Wrong12345') });
    const calls = [
      client.rights(),
      client.systemInfo(),
      client.projects(1),
      client.robots({ level: 'system' }, 1),
      client.expectRequests(1_000),
    ];
    const ends = await Promise.allSettled(calls);
    const codes = ends.map((end) =>
      end.status === 'rejected' ? (end.reason as AppError).code : '',
    );
    expect(codes).toEqual(['login-refused', ...Array<string>(4).fill('login-stopped')]);
    expect(loginsSeen(simulator)).toEqual(['GET /api/v2.0/users/current']);
    const before = simulator.traffic.count;
    await expect(client.catalogue()).rejects.toMatchObject({ code: 'login-stopped' });
    expect(simulator.traffic.count).toBe(before);
  });

  it('locks its name for a moment, in which the right one is tried once and refused too', async () => {
    const simulator = await harbor({ clock: 'manual' });
    const wrong = clientFor(simulator.url, { credentials: asUser('admin', 'Wrong12345') });
    const refused = wrong.rights().catch((error: unknown) => error);
    await expect.poll(() => simulator.clock.sleeping).toBe(1);
    const locked = clientFor(simulator.url);
    await expect(locked.rights()).rejects.toMatchObject({ code: 'login-refused' });
    await expect(locked.projects(1)).rejects.toMatchObject({ code: 'login-stopped' });
    simulator.clock.advance(2);
    await expect(refused).resolves.toMatchObject({ code: 'login-refused' });
    expect(loginsSeen(simulator)).toHaveLength(2);
    await expect(clientFor(simulator.url).rights()).resolves.toMatchObject({
      identity: 'system-admin',
    });
  });

  it('is told apart from a company login that only works in the browser', async () => {
    const simulator = await harbor({ authMode: 'oidc_auth' });
    simulator.seed({ users: [{ username: 'alice' }] });
    const client = clientFor(simulator.url, { credentials: asUser('alice', 'Passw0rd1') });
    await expect(client.rights()).rejects.toMatchObject({
      code: 'login-refused',
      message: expect.stringContaining('only for the local administrator') as string,
      details: { authMode: 'oidc_auth', username: 'alice' },
    });
  });

  it('of the local administrator is right in OIDC mode too', async () => {
    const simulator = await harbor({ authMode: 'oidc_auth' });
    await expect(clientFor(simulator.url).rights()).resolves.toMatchObject({
      identity: 'system-admin',
    });
  });

  it('that becomes wrong in the middle stops everything', async () => {
    const simulator = await harbor();
    const client = clientFor(simulator.url);
    await client.rights();
    const admin = [...simulator.state.users.values()].find(({ username }) => username === 'admin');
    if (admin === undefined) throw new Error('no admin');
    admin.password = 'Changed12345';
    await expect(client.robots({ level: 'system' }, 1)).rejects.toMatchObject({
      code: 'login-refused',
    });
    await expect(client.robots({ level: 'system' }, 1)).rejects.toMatchObject({
      code: 'login-stopped',
    });
  });
});

describe('an unproven login', () => {
  it('is sent by one request alone, then four go at once', async () => {
    const simulator = await harbor();
    simulator.seed({ projects: PROJECTS });
    const inFlight: number[] = [];
    simulator.faults.onRequest(() => void inFlight.push(simulator.traffic.inFlight));
    gather(simulator, '/robots', 4);
    simulator.faults.add({ kind: 'latency', path: '/users/current', delay: 50 });
    const client = clientFor(simulator.url);
    await Promise.all(PROJECTS.map((_, at) => client.robots({ projectId: at + 1 }, 1)));
    expect(simulator.traffic.seen[0]?.target).toBe('/api/v2.0/users/current');
    expect(inFlight.slice(0, 3)).toEqual([1, 1, 2]);
    expect(simulator.traffic.maxInFlight).toBe(4);
    expect(client.requestsSent).toBe(13);
  });

  it('is asked for when it is first needed, and again if the keychain was locked', async () => {
    const simulator = await harbor();
    let turn = 0;
    const password = (): Promise<string> => {
      turn += 1;
      if (turn > 1) return Promise.resolve('Harbor12345');
      return Promise.reject(new AppError('keychain-locked', 'The keychain is locked.'));
    };
    const credentials = { kind: 'user', username: 'admin', password } as const;
    const client = clientFor(simulator.url, { credentials });
    expect(turn).toBe(0);
    await expect(client.rights()).rejects.toMatchObject({ code: 'keychain-locked' });
    expect(simulator.traffic.count).toBe(0);
    await expect(client.rights()).resolves.toMatchObject({ identity: 'system-admin' });
    await client.robots({ level: 'system' }, 1);
    expect(turn).toBe(2);
  });

  it('cannot have a colon in its name', async () => {
    const simulator = await harbor();
    const client = clientFor(simulator.url, { credentials: asUser('a:b') });
    await expect(client.rights()).rejects.toMatchObject({ code: 'invalid-input' });
    expect(simulator.traffic.count).toBe(0);
  });
});

describe('what a login may do', () => {
  it.each([
    [1, 'project-admin', 1],
    [2, 'user', 0],
    [3, 'user', 0],
    [4, 'user', 0],
    [5, 'user', 0],
  ] as const)('as role %i', async (role, identity, adminOfProjects) => {
    const simulator = await harbor();
    simulator.seed({
      users: [{ username: 'alice', password: 'Passw0rd1' }],
      projects: [{ name: 'apps', members: { alice: role } }],
    });
    const client = clientFor(simulator.url, { credentials: asUser('alice', 'Passw0rd1') });
    const rights = await client.rights();
    expect(rights).toMatchObject({ identity, username: 'alice', adminOfProjects });
    const apps = (await client.projects(1)).items.find(({ name }) => name === 'apps');
    const listing = client.robots({ projectId: apps?.id ?? 0 }, 1);
    if (role === 5) await expect(listing).rejects.toMatchObject({ code: 'forbidden' });
    else await expect(listing).resolves.toMatchObject({ total: 0 });
    expect(rights.can.some((sentence) => sentence.includes('robots of 1 project'))).toBe(
      role !== 5,
    );
    expect(await client.robotPrefix()).toBeNull();
    expect((await client.catalogue()) !== null).toBe(role === 1);
  });

  it.each(['2.2.4', '2.5.6', '2.10.3', '2.15.2'])('as a robot of Harbor %s', async (version) => {
    const simulator = await harbor({ version });
    const { robots } = simulator.seed({
      projects: [{ name: 'apps' }],
      robots: [
        {
          name: 'reader',
          project: 'apps',
          permissions: [
            {
              kind: 'project',
              namespace: 'apps',
              access: [{ resource: 'repository', action: 'pull' }],
            },
          ],
        },
      ],
    });
    const [reader] = robots;
    if (reader === undefined) throw new Error('no robot');
    const client = clientFor(simulator.url, { credentials: asRobot(reader) });
    const rights = await client.rights();
    expect(rights).toMatchObject({ identity: 'robot', username: 'robot$apps+reader' });
    expect(rights.cannot.join(' ')).toContain('Never changes or refreshes');
    expect(await client.catalogue()).toBeNull();
    expect(await client.robotPrefix()).toBeNull();
    const wrong = { ...reader, secret: 'Wrong12345' };
    const refused = clientFor(simulator.url, { credentials: asRobot(wrong) });
    await expect(refused.rights()).rejects.toMatchObject({
      code: 'login-refused',
      message: expect.stringContaining('expired, disabled or deleted') as string,
    });
  });

  it.each([
    ['has expired', { createdAt: Date.now() - 40 * 86_400_000 }],
    ['is disabled', { disabled: true }],
  ])('as a robot that %s: nothing, and why that may be', async (_what, robot) => {
    const simulator = await harbor();
    const { robots } = simulator.seed({ robots: [{ name: 'reader', ...robot }] });
    const client = clientFor(simulator.url, {
      credentials: asRobot(robots[0] ?? { name: '', secret: '' }),
    });
    await expect(client.rights()).rejects.toMatchObject({
      code: 'login-refused',
      message: expect.stringContaining('expired, disabled or deleted') as string,
    });
    expect(loginsSeen(simulator)).toHaveLength(1);
  });

  it('as a robot that reads every robot of every project', async () => {
    const simulator = await harbor();
    const { robots } = simulator.seed({
      projects: [{ name: 'apps' }],
      robots: [
        {
          name: 'reader',
          permissions: [
            {
              kind: 'system',
              namespace: '/',
              access: [
                { resource: 'robot', action: 'list' },
                { resource: 'project', action: 'list' },
              ],
            },
            { kind: 'project', namespace: '*', access: [{ resource: 'robot', action: 'list' }] },
          ],
        },
      ],
    });
    const [reader] = robots;
    if (reader === undefined) throw new Error('no robot');
    const rights = await clientFor(simulator.url, { credentials: asRobot(reader) }).rights();
    expect(rights.can).toEqual([
      'Sees the system robots.',
      'Sees 2 projects: public ones and those its permissions name.',
      'Sees the robots of its projects.',
    ]);
  });
});

describe('the list of projects', () => {
  it('is read again when it may have been answered as to a stranger', async () => {
    const simulator = await harbor();
    simulator.seed({ projects: [{ name: 'hidden' }, { name: 'open', public: true }] });
    const client = clientFor(simulator.url);
    await client.identity();
    // A wrong password typed elsewhere locks the name while this page is asked for.
    const admin = [...simulator.state.users.values()].find(({ username }) => username === 'admin');
    if (admin === undefined) throw new Error('no admin');
    const { password } = admin;
    simulator.faults.onRequest(({ target }) => {
      const pages = simulator.traffic.seen.filter((one) => one.target.includes('/projects'));
      admin.password = target.includes('/projects') && pages.length === 1 ? 'locked' : password;
    });
    const { items, total } = await client.projects(1);
    expect(items.map(({ name }) => name)).toEqual(['library', 'hidden', 'open']);
    expect(total).toBe(3);
  });
});
