import { addInstance, expect, instanceRow, test, goTo } from './window.ts';

test('a project that fails is named, and the rest is there', async ({ page, harbor }) => {
  const simulator = await harbor();
  simulator.faults.add({ kind: 'internal-error', path: /ProjectID(%25|%)?3D3/i });
  await addInstance(page, simulator, 'prod');
  await expect(instanceRow(page, 'prod')).toContainText('Limited');

  await page.getByRole('button', { name: 'Details of prod' }).click();
  await expect(page.getByRole('heading', { name: 'Not readable: 1 listing' })).toBeVisible();
  await expect(instanceRow(page, 'prod')).toContainText('team-b');

  await goTo(page, 'Overview');
  await expect(page.getByText(/4 robots · 1 project unreadable/)).toBeVisible();
  await goTo(page, 'Robots');
  await expect(page.getByRole('row', { name: /team-a\+ci/ })).toBeVisible();
  await expect(page.getByText(/1 project unreadable/)).toBeVisible();

  simulator.faults.clear();
  await goTo(page, 'Instances');
  await page.getByRole('button', { name: 'Sync now: prod' }).click();
  await expect(instanceRow(page, 'prod')).toContainText('6 robots');
  await expect(instanceRow(page, 'prod')).not.toContainText('Limited');
});
