import type { Page } from '@playwright/test';
import { addInstance, expect, goTo, test } from './window.ts';

const openRobot = async (page: Page, name: string) => {
  await goTo(page, 'Robots');
  await page.getByRole('row', { name: new RegExp(name) }).click();
  return page.getByRole('complementary', { name: new RegExp(name) });
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
  const ask = page.getByRole('dialog').getByRole('button', { name: /^Refresh 1 robot$/ });
  const sheet = page.getByRole('dialog', { name: /^Secret of robot\$deploy/ });
  await expect(ask.or(sheet)).toBeVisible();
  if (await ask.isVisible()) await ask.click();
  await expect(sheet).toBeVisible();
  await sheet.getByRole('button', { name: 'Reveal' }).click();
  const row = [...simulator.state.robots.all()].find(({ name }) => name === 'deploy');
  await expect(sheet.getByText(/^[A-Za-z0-9]{32}$/)).toBeVisible();
  expect(row?.secret).not.toBe('');
  await sheet.getByRole('button', { name: 'Keep in the vault' }).click();
  await expect(sheet.getByText('In the vault', { exact: true })).toBeVisible();
  await sheet.getByRole('button', { name: 'Close' }).last().click();
  await expect(sheet).toBeHidden();
});
