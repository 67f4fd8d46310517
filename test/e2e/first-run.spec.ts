import { expect, openAdd, test, goTo } from './window.ts';

test('the first page says what can be done and that reading changes nothing', async ({ page }) => {
  await expect(page.getByRole('heading', { name: 'Purser' })).toBeVisible();
  await expect(page.getByText('Reading changes nothing.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Try the demo fleet' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Add a Harbor' })).toBeFocused();
});

test('from the first page to the form and back by keyboard', async ({ page }) => {
  await expect(page.getByRole('link', { name: 'Add a Harbor' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Address', { exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Reading changes nothing.')).toBeVisible();
});

test('every page without instances says so and leads on', async ({ page }) => {
  await openAdd(page);
  await goTo(page, 'Instances');
  await expect(page.getByText('No instance yet')).toBeVisible();
  for (const name of ['Robots', 'Expiry', 'Permissions'] as const) {
    await goTo(page, name);
    await expect(page.getByText('No instance yet')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Add a Harbor' })).toBeVisible();
  }
  await page.getByRole('link', { name: 'See the catalogue' }).click();
  await expect(page.getByRole('status')).toContainText('70 permissions in the system, 70 in');
  await expect(page.getByRole('row', { name: /^robot:create System/ })).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(page.getByText('Reading changes nothing.')).toBeVisible();
});

test('the demo says that it leaves the keychain alone', async ({ launch }) => {
  const { page } = await launch({ args: ['--demo'] });
  await goTo(page, 'Settings');
  await expect(page.getByText('Not used in the demo')).toBeVisible();
  await expect(page.getByText(/kept in the keyring/)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /session only/ })).toHaveCount(0);
});
