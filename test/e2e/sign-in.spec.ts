import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createTlsAuthority } from '../../shared/simulator/http/tls.ts';
import { findings } from './axe-findings.ts';
import { saveForProvider, signInAs, signInWindow } from './sign-in-window.ts';
import { expect, goTo, instanceRow, openAdd, test } from './window.ts';

const button = (name: string | RegExp) => ['button', { name }] as const;

test('signs in through the provider, refused, new and known; and signs out', async ({
  launch,
  harbor,
}) => {
  const simulator = await harbor({ version: '2.15.2', oidc: { hostname: 'localhost' } });
  const { app, page } = await launch();
  const window = signInWindow(app);
  await openAdd(page);
  await page.getByLabel('Address', { exact: true }).fill(simulator.url);
  await page.getByLabel('Address', { exact: true }).blur();
  await page.getByLabel('Use plain http for this instance').check();
  await page.getByLabel('Name', { exact: true }).fill('prod');
  await page.getByRole('radio', { name: 'Provider' }).click();
  await page.getByRole(...button('Test connection')).click();
  await page.getByRole(...button('Sign in with Simulated provider…')).click();

  // The address is above the page, and the page’s own title is nowhere.
  await window.shows('User name');
  const provider = new URL(simulator.provider?.url ?? '');
  await expect
    .poll(() => window.bar())
    .toMatchObject({
      title: 'Sign in to prod',
      address: `Not encrypted: http://${provider.host}/authorize`,
    });
  const bars = () => app.windows().filter((one) => one.url().endsWith('/sign-in-bar.html'));
  // Playwright may hear of the window later than the provider of its page.
  await expect.poll(() => bars().length).toBe(1);
  const [bar] = bars();
  for (const colorScheme of ['light', 'dark'] as const) {
    await bar?.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(bar && (await findings(bar)), colorScheme).toEqual([]);
  }
  await window.send({ username: 'ada', password: 'Passw0rd1' });
  await window.shows('Harbor wants to know who you are');
  await window.send({}, 'Refuse');
  await window.isGone();
  await expect(page.getByRole('alert')).toContainText('The user refused');

  // The window before has kept nothing: the provider asks for the password again.
  await page.getByRole(...button('Sign in again…')).click();
  await signInAs(window, 'ada');
  await window.isGone();
  await expect(page.getByText('The connection works.')).toBeVisible();
  await expect(page.getByText('ada is a system administrator.')).toBeVisible();
  await expect(page.getByText(/administrators’ group of the provider/)).toBeVisible();
  await page.getByRole(...button('Add this Harbor')).click();
  await expect(page.getByRole('row', { name: /deploy/ })).toBeVisible();

  await goTo(page, 'Instances');
  await page.getByRole(...button('Details of prod')).click();
  await page.getByRole(...button('Sign out')).click();
  await expect(instanceRow(page, 'prod')).toContainText('Sign-in ended');
  await expect
    .poll(() => [...simulator.state.sessions.values()].filter(({ user }) => user).length)
    .toBe(0);

  // Who is new chooses a name on Harbor’s own page; closing the window half-way is said.
  await page.getByRole(...button('Sign in: prod')).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole(...button('Sign in with Simulated provider…')).click();
  await signInAs(window, 'nora');
  await window.shows('Choose a user name');
  await expect.poll(async () => (await window.bar()).note).toContain('Choose a user name here');
  await window.close();
  await expect(dialog.getByRole('alert')).toContainText('has no account for you yet');
  await dialog.getByRole(...button('Sign in with Simulated provider…')).click();
  await signInAs(window, 'nora');
  await window.shows('Choose a user name');
  await window.send({ username: 'nora.k' }, 'Save');
  await window.isGone();
  await expect(instanceRow(page, 'prod')).toContainText('Up to date');
  await expect(page.getByText('nora.k is a user without administration')).toBeVisible();
});

