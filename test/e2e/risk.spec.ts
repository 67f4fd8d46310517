import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findings, showIn } from './axe-findings.ts';
import { addInstance, expect, focusRows, goTo, test } from './window.ts';

test('from a finding to its robots, an exception, a file and a plan', async ({
  launch,
  home,
  harbor,
}) => {
  const { app, page } = await launch();
  await addInstance(page, await harbor(), 'prod');
  await addInstance(page, await harbor({ version: '2.12.4' }), 'eu');
  await goTo(page, 'Permissions');
  const tab = page.getByRole('link', { name: 'Risk', exact: true });
  await tab.click();
  const rules = page.getByRole('region', { name: 'Findings' });
  const never = rules.getByRole('link', { name: '2 robots: Never expires' });
  await expect(never).toBeVisible();
  await rules.getByRole('button', { name: /^\w+ Never expires$/ }).click();
  await page.getByRole('button', { name: /points of prod/ }).click();
  for (const theme of ['light', 'dark'] as const) {
    await showIn(page, theme);
    expect.soft(await findings(page), `risk, ${theme}`).toEqual([]);
  }

  await never.click();
  await expect(page.getByRole('status').filter({ hasText: '2 of 12 robots' })).toBeVisible();
  await focusRows(page.getByRole('grid', { name: 'Robots' }));
  await page.keyboard.press('Enter');
  const risk = page.getByRole('region', { name: 'Risk' });
  await expect(risk).toContainText('Medium');
  await risk.locator('summary', { hasText: 'Never expires' }).click();
  await risk.getByRole('button', { name: 'Except…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Why it is all right').fill('Sealed in the safe');
  await dialog.getByLabel('Said by').fill('Kim');
  await dialog.getByRole('button', { name: 'Except', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(risk).toContainText('excepted');
  await expect(page.getByRole('status').filter({ hasText: '1 of 12 robots' })).toBeVisible();

  await goTo(page, 'Permissions');
  await tab.click();
  const exceptions = page.getByRole('region', { name: 'Exceptions' }).first();
  await expect(exceptions).toContainText('Sealed in the safe');
  const filePath = join(home, 'findings.sarif');
  await app.evaluate(({ dialog: system }, path) => {
    system.showSaveDialog = (() =>
      Promise.resolve({ canceled: false, filePath: path })) as typeof system.showSaveDialog;
  }, filePath);
  await page.getByRole('button', { name: 'Export…' }).click();
  await dialog.getByLabel('As', { exact: true }).selectOption('sarif');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  await expect(dialog.getByRole('status')).toContainText('Saved');
  expect(readFileSync(filePath, 'utf8')).toContain('Sealed in the safe (Kim, until');
  await page.keyboard.press('Escape');
  await exceptions.getByRole('button', { name: /End the exception/ }).click();
  await expect(exceptions).toHaveCount(0);

  await rules.getByRole('button', { name: /^\w+ Covers all projects$/ }).click();
  await expect(rules.getByRole('link', { name: '4 robots: Covers all projects' })).toBeVisible();
  await rules.getByRole('button', { name: /^\w+ Never expires$/ }).click();
  await rules.getByRole('button', { name: 'Renew: plan for 2 robots…' }).click();
  await dialog
    .getByRole('button', { name: /^Plan|Renew|Check/ })
    .last()
    .click();
  await expect(page).toHaveURL(/#\/plans\//);
});
