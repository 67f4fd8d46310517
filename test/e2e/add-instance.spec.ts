import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTlsAuthority } from '../../shared/simulator/http/tls.ts';
import {
  addInstance,
  expect,
  fillIn,
  instanceRow,
  openAdd,
  PASSWORD,
  test,
  goTo,
} from './window.ts';

const button = (name: string | RegExp) => ['button', { name }] as const;

test('adds a Harbor by hand: wrong password, right one, what the login can do, its robots', async ({
  page,
  harbor,
}) => {
  const { url } = await harbor();
  await openAdd(page);
  await page.getByLabel('Address', { exact: true }).fill(`${url}/harbor/projects`);
  await page.getByLabel('Address', { exact: true }).blur();
  await expect(page.getByLabel('Address', { exact: true })).toHaveValue(url);
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(/^127\.0\.0\.1:\d+$/);
  await expect(page.getByText('Over plain http the password travels unencrypted')).toBeVisible();

  await page.getByRole(...button('Test connection')).click();
  await expect(page.getByText('Allow plain http, or use https.')).toBeVisible();
  await expect(page.getByLabel('Use plain http for this instance')).toBeFocused();

  await fillIn(page, { url, name: 'prod', password: 'not this one' });
  await page.getByRole(...button('Test connection')).click();
  await expect(page.getByRole('alert')).toContainText('did not accept the user admin');
  await expect(page.getByRole(...button('Test again'))).toBeFocused();
  await page.getByRole(...button('Enter the password again')).click();
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();

  await page.keyboard.type(PASSWORD);
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue(PASSWORD);
  await page.getByRole(...button('Test again')).click();
  await expect(page.getByText('The connection works.')).toBeVisible();
  await expect(page.getByText('admin is a system administrator.')).toBeVisible();
  await expect(page.getByText(/Sees every robot of every project/)).toBeVisible();

  await page.getByRole(...button('Add this Harbor')).click();
  await expect(page.getByRole('row', { name: /deploy/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /team-a\+ci/ })).toBeVisible();
});

test('trusts a self-signed certificate after showing it, and stops when it changes', async ({
  page,
  harbor,
}) => {
  const authority = createTlsAuthority();
  const first = await harbor({ tls: authority.selfSigned });
  const port = Number(new URL(first.url).port);
  await openAdd(page);
  await fillIn(page, { url: first.url, name: 'lab' });
  await page.getByRole(...button('Test connection')).click();
  await expect(page.getByRole('alert')).toContainText('self-signed');
  await page.getByRole(...button('Look at the certificate')).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('CN=localhost');
  await expect(dialog.getByText(/^([0-9A-F]{4} ){15}[0-9A-F]{4}$/)).toBeVisible();
  await dialog.getByRole(...button('Trust this certificate')).click();
  await expect(page.getByText('The connection works.')).toBeVisible();
  await page.getByRole(...button('Add this Harbor')).click();
  await expect(page.getByRole('row', { name: /deploy/ })).toBeVisible();

  await first.close();
  const second = await harbor({ tls: authority.changed, port });
  expect(second.url).toBe(first.url);
  await goTo(page, 'Instances');
  await page.getByRole(...button('Sync now: lab')).click();
  await expect(instanceRow(page, 'lab')).toContainText('Certificate changed');
  await page.getByRole(...button('Look at it: lab')).click();
  await expect(dialog).toContainText('Trusted so far');
  await expect(dialog).toContainText('Shown now');
  await dialog.getByRole(...button('Trust this certificate')).click();
  await expect(instanceRow(page, 'lab')).toContainText('Up to date');
});

test('says that something else than Harbor answers', async ({ page }) => {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<html><title>Welcome to nginx</title><body>It works</body></html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    await openAdd(page);
    await fillIn(page, { url: `http://127.0.0.1:${port}`, name: 'web' });
    await page.getByRole(...button('Test connection')).click();
    await expect(page.getByRole('alert')).toContainText("instead of Harbor's API");
    await page.getByRole(...button('Change the address')).click();
    await expect(page.getByLabel('Address', { exact: true })).toBeFocused();
  } finally {
    server.close();
  }
});