test('goes by the certificates of the instance, and by the address that Harbor has for itself', async ({
  launch,
  harbor,
}) => {
  const authority = createTlsAuthority();
  const simulator = await harbor({
    tls: authority.issue(),
    oidc: { hostname: 'localhost', tls: authority.issue() },
  });
  const external = `https://localhost:${new URL(simulator.url).port}`;
  simulator.world.externalUrl = external;
  const selfSigned = await harbor({
    tls: authority.selfSigned,
    oidc: { tls: authority.selfSigned, consent: false },
  });
  const { app, page } = await launch();
  const window = signInWindow(app);
  await saveForProvider(page, {
    name: 'corp',
    url: simulator.url,
    trust: { kind: 'ca', pem: authority.ca },
  });
  await saveForProvider(page, { name: 'lab', url: selfSigned.url });
  await page.goto('app://purser/index.html#/instances');
  await page.getByRole(...button('Sign in: corp')).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole(...button(/^Sign in with/)).click();
  await expect(dialog.getByRole('alert')).toContainText('external_url');
  await dialog.getByRole(...button(`Use ${external}`)).click();
  await window.shows('User name');
  await expect
    .poll(async () => (await window.bar()).address)
    .toBe(`${simulator.provider?.url ?? ''}/authorize`);
  await signInAs(window, 'ada');
  await window.isGone();
  await expect(instanceRow(page, 'corp')).toContainText('Up to date');

  // Nothing vouches for this one: no window opens before somebody has looked at its certificate.
  await page.getByRole(...button('Sign in: lab')).click();
  await dialog.getByRole(...button(/^Sign in with/)).click();
  await expect(dialog.getByRole('alert')).toContainText('self-signed');
  await dialog.getByRole('link', { name: 'Edit lab' }).click();
  await page.getByRole(...button('Test connection')).click();
  await page.getByRole(...button('Look at the certificate')).click();
  await dialog.getByRole(...button('Trust this certificate')).click();
  await page.getByRole(...button(/^Sign in with/)).click();
  await window.shows('User name');
  await window.send({ username: 'ben', password: 'Passw0rd1' });
  await window.isGone();
  await expect(page.getByText('The connection works.')).toBeVisible();
});

test('a hostile page in the sign-in window gets nothing', async ({ launch, harbor }) => {
  const authority = createTlsAuthority();
  const simulator = await harbor({
    tls: authority.issue(),
    oidc: { hostname: 'localhost', tls: authority.issue() },
  });
  const { app, page } = await launch();
  const window = signInWindow(app);
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    (globalThis as { opened?: string[] }).opened = opened;
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
  await saveForProvider(page, {
    name: 'corp',
    url: simulator.url,
    trust: { kind: 'ca', pem: authority.ca },
  });
  await page.goto('app://purser/index.html#/instances');
  await page.getByRole(...button('Sign in: corp')).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole(...button(/^Sign in with/)).click();
  await window.shows('User name');
  const address = await window.run<string>('location.href');

  const seen = await window.run<Record<string, unknown>>(`(async () => {
    const answer = (ask) => ask.then(() => 'granted', () => 'refused');
    const opened = ['https://example.com/', 'about:blank', 'file:///etc/passwd', 'app://purser/index.html']
      .map((url) => window.open(url) !== null);
    return {
      bridge: 'purser' in window,
      node: typeof require + typeof process,
      opened,
      file: await answer(fetch('file:///etc/passwd')),
      app: await answer(fetch('app://purser/index.html')),
      http: await answer(fetch('http://127.0.0.1:1/')),
      camera: await answer(navigator.mediaDevices.getUserMedia({ video: true })),
      clipboard: await answer(navigator.clipboard.readText()),
      notifications: await Notification.requestPermission(),
      geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
    };
  })()`);
  expect(seen).toEqual({
    bridge: false,
    node: 'undefinedundefined',
    opened: [false, false, false, false],
    file: 'refused',
    app: 'refused',
    http: 'refused',
    camera: 'refused',
    clipboard: 'refused',
    notifications: 'denied',
    geolocation: 'denied',
  });

  for (const url of ['file:///etc/passwd', 'app://purser/index.html', 'http://example.com/']) {
    await window.run(`location.assign(${JSON.stringify(url)})`);
  }
  await expect.poll(async () => (await window.bar()).note).toContain('http://example.com/');
  await window.run(`location.assign("javascript:location.replace('file:///etc/passwd')")`);
  expect(await window.run('location.href')).toBe(address);

  // A page may look like Purser; the window does not say so, and a download ends at once.
  await window.run(`{
    document.title = 'Purser';
    document.body.innerHTML = '<h1>Purser</h1><p>Enter your password again.</p>';
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['x']));
    link.download = 'purser.exe';
    document.body.append(link);
    link.click();
  }`);
  const windows = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((one) => one.getTitle()),
  );
  expect(windows.toSorted()).toEqual(['Instances · Purser', 'Sign in to corp']);
  await expect.poll(async () => (await window.bar()).address).toContain(new URL(address).host);

  // It leads to another https host, which comes back with an answer that nobody asked for.
  const evil = createServer(authority.issue(), (_request, response) => {
    const location = `${simulator.url}/c/oidc/callback?code=stolen&state=forged`;
    response.writeHead(302, { location }).end();
  });
  await new Promise<void>((resolve) => evil.listen(0, '127.0.0.1', resolve));
  const { port } = evil.address() as AddressInfo;
  await window.run(`location.assign('https://localhost:${String(port)}/')`);
  await window.isGone();
  await new Promise((resolve) => evil.close(resolve));
  await expect(dialog.getByRole('alert')).toContainText('does not belong to this sign-in');
  expect([...simulator.state.sessions.values()].filter(({ user }) => user)).toEqual([]);
  expect(await app.evaluate(() => (globalThis as { opened?: string[] }).opened)).toEqual([]);
});
