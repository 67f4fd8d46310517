import type { Page } from '@playwright/test';
import { findings, showIn } from './axe-findings.ts';
import { addInstance, expect, goTo, test } from './window.ts';

const cardOf = (page: Page) => page.getByRole('region', { name: 'Rotation with a twin' });

test('a robot is rotated with a twin, from the drawer to the deleted old robot', async ({
  page,
  harbor,
}) => {
  const simulator = await harbor();
  const names = () => [...simulator.state.robots.all()].map(({ name }) => name);
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Robots');
  await page.getByRole('row', { name: /deploy/ }).click();
  const drawer = page.getByRole('complementary', { name: /deploy/ });
  await drawer.getByRole('button', { name: 'More changes' }).click();
  await page.getByRole('menuitem', { name: 'Rotate with a twin' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rotate robot$deploy with a twin' });
  await expect(dialog.getByLabel('Name of the twin')).toHaveValue('deploy-2');
  await dialog.getByRole('button', { name: 'Plan this' }).click();
  await page.getByRole('button', { name: /^Create 1 robot$/ }).click();

  const sheet = page.getByRole('dialog', { name: /^Secret of robot\$deploy-2/ });
  await sheet.getByRole('button', { name: 'Reveal' }).click();
  await sheet.getByRole('button', { name: 'Keep in the vault' }).click();
  await expect(sheet.getByText('In the vault', { exact: true })).toBeVisible();
  await sheet.getByRole('button', { name: 'Close' }).last().click();
  expect(names()).toEqual(expect.arrayContaining(['deploy', 'deploy-2']));

  const card = cardOf(page);
  await expect(card.locator('[aria-current="step"]')).toContainText('Bring its secret');
  await card.getByRole('button', { name: 'Ask Harbor when the old one was last used' }).click();
  await expect(card.getByText(/^Harbor’s audit log does not name robot\$deploy/)).toBeVisible();

  for (const colorScheme of ['light', 'dark'] as const) {
    await showIn(page, colorScheme);
    expect.soft(await findings(page), colorScheme).toEqual([]);
  }

  // It waits, also for days: each sync tells without a click, and Overview leads back to it.
  const pulls = ['deploy', 'elsewhere'].map((name) => ({
    username: `robot$${name}`,
    operation: 'pull',
    resource: 'library/app:1',
    at: Date.now(),
  }));
  simulator.seed({ audit: pulls });
  await page.getByRole('button', { name: 'Sync all' }).click();
  await expect(card.getByText(/The old one was still used just now/)).toBeVisible();
  await goTo(page, 'Overview');
  await expect(page.getByText(/disable robot\$deploy\. The old one was still used/)).toBeVisible();
  await page.getByRole('button', { name: /^Look: prod: Both robots work/ }).click();
  await card.getByRole('button', { name: 'Disable robot$deploy…' }).click();
  await page.getByRole('button', { name: /^Disable 1 robot$/ }).click();
  await expect(card.getByText(/^robot\$deploy is disabled/)).toBeVisible();
  await card.getByRole('button', { name: 'Delete robot$deploy…' }).click();
  await page.getByRole('button', { name: /^Delete 1 robot/ }).click();
  const question = page.getByRole('dialog');
  await question.getByRole('textbox').fill('robot$deploy');
  await question.getByRole('button', { name: /^Delete/ }).click();
  await expect(card.getByText(/^robot\$deploy is gone/)).toBeVisible();
  expect(names()).not.toContain('deploy');
  await card.getByRole('button', { name: 'Close' }).click();
  await expect(card).toBeHidden();
});
