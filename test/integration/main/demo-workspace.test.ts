import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createMemoryStore } from '../../../electron/keychain/memory-store.ts';
import { createLog } from '../../../electron/log/log.ts';
import { createRedactor } from '../../../electron/log/redact.ts';
import { createOpenWorkspace } from '../../../electron/open-workspace.ts';
import type { Services } from '../../../electron/services.ts';
import { createWorkspaces } from '../../../electron/workspaces.ts';
import { openInventory } from '../open-inventory.ts';
import { memoryDesktop } from '../memory-desktop.ts';

const SOON = { timeout: 60_000 };

const bench = () => {
  const folder = mkdtempSync(join(tmpdir(), 'purser-demo-'));
  const redactor = createRedactor();
  const secrets: string[] = [];
  const themes: string[] = [];
  const open = createOpenWorkspace({
    folder,
    log: createLog(folder, redactor),
    keychain: createMemoryStore(() => undefined),
    memoryStore: () => createMemoryStore((secret) => secrets.push(secret)),
    shared: {
      openInventory,
      openSignInWindow: () => Promise.reject(new Error('no window opens here')),
      nativeBinding: undefined,
      testConnection: () => Promise.reject(new Error('is not asked here')),
      remember: () => undefined,
      resolveSystemProxy: () => Promise.resolve('DIRECT'),
      now: () => Math.floor(Date.now() / 1_000),
      emit: () => undefined,
      desktop: memoryDesktop(),
    },
    onSettings: (settings) => themes.push(settings.get().theme),
    onOpen: () => undefined,
  });
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { folder, open, secrets, themes };
};

const states = async (services: Services): Promise<string[]> =>
  (await services.views()).map(({ state }) => state);

/** Everything in a folder as one text, to look for traces in. */
const everythingIn = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.name}\n${readFileSync(join(entry.parentPath, entry.name), 'latin1')}`)
    .join('\n');

it(
  'the demo has its own files, its own secrets and six instances, and leaves nothing',
  { timeout: 120_000 },
  async () => {
    const { folder, open, secrets, themes } = bench();
    const workspaces = createWorkspaces('own', open);
    onTestFinished(() => workspaces.close());
    await (await workspaces.current()).settings.set({ theme: 'dark' });

    await workspaces.switchTo('demo');
    const demo = await workspaces.current();
    expect(demo.settings.get().theme).toBe('dark');
    expect(themes).toStrictEqual(['system', 'dark']);
    expect(existsSync(join(folder, 'demo', 'state.db'))).toBe(true);
    // Nothing is read in the first moment: the window shows itself before.
    await expect
      .poll(async () => (await states(demo)).toSorted(), SOON)
      .toStrictEqual(['fresh', 'fresh', 'fresh', 'fresh', 'offline', 'sign-in-ended']);
    const names = (await demo.views()).map(({ config }) => config.name);
    await demo.settings.set({ theme: 'light' });

    await workspaces.switchTo('own');
    const own = await workspaces.current();
    expect(await own.views()).toStrictEqual([]);
    expect(own.settings.get().theme).toBe('dark');
    expect(existsSync(join(folder, 'demo'))).toBe(false);
    await workspaces.close();
    const left = everythingIn(folder);
    expect(names).toHaveLength(6);
    expect(secrets.length).toBeGreaterThanOrEqual(4);
    for (const trace of [...names, ...secrets, '127.0.0.1']) expect(left).not.toContain(trace);
  },
);

it('the demo reaches its own Harbors only, and leaves the keychain alone', async () => {
  const { open } = bench();
  const workspaces = createWorkspaces('demo', open);
  onTestFinished(() => workspaces.close());
  const { instances, tests, keychain, views } = await workspaces.current();
  const [view] = await views();
  if (view === undefined) throw new Error('the demo has no instance');
  const { id, loginId, ...config } = view.config;
  const draft = { id, config, login: { id: loginId }, secrets: {} };
  expect(await instances.save({ ...draft, config: { ...config, colour: 'pink' } })).toMatchObject({
    colour: 'pink',
    url: config.url,
  });

  const refused = { code: 'not-allowed', message: expect.stringContaining('demo') as string };
  const real = { ...draft, config: { ...config, url: 'https://harbor.example.com' } };
  await expect(instances.save(real)).rejects.toMatchObject(refused);
  await expect(tests.run(crypto.randomUUID(), real)).rejects.toMatchObject(refused);
  const added = {
    config: { ...real.config, name: 'mine' },
    login: { kind: 'user', username: 'admin' } as const,
    secrets: { password: 'of mine' },
  };
  await expect(instances.save(added)).rejects.toMatchObject(refused);
  const proxy = { kind: 'address', url: 'http://proxy.example.com:3128', username: '' } as const;
  const led = { ...draft, config: { ...config, proxy } };
  await expect(instances.save(led)).rejects.toMatchObject(refused);

  expect((await views()).map(({ config: { url } }) => url)).not.toContain(real.config.url);
  expect(await keychain.status()).toMatchObject({ sessionOnly: true });
});

it('a demo that could not end is gone after the next start', async () => {
  const { folder, open } = bench();
  mkdirSync(join(folder, 'demo'));
  writeFileSync(join(folder, 'demo', 'state.db'), 'half');
  const workspaces = createWorkspaces('own', open);
  await workspaces.current();
  expect(existsSync(join(folder, 'demo'))).toBe(false);
  await workspaces.close();
});

it('quitting in the demo leaves nothing either', async () => {
  const { folder, open } = bench();
  const workspaces = createWorkspaces('demo', open);
  await workspaces.current();
  await workspaces.close();
  expect(readdirSync(folder)).toStrictEqual([]);
});
