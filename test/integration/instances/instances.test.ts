import { describe, expect, it } from 'vitest';
import { PASSWORD, harbor } from '../harbor/stage.ts';
import { aComputer, draftFor, draftOf, robotsOf, settled, SOON, withRobots } from './stage.ts';

describe('an instance that is added', () => {
  it('has its password in the keychain, is synced at once, and the window is told', async () => {
    const computer = aComputer();
    const app = await computer.start();
    const simulator = await withRobots(3);
    const saved = await app.call('instances.save', draftFor(simulator, 'prod'));
    expect(saved).toMatchObject({
      config: { name: 'prod', url: simulator.url },
      login: { kind: 'user', username: 'admin', usedBy: ['prod'], stored: 'keychain' },
    });
    expect([...computer.keychain]).toStrictEqual([[`login/${saved.login.id}`, PASSWORD]]);
    await settled(app, 'prod', 'fresh');
    expect(await app.view('prod')).toMatchObject({ robots: 3, error: null, progress: null });
    expect(await robotsOf(app)).toBe(3);
    const { id } = saved.config;
    await expect
      .poll(() => app.told.get('instances.changed')?.at(-1), SOON)
      .toMatchObject([{ config: { id }, state: 'fresh', robots: 3 }]);
    expect(app.told.get('inventory.changed')).toContainEqual({ ids: [id] });
    expect(JSON.stringify([...app.told])).not.toContain(PASSWORD);
  });

  it('is there after a restart, offline too, with its robots and its login', async () => {
    const computer = aComputer();
    const simulator = await withRobots(2);
    const first = await computer.start();
    await first.call('instances.save', draftFor(simulator, 'prod'));
    await settled(first, 'prod', 'fresh');
    await first.quit();
    await simulator.close();
    const second = await computer.start();
    expect(await second.view('prod')).toMatchObject({ robots: 2, login: { stored: 'keychain' } });
    expect(await robotsOf(second)).toBe(2);
    await settled(second, 'prod', 'offline');
    expect((await second.view('prod')).asOf).toBeGreaterThan(0);
  });

  it('has its address as people paste it made whole', async () => {
    const app = await aComputer().start();
    const simulator = await harbor();
    const pasted = `  ${simulator.url}/harbor/projects?x=1#y `;
    const saved = await app.call('instances.save', draftFor(pasted, 'prod'));
    expect(saved.config.url).toBe(simulator.url);
  });

  it.each([
    ['a wrong address', { url: 'ftp://harbor' }, 'address-invalid'],
    ['http that was not asked for', { allowHttp: false }, 'address-invalid'],
    [
      'a proxy with a password in it',
      {
        proxy: { kind: 'address', url: 'http://a:b@proxy:3128', username: '' },
      },
      'invalid-input',
    ],
    [
      'a proxy that is none',
      {
        proxy: { kind: 'address', url: 'file:///etc/passwd', username: '' },
      },
      'invalid-input',
    ],
  ] as const)('is refused for %s, and nothing is kept', async (_what, config, code) => {
    const computer = aComputer();
    const app = await computer.start();
    const draft = draftFor('http://127.0.0.1:1', 'prod', { config });
    await expect(app.call('instances.save', draft)).rejects.toMatchObject({ code });
    expect(await app.call('instances.list')).toStrictEqual([]);
    expect(computer.keychain.size).toBe(0);
  });

  it('needs a name of its own, and a new login its password', async () => {
    const app = await aComputer().start();
    await app.call('instances.save', draftFor('http://127.0.0.1:1', 'prod'));
    const same = draftFor('http://127.0.0.1:2', ' PROD ');
    await expect(app.call('instances.save', same)).rejects.toMatchObject({
      code: 'invalid-input',
      details: { field: 'name' },
    });
    const bare = draftFor('http://127.0.0.1:2', 'lab', { secrets: {} });
    await expect(app.call('instances.save', bare)).rejects.toMatchObject({
      details: { field: 'password' },
    });
  });
});

