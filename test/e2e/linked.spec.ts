import { addInstance, expect, goTo, test } from './window.ts';

test('folds robots of the same name, opens each, and links others by hand', async ({
  page,
  harbor,
}) => {
  const [prod, eu] = [await harbor(), await harbor()];
  const robot = [...eu.state.robots.all()].find(({ name }) => name === 'deploy');
  if (robot === undefined) throw new Error('there is no deploy');
  robot.description = 'only in the EU';
  eu.state.robots.named('team-a+scan').forEach((row) => eu.state.robots.remove(row));
  await addInstance(page, prod, 'prod');
  await addInstance(page, eu, 'eu');
  await goTo(page, 'Robots');
  const grid = page.getByRole('grid', { name: 'Robots', exact: true });
  await expect(grid.getByRole('row')).toHaveCount(12);

  await page.getByRole('button', { name: 'Group by name' }).click();
  const sets = page.getByRole('grid', { name: 'Robots by name' });
  await expect(sets.getByRole('row')).toHaveCount(7);
  await expect(
    sets.getByRole('row', { name: /^backup system Same secret unknown Same secret unknown$/ }),
  ).toBeVisible();
  await expect(
    sets.getByRole('row', { name: /^deploy system Same secret unknown Other description/ }),
  ).toBeVisible();

  await sets.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('complementary').getByText('eu', { exact: true }).first(),
  ).toBeVisible();
  await page.keyboard.press('Escape');

  for (const name of ['backup', 'deploy']) {
    await sets
      .getByRole('row', { name: new RegExp(`^${name}`) })
      .locator('[data-box]')
      .click();
  }
  await expect(page.getByRole('status').getByText('4 selected')).toBeVisible();
  await page.getByRole('button', { name: 'Link as one robot' }).click();
  await expect(sets.getByRole('row')).toHaveCount(6);
  await expect(sets.getByRole('row', { name: /2 robots, other/ })).toBeVisible();
  await page.getByRole('button', { name: 'Take apart' }).click();
  await expect(sets.getByRole('row')).toHaveCount(9);

  // Where a robot is missing it is cloned, and Purser holds the secret of the clone.
  const scan = sets.getByRole('row', { name: /^scan team-a/ });
  await expect(scan).toHaveAccessibleName(/Only here secret unknown Not here/);
  await scan.hover();
  await scan.getByText('Clone there').click();
  const dialog = page.getByRole('dialog', { name: 'Clone robot$team-a+scan' });
  await expect(dialog.getByRole('button', { name: 'eu' })).toHaveAttribute('aria-pressed', 'true');
  await expect(dialog.getByRole('button', { name: 'prod' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await dialog.getByRole('button', { name: 'Plan this' }).click();
  await page.getByRole('button', { name: /^Create 1 robot$/ }).click();
  const sheet = page.getByRole('dialog', { name: /^Secret of robot\$team-a\+scan/ });
  await sheet.getByRole('button', { name: 'Keep in the vault' }).click();
  await sheet.getByRole('button', { name: 'Close' }).last().click();
  await goTo(page, 'Robots');
  await page.getByRole('button', { name: 'Group by name' }).click();
  await expect(scan).toHaveAccessibleName(/secret unknown (Same|Other duration) secret kept/);
});