test('stops at the step that fails, and saves untested as offline', async ({ page, harbor }) => {
  const gone = await harbor();
  await gone.close();
  await openAdd(page);
  await page.getByLabel('Address', { exact: true }).fill('no spaces allowed');
  await page.getByRole(...button('Test connection')).click();
  await expect(page.getByText('This is not an address.', { exact: false })).toBeVisible();

  await fillIn(page, { url: gone.url, name: 'away' });
  await page.getByRole(...button('Test connection')).click();
  const steps = page.getByRole('list', { name: 'Steps of the test' }).getByRole('listitem');
  await expect(steps.filter({ hasText: 'Connection' })).toContainText('failed');
  await expect(steps.filter({ hasText: 'Login' })).toContainText('not reached');
  await expect(page.getByText('The test did not get through. It can be saved')).toBeVisible();
  await page.getByRole(...button('Add this Harbor')).click();
  await expect(instanceRow(page, 'away')).toContainText('Offline');
  await expect(instanceRow(page, 'away')).toContainText('never read');
});

test('adds a Harbor with the keyboard alone', async ({ page, harbor }) => {
  const { url } = await harbor();
  const type = async (label: string, text: string): Promise<void> => {
    for (let presses = 0; presses < 30; presses += 1) {
      const focused = page.getByLabel(label, { exact: true });
      if (await focused.evaluate((element) => element === element.ownerDocument.activeElement)) {
        await page.keyboard.type(text);
        return;
      }
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never reached ${label}`);
  };
  await expect(page.getByRole('link', { name: 'Add a Harbor' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Address', { exact: true })).toBeFocused();
  await page.keyboard.type(url);
  await page.keyboard.press('Tab');
  await type('Use plain http for this instance', ' ');
  await type('User name', 'admin');
  await type('Password', PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation').getByRole('button', { name: /127/ })).toBeVisible();
  await expect(page.getByRole('main').getByText('Up to date')).toBeVisible();
});

test('notices a robot, shares a login, and asks before changes are left behind', async ({
  page,
  harbor,
}) => {
  const [first, second] = [await harbor(), await harbor()];
  await addInstance(page, first, 'prod');

  await openAdd(page);
  await fillIn(page, { url: second.url, name: 'eu', username: 'robot$ci' });
  await expect(page.getByText('This looks like the name of a robot.')).toBeVisible();
  await page.getByRole(...button('Sign in as a robot')).click();
  await expect(page.getByLabel('Robot name')).toHaveValue('robot$ci');

  await page.getByRole('link', { name: 'Overview' }).click();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await question.getByRole(...button('Cancel')).click();
  await expect(page.getByLabel('Robot name')).toHaveValue('robot$ci');

  await page
    .getByRole('combobox', { name: 'Sign in with' })
    .selectOption('The login of prod: admin');
  await page.getByRole(...button('Test connection')).click();
  await expect(page.getByText('The connection works.')).toBeVisible();
  await page.getByRole(...button('Add this Harbor')).click();
  await expect(page.getByRole('row', { name: /deploy/ })).toBeVisible();

  await goTo(page, 'Instances');
  await page.getByRole(...button('More for prod')).click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  const removal = page.getByRole('dialog', { name: 'Remove prod from Purser?' });
  await expect(removal).toContainText('Everything at Harbor. Nothing is changed there.');
  await expect(removal).toContainText('The login admin: eu uses it.');
  await removal.getByRole(...button('Remove')).click();
  await expect(instanceRow(page, 'prod')).toHaveCount(0);
  await page.getByRole(...button('Sync now: eu')).click();
  await expect(instanceRow(page, 'eu')).toContainText('Up to date');
});
