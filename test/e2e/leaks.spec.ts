import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { InstanceDraft } from '../../shared/contract/instances.ts';
import type { Plan } from '../../shared/contract/plans.ts';
import type { RobotRow } from '../../shared/contract/robots.ts';
import type { ExportPlace } from '../../shared/contract/secret-exports.ts';
import type { RobotSecret, SecretChoice } from '../../shared/contract/secrets.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import { SECRET_FORMATS } from '../../shared/exports/secrets/index.ts';
import { ask, value, type Bridged } from './bridge.ts';
import { tapIpc } from './ipc-tap.ts';
import { clipboardOf, crashPage, expectScannedPlaces, test } from './leak-desktop.ts';
import { filesBelow, processesOf, reportScan, scan, type Planted } from './leak-scan.ts';
import { expect, fillIn, instanceRow, openAdd } from './window.ts';

/** Checking a password costs this Harbor as much as a real one. */
const PATIENT = { timeout: 45_000 };

/** A password that no encoding leaves as it is, and that occurs nowhere by chance. */
const hostile = (): string => `Aa1+/?&=%"\\ü ${randomBytes(12).toString('hex')}`;

/** The user chooses these files, one after the other; none may become a recent one. */
const answerFiles = (app: ElectronApplication, paths: readonly string[]): Promise<void> =>
  app.evaluate(({ dialog }, all) => {
    const left = [...all];
    dialog.showSaveDialog = ((_parent: unknown, { properties }: Electron.SaveDialogOptions) => {
      if (!properties?.includes('dontAddToRecent')) throw new Error('it becomes a recent file');
      return Promise.resolve({ canceled: false, filePath: left.shift() ?? '' });
    }) as typeof dialog.showSaveDialog;
  }, paths);

/** Gives a robot a new secret, from the plan to its end. */
async function refresh(page: Page, robot: string, secret: SecretChoice): Promise<void> {
  const { robots } = await value<{ robots: RobotRow[] }>(page, 'robots.find', { text: robot });
  const key = robots.find(({ shortName }) => shortName === robot)?.key ?? 0;
  const operation = { kind: 'refresh' as const, secret, until: null };
  const { id } = await value<Plan>(page, 'plans.make', { operation, keys: [key] });
  const state = async () => (await value<Plan>(page, 'plans.get', { id })).state;
  await expect.poll(state, PATIENT).toBe('ready');
  await value(page, 'plans.apply', { id });
  await expect.poll(state, PATIENT).toBe('finished');
}

/** An instance that is reached through a proxy and shows a client certificate. */
const draft = (more: Partial<InstanceDraft['config']>, rest: Partial<InstanceDraft>) => ({
  config: {
    name: 'eu',
    url: 'http://127.0.0.1:1',
    allowHttp: true,
    colour: 'blue' as const,
    group: '',
    tags: [],
    production: false,
    locked: false,
    trust: { kind: 'system' as const },
    clientCertificate: null,
    proxy: { kind: 'none' as const },
    parallel: 4,
    ...more,
  },
  login: { kind: 'user' as const, username: 'admin' },
  secrets: {},
  ...rest,
});

