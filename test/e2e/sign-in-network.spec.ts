import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTlsAuthority } from '../../shared/simulator/http/tls.ts';
import { openProxy } from '../proxy-server.ts';
import { tapIpc } from './ipc-tap.ts';
import { filesBelow, processesOf, scan } from './leak-scan.ts';
import { saveForProvider, signInAs, signInWindow } from './sign-in-window.ts';
import { expect, instanceRow, test } from './window.ts';

const button = (name: string | RegExp) => ['button', { name }] as const;

/** Names that nobody can look up but the proxy. */
const HARBOR = 'harbor.example.com';
const PROVIDER = 'idp.example.com';

for (const login of ['', 'purser:Pr0xy-w0rd!']) {
  test(`the window goes through the proxy of the instance ${login === '' ? 'without' : 'with'} a login`, async ({
    launch,
    harbor,
    home,
  }) => {
    const authority = createTlsAuthority();
    const tls = authority.issue({ hosts: [HARBOR, PROVIDER] });
    const simulator = await harbor({ tls, oidc: { hostname: PROVIDER, tls } });
    const port = new URL(simulator.url).port;
    simulator.world.externalUrl = `https://${HARBOR}:${port}`;
    const proxy = await openProxy({ isAllHere: true, ...(login === '' ? {} : { login }) });
    const { app, page } = await launch();
    const ipc = await tapIpc(app);
    const window = signInWindow(app);
    const [username = '', proxyPassword = ''] = login.split(':');
    await saveForProvider(
      page,
      {
        name: 'corp',
        url: simulator.world.externalUrl,
        trust: { kind: 'ca', pem: authority.ca },
        proxy: { kind: 'address', url: `http://127.0.0.1:${String(proxy.port)}`, username },
      },
      login === '' ? {} : { proxyPassword },
    );
    await page.goto('app://purser/index.html#/instances');
    await page.getByRole(...button('Sign in: corp')).click();
    await page
      .getByRole('dialog')
      .getByRole(...button(/^Sign in with/))
      .click();
    await signInAs(window, 'ada');
    await window.isGone();
    await expect(instanceRow(page, 'corp')).toContainText('Up to date');

    const provider = new URL(simulator.provider?.url ?? '');
    expect(proxy.seen).toContain(`CONNECT ${provider.host}`);
    expect(new Set(proxy.logins)).toEqual(new Set(login === '' ? [] : [`Basic ${btoa(login)}`]));
    if (login !== '') {
      const planted = [
        { name: 'password of the proxy', secret: proxyPassword },
        { name: 'login at the proxy', secret: login },
      ];
      const places = [...filesBelow(home), ...processesOf(home), ...(await ipc.toWindow())];
      expect(scan(planted, places)).toEqual([]);
    }
    await app.close();
    await proxy.close();
  });
}

test('shows the client certificate of the instance to Harbor, and to nobody else', async ({
  launch,
  harbor,
  home,
}) => {
  const authority = createTlsAuthority();
  const asking = { ...authority.issue(), clientCa: authority.ca };
  const simulator = await harbor({
    tls: asking,
    oidc: { hostname: 'localhost', tls: authority.issue() },
  });
  const provided = await harbor({ tls: asking, oidc: { hostname: 'localhost', tls: asking } });
  const files = join(home, '..', `client-${String(process.pid)}`);
  mkdirSync(files, { recursive: true });
  const { cert, key } = authority.issueClient('jo');
  const clientCertificate = {
    certificateFile: join(files, 'client.pem'),
    keyFile: join(files, 'client.key'),
  };
  writeFileSync(clientCertificate.certificateFile, cert);
  writeFileSync(clientCertificate.keyFile, key);
  const { app, page } = await launch();
  const window = signInWindow(app);
  const trust = { kind: 'ca' as const, pem: authority.ca };
  for (const [name, { url }] of [['corp', simulator] as const, ['both', provided] as const]) {
    await saveForProvider(page, { name, url, trust, clientCertificate });
  }
  await page.goto('app://purser/index.html#/instances');
  const dialog = page.getByRole('dialog');
  await page.getByRole(...button('Sign in: both')).click();
  await dialog.getByRole(...button(/^Sign in with/)).click();
  // Chromium tells it from a line that was cut only where the alert comes first.
  await expect(dialog.getByRole('alert')).toContainText(
    /client certificate, which the sign-in window cannot show/,
  );
  await window.isGone();
  await dialog.getByRole(...button('Cancel')).click();

  await page.getByRole(...button('Sign in: corp')).click();
  await dialog.getByRole(...button(/^Sign in with/)).click();
  await signInAs(window, 'ada');
  await window.isGone();
  await expect(instanceRow(page, 'corp')).toContainText('Up to date');
});
