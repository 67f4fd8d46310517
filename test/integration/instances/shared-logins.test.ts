import { describe, expect, it } from 'vitest';
import { PASSWORD, loginsSeen } from '../harbor/stage.ts';
import { aComputer, draftFor, draftOf, robotsOf, settled, withRobots } from './stage.ts';

describe('a login that several instances share', () => {
  const shared = async (password = PASSWORD) => {
    const computer = aComputer();
    const app = await computer.start();
    const [one, two] = [await withRobots(1), await withRobots(2)];
    const secrets = { password };
    const { login } = await app.call('instances.save', draftFor(one, 'one', { secrets }));
    const more = { login: { id: login.id }, secrets: {} };
    await app.call('instances.save', draftFor(two, 'two', more));
    return { computer, app, one, two, login };
  };

  it('is one entry in the keychain', async () => {
    const { computer, app, login } = await shared();
    await settled(app, 'one', 'fresh');
    await settled(app, 'two', 'fresh');
    expect([...computer.keychain]).toStrictEqual([[`login/${login.id}`, PASSWORD]]);
    expect(await app.call('logins.list')).toMatchObject([{ usedBy: ['one', 'two'] }]);
  });

  it('once refused stops them all; the right password, tried on one, resumes them all', async () => {
    const { computer, app, one, two, login } = await shared('wrong');
    await settled(app, 'one', 'needs-login');
    await settled(app, 'two', 'needs-login');
    expect(loginsSeen(one).length + loginsSeen(two).length).toBe(1);

    const testOn = (await app.view('one')).config.id;
    const ask = { id: login.id, testOn };
    const refused = await app.call('logins.setPassword', { ...ask, password: 'wrong too' });
    expect(refused).toMatchObject({ ok: false });
    expect(refused.steps.at(-1)).toMatchObject({ step: 'login', error: { code: 'login-refused' } });
    expect([...computer.keychain.values()]).toStrictEqual(['wrong']);
    expect(loginsSeen(two)).toHaveLength(0);

    const report = await app.call('logins.setPassword', { ...ask, password: PASSWORD });
    expect(report).toMatchObject({ ok: true });
    expect([...computer.keychain.values()]).toStrictEqual([PASSWORD]);
    await settled(app, 'one', 'fresh');
    await settled(app, 'two', 'fresh');
  });

  it('takes a password with an instance only after it was right there', async () => {
    const { computer, app } = await shared();
    const view = await app.view('two');
    const wrong = draftOf(view, { secrets: { password: 'wrong' }, config: { colour: 'red' } });
    await expect(app.call('instances.save', wrong)).rejects.toMatchObject({
      code: 'login-refused',
    });
    expect([...computer.keychain.values()]).toStrictEqual([PASSWORD]);
    expect((await app.view('two')).config.colour).toBe('blue');
    const right = draftOf(view, { secrets: { password: PASSWORD } });
    expect((await app.call('instances.save', right)).config.name).toBe('two');
  });

  it('cannot be tried on an instance that does not use it', async () => {
    const { app, login } = await shared();
    const ask = { id: login.id, password: 'x', testOn: crypto.randomUUID() };
    await expect(app.call('logins.setPassword', ask)).rejects.toMatchObject({
      code: 'unknown-item',
    });
  });

  it('stays until the last of them is removed', async () => {
    const { computer, app } = await shared();
    await settled(app, 'one', 'fresh');
    await settled(app, 'two', 'fresh');
    expect(await robotsOf(app)).toBe(3);
    await app.call('instances.remove', { id: (await app.view('one')).config.id });
    expect([await robotsOf(app), computer.keychain.size]).toStrictEqual([2, 1]);
    await app.call('instances.remove', { id: (await app.view('two')).config.id });
    expect([await robotsOf(app), computer.keychain.size]).toStrictEqual([0, 0]);
    expect(await app.call('logins.list')).toStrictEqual([]);
  });
});
