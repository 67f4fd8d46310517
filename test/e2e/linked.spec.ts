import { addInstance, expect, goTo, test } from './window.ts';

test('folds robots of the same name, opens each, and links others by hand', async ({
  page,
  harbor,
}) => {
  const [prod, eu] = [await harbor(), await harbor()];
  const robot = [...eu.state.robots.all()].find(({ name }) => name === 'deploy');
  if (robot === undefined) throw new Error('there is no deploy');
  robot.description = 'only in the EU';
  await addInstance(page, prod, 'prod');
  await addInstance(page, eu, 'eu');
  await goTo(page, 'Robots');
  const grid = page.getByRole('grid', { name: 'Robots', exact: true });
  await expect(grid.getByRole('row')).toHaveCount(13);

  await page.getByRole('button', { name: 'Group by name' }).click();
  const sets = page.getByRole('grid', { name: 'Robots by name' });
  await expect(sets.getByRole('row')).toHaveCount(7);
  await expect(sets.getByRole('row', { name: /^backup system Same Same/ })).toBeVisible();
  await expect(
    sets.getByRole('row', { name: /^deploy system Same Other description/ }),
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
});
