import { addInstance, expect, instanceRow, test, goTo } from './window.ts';

test('starts offline with every robot it knew, and says how old that is', async ({
  launch,
  harbor,
}) => {
  const simulator = await harbor();
  const first = await launch();
  await addInstance(first.page, simulator, 'prod');
  await first.close();
  await simulator.close();

  const { page } = await launch();
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Offline' })).toBeVisible();

  await goTo(page, 'Robots');
  await expect(page.getByRole('row', { name: /deploy/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /team-a\+ci/ })).toBeVisible();
  await expect(page.getByText(/6 robots · prod as of/)).toBeVisible();

  await goTo(page, 'Overview');
  await expect(page.getByText(/^prod: offline\. No answer since/)).toBeVisible();
  await expect(page.getByText(/6 robots · prod as of/)).toBeVisible();
  await page.getByRole('button', { name: /^Try again: prod/ }).click();
  await expect(page.getByText(/^prod: offline\. No answer since/)).toBeVisible();

  await goTo(page, 'Instances');
  await expect(instanceRow(page, 'prod')).toContainText('6 robots');
  await expect(instanceRow(page, 'prod')).toContainText('as of');
});

test('reads again once the Harbor answers', async ({ page, harbor }) => {
  const simulator = await harbor();
  const port = Number(new URL(simulator.url).port);
  await addInstance(page, simulator, 'prod');
  await simulator.close();
  await page.getByRole('button', { name: 'Sync now: prod' }).click();
  await expect(instanceRow(page, 'prod')).toContainText('Offline');
  await harbor({ port });
  await page.getByRole('button', { name: 'Sync now: prod' }).click();
  await expect(instanceRow(page, 'prod')).toContainText('Up to date');
});
