import { describe, expect, it } from 'vitest';
import { PASSWORD } from '../harbor/stage.ts';
import {
  aComputer,
  draftFor,
  draftOf,
  LOCKED,
  MISSING,
  robotsOf,
  settled,
  SOON,
  withRobots,
} from './stage.ts';

describe('a keychain that cannot be used', () => {
  it.each([
    [MISSING, 'none', 'keychain-missing'],
    [LOCKED, 'locked', 'keychain-locked'],
  ])('saves nothing (%s), or for this session if wanted', async (words, state, code) => {
    const computer = aComputer();
    computer.broken = words;
    const app = await computer.start();
    const simulator = await withRobots(1);
    expect(await app.call('keychain.status')).toMatchObject({ state, cause: words });
    const draft = draftFor(simulator, 'prod');
    await expect(app.call('instances.save', draft)).rejects.toMatchObject({ code });
    expect(await app.call('instances.list')).toStrictEqual([]);

    await app.call('keychain.setSessionOnly', { sessionOnly: true });
    expect(app.told.get('keychain.changed')).toMatchObject([{ state, sessionOnly: true }]);
    expect((await app.call('instances.save', draft)).login.stored).toBe('session');
    await settled(app, 'prod', 'fresh');

    await app.quit();
    const next = await computer.start();
    await settled(next, 'prod', 'failed');
    expect((await next.view('prod')).error).toMatchObject({ code });
    expect(await robotsOf(next)).toBe(1);

    computer.broken = null;
    expect(await next.call('keychain.retry')).toMatchObject({ state: 'ready' });
    // Now it is known that the keychain has nothing: what was kept for a session went with it.
    await settled(next, 'prod', 'needs-login');
    const view = await next.view('prod');
    await next.call('instances.save', draftOf(view, { secrets: { password: PASSWORD } }));
    await settled(next, 'prod', 'fresh');
    expect([...computer.keychain.values()]).toStrictEqual([PASSWORD]);
  });

  it('that was unlocked meanwhile is found so by the next sync somebody asks for', async () => {
    const computer = aComputer();
    const first = await computer.start();
    await first.call('instances.save', draftFor(await withRobots(1), 'prod'));
    await settled(first, 'prod', 'fresh');
    await first.quit();
    computer.broken = LOCKED;
    const app = await computer.start();
    await settled(app, 'prod', 'failed');
    await app.call('sync.start', {});
    await settled(app, 'prod', 'failed');
    expect(app.told.get('keychain.changed')).toBeUndefined();
    computer.broken = null;
    await app.call('sync.start', {});
    await settled(app, 'prod', 'fresh');
    expect(app.told.get('keychain.changed')).toMatchObject([{ state: 'ready' }]);
  });

  it('that is locked keeps an instance from being removed, because its password would stay', async () => {
    const computer = aComputer();
    const app = await computer.start();
    const { config } = await app.call('instances.save', draftFor('http://127.0.0.1:1', 'prod'));
    computer.broken = LOCKED;
    await app.call('keychain.retry');
    const removal = app.call('instances.remove', { id: config.id });
    await expect(removal).rejects.toMatchObject({ code: 'keychain-locked' });
    expect(await app.call('instances.list')).toHaveLength(1);
    computer.broken = null;
    await app.call('keychain.retry');
    await app.call('instances.remove', { id: config.id });
    expect(computer.keychain.size).toBe(0);
  });

  it('that is gone lets an instance go, and the password follows when it is back', async () => {
    const computer = aComputer();
    const app = await computer.start();
    const { config } = await app.call('instances.save', draftFor('http://127.0.0.1:1', 'prod'));
    computer.broken = MISSING;
    await app.call('keychain.retry');
    await app.call('instances.remove', { id: config.id });
    expect(await app.call('instances.list')).toStrictEqual([]);
    expect(computer.keychain.size).toBe(1);
    await app.quit();
    computer.broken = null;
    await computer.start();
    await expect.poll(() => computer.keychain.size, SOON).toBe(0);
  });
});
