import type { Page } from '@playwright/test';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { answerQuit, askedOf, closeWindow } from './quit-question.ts';
import { addInstance, expect, fillIn, goTo, instanceRow, openAdd, test } from './window.ts';

const openRobot = async (page: Page, name: string) => {
  await goTo(page, 'Robots');
  await page.getByRole('row', { name: new RegExp(name) }).click();
  return page.getByRole('complementary', { name: new RegExp(name) });
};

/** What the simulated Harbor takes from a robot. */
const secretOf = ({ state }: Simulator, name: string): string => {
  const row = [...state.robots.all()].find((one) => one.name === name);
  if (row === undefined) throw new Error(`there is no ${name}`);
  return row.secret;
};

test('a refreshed secret is shown in a sheet, copied, revealed and kept', async ({
  page,
  harbor,
}) => {
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  const drawer = await openRobot(page, 'deploy');
  await drawer.getByRole('button', { name: 'Refresh secret' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Plan this' }).click();
  await page.getByRole('button', { name: /^Refresh 1 robot$/ }).click();
  const sheet = page.getByRole('dialog', { name: /^Secret of robot\$deploy/ });
  await expect(sheet).toBeVisible();
  await sheet.getByRole('button', { name: 'Reveal' }).click();
  await expect(sheet.getByText(secretOf(simulator, 'deploy'), { exact: true })).toBeVisible();
  await sheet.getByRole('button', { name: 'Keep in the vault' }).click();
  await expect(sheet.getByText('In the vault', { exact: true })).toBeVisible();
  await sheet.getByRole('button', { name: 'Close' }).last().click();
  await expect(sheet).toBeHidden();
});

test('a secret is prepared, revealed, and Harbor takes it once it is activated', async ({
  page,
  harbor,
}) => {
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  const drawer = await openRobot(page, 'deploy');
  await drawer.getByRole('tab', { name: 'Secret' }).click();
  await drawer.getByRole('tabpanel').getByRole('button', { name: 'Prepare a new secret' }).click();
  const dialog = page.getByRole('dialog', { name: 'Prepare a new secret for robot$deploy' });
  await dialog.getByRole('button', { name: 'Prepare it' }).click();
  const shown = page.getByRole('dialog', { name: 'Secret of robot$deploy' });
  await expect(shown.getByText('Prepared', { exact: true })).toBeVisible();
  await shown.getByRole('button', { name: 'Close' }).last().click();
  await expect(drawer.getByText('Prepared', { exact: true })).toBeVisible();
  await drawer.getByRole('button', { name: 'Reveal' }).click();
  const prepared = await drawer.getByText(/^[A-Za-z0-9]{32}$/).textContent();
  expect(secretOf(simulator, 'deploy')).not.toBe(prepared);

  await drawer.getByRole('button', { name: 'Activate…' }).click();
  await page.getByRole('button', { name: /^Refresh 1 robot$/ }).click();
  const sheet = page.getByRole('dialog', { name: /^Secret of robot\$deploy/ });
  await expect(sheet.getByText('New', { exact: true })).toBeVisible();
  expect(secretOf(simulator, 'deploy')).toBe(prepared);
});

test('without a keychain a secret is made only after somebody agreed, and is said to end', async ({
  launch,
  harbor,
}) => {
  const { app, page } = await launch({
    env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' },
  });
  const simulator = await harbor();
  await openAdd(page);
  await fillIn(page, { url: simulator.url, name: 'prod' });
  await page.getByRole('button', { name: 'Add this Harbor' }).click();
  await page.getByRole('button', { name: 'Keep passwords for this session only' }).click();
  await expect(instanceRow(page, 'prod')).toContainText('Up to date');
  const drawer = await openRobot(page, 'deploy');
  await drawer.getByRole('button', { name: 'More changes' }).click();
  await page.getByRole('menuitem', { name: 'Recreate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Plan this' }).click();
  await page.getByRole('button', { name: 'Recreate 1 robot' }).click();
  const sure = page.getByRole('dialog', { name: 'Recreate 1 robot?' });
  await sure.getByRole('textbox').fill('robot$deploy');
  await sure.getByRole('button', { name: 'Recreate 1 robot' }).click();
  await page.getByRole('button', { name: 'Go on without a keychain…' }).click();
  const question = page.getByRole('dialog', { name: 'Keep the new secrets in memory?' });
  await expect(question).toContainText('lost');
  await question.getByRole('button', { name: 'Send, and keep them in memory' }).click();
  const sheet = page.getByRole('dialog', { name: /^Secret of robot\$deploy/ });
  await expect(sheet).toContainText('in memory, until Purser quits');

  // Nothing but this window has it: closing asks, and goes back.
  await page.keyboard.press('Escape');
  await expect(sheet.getByRole('alert')).toContainText('It is in memory alone');
  await expect(sheet.getByRole('button', { name: 'Keep in the vault' }).last()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(sheet.getByRole('alert')).toBeHidden();
  await expect(sheet.getByRole('button', { name: 'Reveal' })).toBeVisible();
  await sheet.getByRole('button', { name: 'Keep in the vault' }).click();
  await expect(sheet.getByRole('alert')).toContainText('no keychain');
  await expect(sheet.getByText('New', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await sheet.getByRole('button', { name: 'Decide later' }).click();
  await expect(sheet).toBeHidden();
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: /^Resolve/ }).click();
  await expect(page.getByRole('list', { name: 'Secrets that wait' })).toContainText('deploy');

  const other = await openRobot(page, 'backup');
  await other.getByRole('tab', { name: 'Secret' }).click();
  await other.getByRole('tabpanel').getByRole('button', { name: 'Prepare a new secret' }).click();
  const dialog = page.getByRole('dialog', { name: 'Prepare a new secret for robot$backup' });
  await dialog.getByRole('button', { name: 'Prepare it' }).click();
  await dialog.getByRole('button', { name: 'Keep it in memory' }).click();
  const prepared = page.getByRole('dialog', { name: 'Secret of robot$backup' });
  await prepared.getByRole('button', { name: 'Close' }).last().click();
  await expect(other.getByText('Prepared', { exact: true })).toBeVisible();

  await answerQuit(app, 1);
  await closeWindow(app);
  await expect.poll(() => askedOf(app)).toEqual(['2 new secrets are in memory alone.']);
  await expect(other.getByText('Prepared', { exact: true })).toBeVisible();
  await answerQuit(app, 0);
});

test('removing an instance asks what becomes of the secrets of its robots', async ({
  page,
  harbor,
}) => {
  await addInstance(page, await harbor(), 'prod');
  const drawer = await openRobot(page, 'deploy');
  await drawer.getByRole('button', { name: 'Refresh secret' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Plan this' }).click();
  await page.getByRole('button', { name: /^Refresh 1 robot$/ }).click();
  const sheet = page.getByRole('dialog', { name: /^Secret of robot\$deploy/ });
  await sheet.getByRole('button', { name: 'Keep in the vault' }).click();
  await sheet.getByRole('button', { name: 'Close' }).last().click();
  await expect(sheet).toBeHidden();
  await goTo(page, 'Instances');
  await page.getByRole('button', { name: /^More/ }).click();
  await page.getByRole('menuitem', { name: /Remove/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove prod from Purser?' });
  await expect(dialog.getByRole('group', { name: /^1 secret of its robots/ })).toBeVisible();
  await dialog.getByLabel('Forget them').check();
  await expect(dialog.getByRole('button', { name: 'Remove' })).toBeDisabled();
  await dialog.getByLabel('Keep them').check();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(dialog).toBeHidden();
  await goTo(page, 'Settings');
  await page.getByRole('button', { name: 'Show the secrets' }).click();
  await expect(page.getByRole('list', { name: 'Secrets in the vault' })).toContainText('deploy');
});
