import type { Page } from '@playwright/test';
import { expect } from './window.ts';

/** Looks at the views of permissions that answer a question, once they do. */
export async function scanAnswers(
  page: Page,
  scan: (what: string) => Promise<void>,
): Promise<void> {
  const tabs = page.getByRole('navigation', { name: 'Views of permissions' });
  const pick = async (label: string, robot: string): Promise<void> => {
    await page.getByRole('combobox', { name: label }).fill(robot);
    await expect(page.getByRole('option', { name: robot }).first()).toBeVisible();
    await scan(`${label}, what is found`);
    await page.keyboard.press('Enter');
  };

  await tabs.getByRole('link', { name: 'Who can…?' }).click();
  await page.getByLabel('Who can', { exact: true }).selectOption({ label: 'pull images' });
  const robots = page.getByRole('grid', { name: 'Robots that can' });
  await expect(robots.getByRole('row', { name: /deploy/ })).toBeVisible();
  await robots.focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('1 selected')).toBeVisible();
  await scan('robots that can, one selected');

  await tabs.getByRole('link', { name: 'Compare' }).click();
  await pick('Add a robot', 'deploy');
  await pick('Add a robot', 'scan');
  await page.getByLabel('Or a template').selectOption({ index: 1 });
  await expect(page.getByRole('button', { name: /^Leave out/ })).toHaveCount(3);
  await expect(page.getByRole('status').filter({ hasText: / differ\b/ })).toBeVisible();
  await scan('two robots and a template, compared');

  await tabs.getByRole('link', { name: 'Could this robot…?' }).click();
  await pick('Could this robot', 'deploy');
  await expect(page.getByRole('region', { name: 'Answer' })).toBeVisible();
  await scan('whether a robot could make another');
}