test('no secret is in anything that is written, shown or told', async ({
  launch,
  harbor,
  home,
  desktop,
}) => {
  const planted: Planted[] = [];
  const plant = (name: string, secret: string = hostile()): string => {
    planted.push({ name, secret });
    return secret;
  };

  const password = plant('password of the administrator');
  const prod = await harbor({ version: '2.15.2', adminPassword: password, loginCost: true });
  prod.seed({ projects: Array.from({ length: 60 }, (_, n) => ({ name: `project-${String(n)}` })) });
  const sessions = new Set<string>();
  prod.faults.onRequest(() => {
    for (const session of prod.state.sessions.values()) {
      if (session.user !== undefined) sessions.add(session.id);
    }
  });

  const { app, page } = await launch({ env: desktop.env });
  await expectScannedPlaces(app, home, desktop);
  const said: Buffer[] = [];
  app.process().stdout?.on('data', (chunk: Buffer) => said.push(chunk));
  app.process().stderr?.on('data', (chunk: Buffer) => said.push(chunk));
  const ipc = await tapIpc(app);

  // By hand: a password that is refused, then the right one; a whole sync with a session.
  await openAdd(page);
  const refused = plant('password that was refused');
  await fillIn(page, { url: prod.url, name: 'prod', password: refused });
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByRole('alert')).toContainText('did not accept the user admin');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Add this Harbor' }).click();
  await expect(instanceRow(page, 'prod')).toContainText('Up to date', PATIENT);
  expect(sessions.size, 'the sync took a session').toBeGreaterThan(0);
  for (const id of sessions) plant('session cookie', id);
  plant('login as Basic', `admin:${password}`);

  // A robot's login, kept for one instance and tested on a Harbor that refuses it.
  const lab = await harbor({ version: '2.12.4' });
  const secret = plant('secret of a robot');
  await ask(
    page,
    'instances.save',
    draft(
      { name: 'lab', url: lab.url },
      {
        login: { kind: 'robot', username: 'robot$backup' },
        secrets: { password: secret },
      },
    ),
  );

  // A proxy that refuses its password, and a client key with a passphrase.
  const proxy = createServer((_request, answer) => answer.writeHead(407).end());
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const passphrase = plant('passphrase of a client key');
  const keys = join(home, '..', `keys-${randomUUID()}`);
  mkdirSync(keys);
  const keyFile = join(keys, 'client.key');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  writeFileSync(
    keyFile,
    privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }),
  );
  const behind = draft(
    {
      url: 'http://harbor.example.com',
      clientCertificate: { certificateFile: keyFile, keyFile },
      proxy: {
        kind: 'address',
        url: `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`,
        username: 'purser',
      },
    },
    {
      secrets: {
        password: plant('password behind a proxy'),
        proxyPassword: plant('password of a proxy'),
        keyPassphrase: passphrase,
      },
    },
  );
  await ask(page, 'instances.test', { testId: randomUUID(), draft: behind });
  await ask(page, 'instances.save', behind);
  await ask(page, 'sync.start', {});
  for (const name of ['lab', 'eu']) {
    await expect(instanceRow(page, name)).not.toContainText(/Up to date|Not read yet|Syncing/);
  }

  // Input that does not fit its schema is refused without being quoted.
  const misplaced = plant('password in the wrong place');
  await page.evaluate(
    (text) =>
      (globalThis as unknown as Bridged).purser.calls['sync.start']({
        ids: [text],
        password: text,
      }),
    misplaced,
  );

  // A second Harbor by hand, so that the first window's forms are left and filled again.
  const more = plant('password of a further Harbor');
  const third = await harbor({ adminPassword: more });
  await ask(
    page,
    'instances.save',
    draft({ name: 'third', url: third.url }, { secrets: { password: more } }),
  );
  await expect(instanceRow(page, 'third')).toContainText('Up to date');
  for (const name of ['Overview', 'Robots', 'Settings']) {
    await page.getByRole('link', { name }).first().click();
  }

  // Secrets of robots: one chosen by hand, one made by Purser, both looked at once.
  const chosen = plant('secret chosen for a robot');
  const { handle } = await value<{ handle: string }>(page, 'secrets.handIn', { secret: chosen });
  await refresh(page, 'deploy', { kind: 'own', handle });
  await refresh(page, 'backup', { kind: 'generate' });
  for (const name of ['deploy', 'backup']) {
    const row = [...prod.state.robots.all()].find((robot) => robot.name === name);
    plant(`secret that ${name} has now`, row?.secret);
  }
  const { secrets: rules } = await value<Settings>(page, 'settings.get', undefined);
  await ask(page, 'settings.set', { secrets: { ...rules, clipboardSeconds: 5 } });
  const { secrets } = await value<{ secrets: RobotSecret[] }>(page, 'secrets.list', {});
  expect(secrets).toMatchObject([{ state: 'new' }, { state: 'new' }]);
  const revealed: string[] = [];
  for (const one of secrets) {
    const answer = await value<{ secret: string }>(page, 'secrets.reveal', { handle: one.handle });
    revealed.push(answer.secret);
    await ask(page, 'secrets.copy', { handle: one.handle });
  }
  expect(revealed).toContain(chosen);

  // Exported: looked at in every format, written encrypted beside the data, copied, and typed in.
  const handles = secrets.map((one) => one.handle);
  for (const format of SECRET_FORMATS) {
    await ask(page, 'secretExports.preview', { handles, format: format.id, options: {} });
  }
  const sealing = plant('passphrase of an export');
  await answerFiles(app, [join(home, 'exported.age'), join(keys, 'exported.json')]);
  const wish = { handles, format: 'list-json', options: {}, pattern: null };
  for (const encryption of [
    { kind: 'passphrase' as const, passphrase: sealing },
    { kind: 'none' as const },
  ]) {
    const place = await value<ExportPlace>(page, 'secretExports.place', { ...wish, encryption });
    await value(page, 'secretExports.write', { place: place.id });
    await ask(page, 'secretExports.copy', { ...wish, encryption });
  }
  const plain = readFileSync(join(keys, 'exported.json'), 'utf8');
  for (const secret of revealed) expect(plain).toContain(JSON.stringify(secret).slice(1, -1));
  const { robots: named } = await value<{ robots: RobotRow[] }>(page, 'robots.find', {
    text: 'ci',
  });
  const typedIn = plant('secret that was typed in to be exported');
  await ask(page, 'secretExports.typeIn', { key: named[0]?.key ?? 0, secret: typedIn });

  // On the clipboard for its time, and no longer.
  const pasted = async (): Promise<string[]> => scan(planted, [await clipboardOf(app)]);
  for (const copy of [
    () => ask(page, 'secrets.copy', { handle: handles[0] ?? '' }),
    () => ask(page, 'secretExports.copy', { ...wish, encryption: { kind: 'none' } }),
  ]) {
    await copy();
    expect(await pasted()).not.toEqual([]);
    await expect.poll(pasted, PATIENT).toEqual([]);
  }

  const shown = await page.content();
  const fields = await page.locator('input').all();
  const typed = (await Promise.all(fields.map((field) => field.inputValue()))).join('\n');
  const places = [
    ...(await ipc.toWindow()).filter(({ name }) => !/secrets\.reveal$/.test(name)),
    ...processesOf(home),
    { name: 'the page', bytes: Buffer.from(shown) },
    { name: 'the fields of the page', bytes: Buffer.from(typed) },
  ];
  const carriers = (await ipc.fromWindow()).filter(
    ({ name }) =>
      !/instances\.(save|test)$|sync\.start$|secrets\.handIn$|secretExports\.(typeIn|place|copy)$/.test(
        name,
      ),
  );
  // The files once more after quitting, when logs and journals are written to the end.
  const during = [...filesBelow(home), ...desktop.files()];
  await crashPage(app);
  await app.close();
  proxy.close();
  const written = [...filesBelow(home), ...desktop.files()].map((file) => ({
    ...file,
    name: `${file.name} after quitting`,
  }));
  const everywhere = [
    ...places,
    ...carriers,
    ...during,
    ...written,
    { name: 'standard output and error', bytes: Buffer.concat(said) },
  ];

  expect(everywhere.some(({ name }) => name.includes('state.db'))).toBe(true);
  expect(everywhere.some(({ name }) => name.includes('.log'))).toBe(true);
  expect(everywhere.some(({ name }) => name.includes('instances.changed'))).toBe(true);
  const exported = { name: 'name of a file with secrets', secret: join(keys, 'exported.json') };
  expect(scan([exported], desktop.files()), 'recent files').toEqual([]);

  const found = scan(planted, everywhere);
  reportScan('secrets', planted, found);
  expect(found).toEqual([]);
});
