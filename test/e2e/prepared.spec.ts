import type { Page } from '@playwright/test';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { findings, showIn } from './axe-findings.ts';
import { addInstance, expect, goTo, test } from './window.ts';

/** What a simulated Harbor takes from its robot of this name. */
const secretOf = ({ state }: Simulator, name: string): string =>
  [...state.robots.all()].find((one) => one.name === name)?.secret ?? '';

const selectionOf = (page: Page) => page.getByRole('region', { name: 'Selection' });

/** Chooses what stands behind the likely changes of the selected robots. */
const change = async (page: Page, name: string) => {
  await selectionOf(page).getByRole('button', { name: 'More changes' }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
};

test('secrets are prepared for a linked set, some discarded, and the others activated in one plan', async ({
  page,
  harbor,
}) => {
  const [prod, eu] = [await harbor(), await harbor()];
  await addInstance(page, prod, 'prod');
  await addInstance(page, eu, 'eu');
  await goTo(page, 'Robots');
  await page.getByRole('button', { name: 'Group by name' }).click();
  const set = page.getByRole('grid', { name: 'Robots by name' }).getByRole('row', {
    name: /^deploy/,
  });
  await set.locator('[data-box]').click();
  const before = [prod, eu].map((one) => secretOf(one, 'deploy'));

  // One secret for all of the set, which Harbor does not hear of.
  await change(page, 'Prepare a new secret');
  const dialog = page.getByRole('dialog', { name: 'Prepare new secrets for 2 robots' });
  await dialog.getByLabel('One for all, generated').check();
  for (const colorScheme of ['light', 'dark'] as const) {
    await showIn(page, colorScheme);
    expect.soft(await findings(page), colorScheme).toEqual([]);
  }
  await dialog.getByRole('button', { name: 'Prepare 2 secrets' }).click();
  const sheet = page.getByRole('dialog', { name: '2 secrets' });
  await expect(
    sheet.getByText(/^2 secrets, none of them typed in.*keep the old ones/),
  ).toBeVisible();
  await expect(sheet.getByRole('button', { name: 'Export 2 secrets…' })).toBeEnabled();
  expect([prod, eu].map((one) => secretOf(one, 'deploy'))).toEqual(before);
  await sheet.getByRole('button', { name: 'Close' }).last().click();

  // Who has one already gets no other, and is named with the reason.
  await page
    .getByRole('grid', { name: 'Robots by name' })
    .getByRole('row', { name: /^backup/ })
    .locator('[data-box]')
    .click();
  await change(page, 'Prepare a new secret');
  const four = page.getByRole('dialog', { name: 'Prepare new secrets for 4 robots' });
  await four.getByRole('button', { name: 'Prepare 4 secrets' }).click();
  await expect(four.getByText('2 secrets are prepared. 2 robots got none:')).toBeVisible();
  await expect(four.getByRole('listitem')).toContainText([
    /robot\$deploy on (prod|eu): A secret is prepared for it already/,
    /robot\$deploy on (prod|eu): A secret is prepared for it already/,
  ]);
  expect.soft(await findings(page)).toEqual([]);
  await four.getByRole('button', { name: 'Show 2 secrets' }).click();

  // Those of a selection are discarded at once.
  await sheet.getByRole('button', { name: 'Discard…' }).click();
  const sure = sheet.getByRole('group', { name: 'Discard 2 secrets?' });
  await expect(sure).toContainText('keep the secrets that they have');
  await sure.getByRole('button', { name: 'Discard 2 secrets' }).click();
  await expect(sheet).toBeHidden();

  // Of a selection those that wait are found again, and one plan for both Harbors activates them.
  await change(page, 'Prepared secrets');
  await sheet.getByRole('button', { name: 'Activate 2 secrets…' }).click();
  await page.getByRole('button', { name: 'Refresh 2 robots' }).click();
  const question = page.getByRole('dialog', { name: 'Refresh 2 robots?' });
  await question.getByRole('textbox').fill('2');
  await question.getByRole('button', { name: 'Refresh 2 robots' }).click();
  await expect(sheet.getByText('New', { exact: true })).toHaveCount(2);
  const [atProd, atEu] = [prod, eu].map((one) => secretOf(one, 'deploy'));
  expect(atProd).toBe(atEu);
  expect(before).not.toContain(atProd);
  await sheet.getByRole('button', { name: 'Keep 2 secrets in the vault' }).click();
  await sheet.getByRole('button', { name: 'Close' }).last().click();
});

test('an own secret is prepared, and those of a selection are found again', async ({
  page,
  harbor,
}) => {
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Robots');
  const rows = page.getByRole('grid', { name: 'Robots', exact: true });
  await rows
    .getByRole('row', { name: /deploy/ })
    .locator('[data-box]')
    .click();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('prepare a new secret');
  await page.getByRole('option', { name: /Prepare a new secret/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Prepare a new secret for robot$deploy' });
  await dialog.getByLabel('My own').check();
  await expect(dialog.getByRole('button', { name: 'Prepare it' })).toBeDisabled();
  await dialog.getByLabel('Secret', { exact: true }).fill('MyOwnSecret123');
  await dialog.getByRole('button', { name: 'Prepare it' }).click();
  const sheet = page.getByRole('dialog', { name: 'Secret of robot$deploy' });
  await sheet.getByRole('button', { name: 'Close' }).last().click();

  await change(page, 'Prepared secrets');
  await sheet.getByRole('button', { name: 'Activate…' }).click();
  await page.getByRole('button', { name: 'Refresh 1 robot' }).click();
  await expect(sheet.getByText('New', { exact: true })).toBeVisible();
  expect(secretOf(simulator, 'deploy')).toBe('MyOwnSecret123');
});
