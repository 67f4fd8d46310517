import type { Plan } from '../../shared/contract/plans.ts';
import type { RobotRow } from '../../shared/contract/robots.ts';
import { value } from './bridge.ts';
import { tapIpc } from './ipc-tap.ts';
import { expectScannedPlaces, test } from './leak-desktop.ts';
import { filesBelow, processesOf, reportScan, scan, type Planted } from './leak-scan.ts';
import { saveForProvider, signInAs, signInWindow } from './sign-in-window.ts';
import { expect, instanceRow } from './window.ts';

const button = (name: string | RegExp) => ['button', { name }] as const;

test('nothing of a sign-in is in anything that is written, shown or told', async ({
  launch,
  harbor,
  home,
  desktop,
}) => {
  const simulator = await harbor({ version: '2.15.2', oidc: { hostname: 'localhost' } });
  const planted = new Map<string, Planted>();
  const plant = (name: string, secret: string): void => void planted.set(secret, { name, secret });
  plant('password at the provider', 'Passw0rd1');
  // Of the way back as well: a code is good for once, its state for one sign-in.
  simulator.faults.onRequest(({ target }) => {
    for (const id of simulator.state.sessions.keys()) plant('session cookie', id);
    const asked = new URL(target, simulator.url).searchParams;
    for (const name of ['code', 'state']) {
      const secret = asked.get(name) ?? '';
      if (target.startsWith('/c/oidc/callback') && secret !== '')
        plant(`${name} of a sign-in`, secret);
    }
  });

  const { app, page } = await launch({ env: desktop.env });
  await expectScannedPlaces(app, home, desktop);
  const said: Buffer[] = [];
  app.process().stdout?.on('data', (chunk: Buffer) => said.push(chunk));
  app.process().stderr?.on('data', (chunk: Buffer) => said.push(chunk));
  const ipc = await tapIpc(app);
  const window = signInWindow(app);
  await saveForProvider(page, { name: 'corp', url: simulator.url, allowHttp: true });
  await page.goto('app://purser/index.html#/instances');
  const row = instanceRow(page, 'corp');
  const dialog = page.getByRole('dialog');
  const begin = async (): Promise<void> => {
    await page.getByRole(...button('Sign in: corp')).click();
    await dialog.getByRole(...button(/^Sign in with/)).click();
  };

  // Refused, then let in; read, changed, ended by Harbor, signed in to once more.
  await begin();
  await window.shows('User name');
  await window.send({ username: 'rex', password: 'Passw0rd1' });
  await expect(dialog.getByRole('alert')).toContainText('not in a group');
  await dialog.getByRole(...button(/^Sign in with/)).click();
  await signInAs(window, 'ada');
  await window.isGone();
  await expect(row).toContainText('Up to date');

  const { robots } = await value<{ robots: RobotRow[] }>(page, 'robots.find', { text: 'deploy' });
  const keys = [robots[0]?.key ?? 0];
  const { id } = await value<Plan>(page, 'plans.make', { operation: { kind: 'disable' }, keys });
  const state = async () => (await value<Plan>(page, 'plans.get', { id })).state;
  await expect.poll(state).toBe('ready');
  await value(page, 'plans.apply', { id });
  await expect.poll(state).toBe('finished');

  simulator.state.sessions.clear();
  await value(page, 'sync.start', {});
  await expect(row).toContainText('Sign-in ended');
  await begin();
  await signInAs(window, 'ada');
  await window.isGone();
  await expect(row).toContainText('Up to date');

  for (const { username, oidc } of simulator.state.users.values()) {
    if (oidc !== undefined) plant(`CLI secret of ${username}`, oidc.secret);
  }
  const during = [...filesBelow(home), ...desktop.files()];
  const places = [
    ...(await ipc.toWindow()),
    ...(await ipc.fromWindow()),
    ...processesOf(home),
    { name: 'the page', bytes: Buffer.from(await page.content()) },
  ];
  // The files once more after quitting, when logs and journals are written to the end.
  await app.close();
  const after = [...filesBelow(home), ...desktop.files()].map((file) => ({
    ...file,
    name: `${file.name} after quitting`,
  }));
  const everywhere = [
    ...places,
    ...during,
    ...after,
    { name: 'standard output and error', bytes: Buffer.concat(said) },
  ];
  const all = [...planted.values()];
  const names = new Set(all.map(({ name }) => name));
  for (const name of ['session cookie', 'code of a sign-in', 'CLI secret of ada'])
    expect(names).toContain(name);
  expect(everywhere.some(({ name }) => name.includes('state.db'))).toBe(true);
  expect(everywhere.some(({ name }) => name.includes('.log'))).toBe(true);

  const found = scan(all, everywhere);
  reportScan('sign-in', all, found);
  expect(found).toEqual([]);
  expect([...simulator.state.sessions.values()].filter(({ user }) => user)).toEqual([]);
});
