import { addInstance, expect, instanceRow, PASSWORD, test, goTo } from './window.ts';
import type { Page } from '@playwright/test';

async function openSettings(page: Page): Promise<void> {
  await goTo(page, 'Settings');
  await expect(page.getByRole('heading', { name: 'Window' })).toBeVisible();
}

const isDark = (page: Page): Promise<boolean> =>
  page.locator('html').evaluate((root) => root.classList.contains('dark'));

test('keeps what was set, over a restart', async ({ launch, harbor }) => {
  const simulator = await harbor();
  const first = await launch();
  await addInstance(first.page, simulator, 'prod');
  await openSettings(first.page);
  await first.page.getByRole('radio', { name: 'Dark' }).click();
  await expect.poll(() => isDark(first.page)).toBe(true);
  await first.page.getByRole('switch', { name: 'Single keys' }).click();
  await first.page.getByRole('switch', { name: 'By the clock' }).click();
  const minutes = first.page.getByRole('spinbutton', { name: 'Every' });
  await minutes.fill('15');
  await minutes.blur();
  const critical = first.page.getByRole('spinbutton', { name: 'Critical within' });
  await critical.fill('60');
  await critical.blur();
  await expect(first.page.getByText('Has to be less than “soon”, 30 days.')).toBeVisible();
  await critical.fill('14');
  await critical.blur();
  await goTo(first.page, 'Overview');
  await expect(first.page.getByText('1 robot of prod expires within 14 days.')).toBeVisible();
  await first.page.keyboard.press('2');
  await expect(first.page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await first.close();

  const { page } = await launch();
  await openSettings(page);
  await expect.poll(() => isDark(page)).toBe(true);
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await expect(page.getByRole('switch', { name: 'Single keys' })).not.toBeChecked();
  await expect(page.getByRole('spinbutton', { name: 'Every' })).toHaveValue('15');
  await expect(page.getByRole('spinbutton', { name: 'Critical within' })).toHaveValue('14');
});

test('tries a new password on one instance before it is kept', async ({ page, harbor }) => {
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  await openSettings(page);
  await page.getByRole('button', { name: 'Change the password of admin' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in to prod again' });
  await expect(dialog.getByLabel('Password')).toBeFocused();
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('did not accept the user admin');
  await dialog.getByLabel('Password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Change the password of admin' })).toBeFocused();
});

test('says where passwords are, and keeps them for this session where that is chosen', async ({
  page,
  harbor,
}) => {
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  await openSettings(page);
  await page.getByRole('button', { name: 'Keep passwords for this session only' }).click();
  await expect(page.getByText('forgotten when Purser quits, as you chose')).toBeVisible();
  await page.getByRole('button', { name: 'Keep new passwords in the keychain again' }).click();
  await expect(page.getByText('forgotten when Purser quits, as you chose')).toBeHidden();
});

test('shows what lies where, and empties the inventory after a question', async ({
  page,
  harbor,
  home,
}) => {
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  await openSettings(page);
  await expect(page.getByText(home)).toBeVisible();
  await expect(page.getByRole('row', { name: /inventory\.db/ })).toBeVisible();
  await page.getByRole('button', { name: 'Clear the inventory…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Clear the inventory?' });
  await expect(dialog).toContainText('Instances, logins, tags and saved views stay.');
  await dialog.getByRole('button', { name: 'Clear the inventory' }).click();
  await expect(dialog).toBeHidden();
  await goTo(page, 'Instances');
  await expect(instanceRow(page, 'prod')).toContainText('Its robots were not read yet.');
  await page.getByRole('button', { name: 'Sync now: prod' }).click();
  await expect(instanceRow(page, 'prod')).toContainText('6 robots');
});