describe('an instance that is changed', () => {
  it('keeps what is absent, and is not asked again for a colour', async () => {
    const computer = aComputer();
    const app = await computer.start();
    const simulator = await withRobots(1);
    await app.call('instances.save', draftFor(simulator, 'prod'));
    await settled(app, 'prod', 'fresh');
    simulator.traffic.clear();
    const change = { config: { colour: 'red', group: 'Work', name: 'live' } } as const;
    const before = await app.view('prod');
    const after = await app.call('instances.save', draftOf(before, change));
    expect(after).toMatchObject({ config: change.config, state: 'fresh', robots: 1 });
    expect(after.login.id).toBe(before.login.id);
    expect([...computer.keychain.values()]).toStrictEqual([PASSWORD]);
    expect(simulator.traffic.count).toBe(0);
  });

  it('is read again when its address is another', async () => {
    const app = await aComputer().start();
    await app.call('instances.save', draftFor('http://127.0.0.1:1', 'prod'));
    await settled(app, 'prod', 'offline');
    const { url } = await withRobots(4);
    await app.call('instances.save', draftOf(await app.view('prod'), { config: { url } }));
    await settled(app, 'prod', 'fresh');
    expect(await robotsOf(app)).toBe(4);
  });

  it('with another user has another login; the old password is gone', async () => {
    const computer = aComputer();
    const app = await computer.start();
    const saved = await app.call('instances.save', draftFor('http://127.0.0.1:1', 'prod'));
    const login = { kind: 'user', username: 'alice' } as const;
    const bare = draftOf(saved, { login });
    await expect(app.call('instances.save', bare)).rejects.toMatchObject({ code: 'invalid-input' });
    const changed = await app.call(
      'instances.save',
      draftOf(saved, { login, secrets: { password: 'of alice' } }),
    );
    expect(changed.login.id).not.toBe(saved.login.id);
    expect([...computer.keychain]).toStrictEqual([[`login/${changed.login.id}`, 'of alice']]);
    expect(await app.call('logins.list')).toHaveLength(1);
  });

  it('keeps secrets of proxy and key until they are not used any more', async () => {
    const computer = aComputer();
    const app = await computer.start();
    const config = {
      proxy: { kind: 'address', url: 'http://127.0.0.1:3128', username: 'me' },
      clientCertificate: { certificateFile: '/a.pem', keyFile: '/a.key' },
    } as const;
    const secrets = {
      password: PASSWORD,
      proxyPassword: 'of the proxy',
      keyPassphrase: 'of the key',
    };
    const draft = draftFor('http://127.0.0.1:1', 'prod', { config, secrets });
    const { config: saved } = await app.call('instances.save', draft);
    expect(computer.keychain.get(`proxy/${saved.id}`)).toBe('of the proxy');
    expect(computer.keychain.get(`key/${saved.id}`)).toBe('of the key');

    const emptied = draftOf(await app.view('prod'), { secrets: { keyPassphrase: '' } });
    await app.call('instances.save', emptied);
    expect(computer.keychain.has(`key/${saved.id}`)).toBe(false);
    const direct = draftOf(await app.view('prod'), { config: { proxy: { kind: 'none' } } });
    await app.call('instances.save', direct);
    expect([...computer.keychain.values()]).toStrictEqual([PASSWORD]);
  });

  it('can be locked, and moved in the list', async () => {
    const app = await aComputer().start();
    const names = ['a', 'b', 'c'];
    for (const name of names) {
      await app.call('instances.save', draftFor('http://127.0.0.1:1', name));
    }
    const ids = (await app.call('instances.list')).map(({ config }) => config.id);
    const [a = '', b = '', c = ''] = ids;
    expect((await app.call('instances.setLocked', { id: b, locked: true })).config.locked).toBe(
      true,
    );
    await app.call('instances.reorder', { ids: [c, crypto.randomUUID(), a] });
    const list = await app.call('instances.list');
    expect(list.map(({ config }) => config.name)).toStrictEqual(['c', 'a', 'b']);
    await app.call('instances.open', { id: a });
    expect(app.desktop.opened).toStrictEqual(['http://127.0.0.1:1']);
    const unknown = { id: crypto.randomUUID(), locked: true };
    await expect(app.call('instances.setLocked', unknown)).rejects.toMatchObject({
      code: 'unknown-item',
    });
  });
});

describe('the connection test', () => {
  it('tells its steps as they pass, and can be cancelled', async () => {
    const app = await aComputer().start();
    const simulator = await harbor();
    const draft = draftFor(simulator, 'prod');
    const testId = crypto.randomUUID();
    const report = await app.call('instances.test', { testId, draft });
    expect(report.ok).toBe(true);
    const told = app.told.get('instances.testStep') as { testId: string }[];
    expect(told.length).toBeGreaterThan(report.steps.length);
    expect(new Set(told.map((one) => one.testId))).toStrictEqual(new Set([testId]));
    expect(await app.call('instances.list')).toStrictEqual([]);

    const cancelledId = crypto.randomUUID();
    simulator.faults.add({ kind: 'latency', delay: 60_000 });
    const running = app.call('instances.test', { testId: cancelledId, draft });
    const cancelled = expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await expect
      .poll(() => JSON.stringify(app.told.get('instances.testStep')), SOON)
      .toContain(cancelledId);
    await app.call('instances.cancelTest', { testId: cancelledId });
    await cancelled;
  });

  it('uses what is stored where the form leaves it empty', async () => {
    const app = await aComputer().start();
    const simulator = await harbor();
    const saved = await app.call('instances.save', draftFor(simulator, 'prod'));
    const ask = { testId: crypto.randomUUID(), draft: draftOf(saved) };
    expect(await app.call('instances.test', ask)).toMatchObject({ ok: true });
  });
});

describe('the data', () => {
  it('can be emptied of what was read; what was entered stays', async () => {
    const app = await aComputer().start();
    const simulator = await withRobots(5);
    await app.call('instances.save', draftFor(simulator, 'prod'));
    await settled(app, 'prod', 'fresh');
    await app.call('data.clearInventory');
    expect(await robotsOf(app)).toBe(0);
    expect(await app.view('prod')).toMatchObject({ state: 'never-synced', robots: 0, asOf: null });
    await app.call('sync.start', {});
    await settled(app, 'prod', 'fresh');
    expect(await robotsOf(app)).toBe(5);
  });

  it('lies in one folder, and holds no secret', async () => {
    const computer = aComputer();
    const app = await computer.start();
    const simulator = await withRobots(1);
    await app.call('instances.save', draftFor(simulator, 'prod'));
    await settled(app, 'prod', 'fresh');
    const { folder, files } = await app.call('data.info');
    expect(folder).toBe(computer.home);
    expect(files.map(({ name }) => name)).toStrictEqual(['inventory.db', 'state.db', 'journal.db']);
  });
});
