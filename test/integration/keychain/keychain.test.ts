import { describe, expect, it } from 'vitest';
import { see } from './sessions.ts';

// The Secret Service of Linux, with the real library and the real daemon. Elsewhere there is but
// the user's own keychain, which a test does not touch.
describe.runIf(process.platform === 'linux')('the keychain', () => {
  it('is ready: keeps, reads once, deletes, and leaves nothing behind', async () => {
    expect(await see('ready', 'usual')).toStrictEqual({
      status: { state: 'ready', cause: '', sessionOnly: false },
      where: 'keychain',
      isSame: [true, true, true],
      missing: [null, null],
      readTimes: 2,
      afterDelete: null,
      goneIs: 'nowhere',
      empty: 'invalid-input',
      probeLeft: [],
    });
  });

  it('is locked: says so, keeps for the session if wanted, and takes over once unlocked', async () => {
    const seen = await see('locked', 'usual');
    expect(seen).toMatchObject({
      status: { state: 'locked', sessionOnly: false },
      codes: { get: 'keychain-locked', set: 'keychain-locked', delete: 'keychain-locked' },
      session: { where: 'session', isKept: true, other: null },
      unlocked: { state: 'ready', cause: '', sessionOnly: true },
      moved: { state: 'ready', sessionOnly: false },
      isMoved: true,
      isThere: true,
    });
    expect(seen['status']).toHaveProperty('cause', expect.stringMatching(/locked/i));
  });

  it('is locked while Purser runs: every call is answered, and nothing is called missing', async () => {
    expect(await see('meanwhile', 'usual')).toStrictEqual({
      status: { state: 'ready', cause: '', sessionOnly: false },
      codes: ['keychain-locked'],
      isThere: true,
    });
  });

  it('reads many at once, also while it is being locked', async () => {
    expect(await see('many', 'usual')).toStrictEqual({
      isSame: true,
      readTimes: 101,
      missing: null,
      isRefused: true,
      others: [],
      isThere: true,
    });
  });

  it.each([
    ['no D-Bus', 'none', /D-Bus/],
    ['no service on it', 'empty', /org\.freedesktop\.secrets|service/i],
  ] as const)('is not there for want of it: %s', async (_what, bus, cause) => {
    const seen = await see('none', bus);
    expect(seen).toMatchObject({
      status: { state: 'none', sessionOnly: false },
      codes: { get: 'keychain-missing', set: 'keychain-missing', delete: 'keychain-missing' },
      before: 'nowhere',
      chosen: { state: 'none', sessionOnly: true },
      after: 'session',
      isKept: true,
      other: null,
      inAnother: 'keychain-missing',
    });
    expect(seen['status']).toHaveProperty('cause', expect.stringMatching(cause));
  });
});
