import { lockKeyring, unlockKeyring } from '../keyring.ts';
import { addInstance, expect, fillIn, goTo, instanceRow, openAdd, test } from './window.ts';

test('without a keychain nothing is kept until the user says so, and then for this session', async ({
  launch,
  harbor,
}) => {
  const simulator = await harbor();
  const noKeychain = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
  const first = await launch({ env: noKeychain });
  await openAdd(first.page);
  await expect(first.page.getByText('The keychain is not ready: see Settings')).toBeVisible();
  await fillIn(first.page, { url: simulator.url, name: 'prod' });
  await first.page.getByRole('button', { name: 'Add this Harbor' }).click();
  await expect(first.page.getByRole('alert')).toContainText(/keychain/);
  await first.page.getByRole('button', { name: 'Keep passwords for this session only' }).click();
  await expect(instanceRow(first.page, 'prod')).toContainText('Up to date');
  await expect(instanceRow(first.page, 'prod')).toContainText('This session only');
  await goTo(first.page, 'Settings');
  await expect(first.page.getByText('forgotten when Purser quits, as you chose')).toBeVisible();
  await first.close();

  const { page } = await launch({ env: noKeychain });
  await goTo(page, 'Overview');
  await expect(page.getByText('There is no keychain')).toBeVisible();
  await page.getByRole('button', { name: /^See how/ }).click();
  await expect(page.getByText('Purser found no keychain')).toBeVisible();
  await expect(page.getByText(/apt-get install .*gnome-keyring/)).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Purser found no keychain')).toBeVisible();
  await goTo(page, 'Robots');
  await expect(page.getByRole('row', { name: /deploy/ })).toBeVisible();
});

// The user's own keychain, which a test does not lock, is all there is elsewhere.
if (process.platform === 'linux') {
  test('a keychain that is locked at the start: says so, and goes on once it is unlocked', async ({
    launch,
    harbor,
  }) => {
    const first = await launch();
    await addInstance(first.page, await harbor(), 'prod');
    await first.close();
    await lockKeyring();
    try {
      const { page } = await launch();
      const unlock = page.getByRole('button', { name: /^Unlock: The keychain is locked/ });
      await goTo(page, 'Overview');
      await unlock.click();
      await expect(page.getByRole('heading', { name: 'Keychain' })).toBeInViewport();
      await goTo(page, 'Overview');
      await expect(unlock).toBeVisible();

      await unlockKeyring();
      await unlock.click();
      await expect(unlock).toHaveCount(0);
      await goTo(page, 'Instances');
      await expect(instanceRow(page, 'prod')).toContainText('Up to date');
    } finally {
      await unlockKeyring();
    }
  });
}
